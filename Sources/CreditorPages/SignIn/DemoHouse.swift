package import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// What a demonstration offers before the login: a door for each role, and documents to try. A real
/// house has none, and no address for it.
package struct DemoHouse: Sendable {
  package struct Door: Hashable, Sendable {
    package let role: Role
    package let email: String

    package init(_ role: Role, email: String) {
      self.role = role
      self.email = email
    }
  }

  /// In the order in which they are shown.
  let doors: [Door]
  /// What a document shows when it is inquired about.
  let documents: [(document: String, about: String)]

  package init(doors: [Door], documents: [(document: String, about: String)]) {
    self.doors = doors
    self.documents = documents
  }

  static let path = Contents.demoDoor.path
}

extension Site {
  /// The login, in a demonstration with its doors.
  var loginView: OpenView {
    guard let demo else { return SignInView.login }
    return { state, token in
      "\(SignInView.login(state, token))\(DemoView.doors(demo, token: token))"
    }
  }

  /// Only a demonstration has this address.
  func addDemoDoors(to table: inout PageTable<Site>) {
    guard let demo else { return }
    table.open(.post, Contents.demoDoor) { request, context in
      let form = try await openForm(request)
      return try await attemptOpen(request, form, loginView) {
        let word = form.first("role") ?? ""
        guard let door = demo.doors.first(where: { $0.role.rawValue == word }),
          let user = try await office.users.users().first(where: {
            $0.email == door.email && $0.isActive
          })
        else {
          throw Problem.refused(
            code: "demo-not-ready",
            "A demonstração ainda está sendo montada. Espere alguns segundos e tente de novo.")
        }
        return try await begin(user, request, context, to: nil)
      }
    }
  }
}

enum DemoView {
  static func doors(_ demo: DemoHouse, token: String) -> HTML {
    let buttons = demo.doors.map { door in
      Look.buttonForm(
        to: DemoHouse.path, token: token, fields: [("role", door.role.rawValue)],
        Look.button("Entrar como \(door.role.portuguese)"))
    }
    let rows = demo.documents.map { [HTML(text: $0.document), HTML(text: $0.about)] }
    return """
      \(Look.sheet(
        "Demonstração", note: "Todos são fictícios. Escolha um perfil:",
        "<div class=\"stack\">\(buttons)</div>"))\
      \(Look.table(
        caption: "Documentos para consultar",
        columns: [.init("CPF"), .init("O que a consulta mostra")], rows: rows))
      """
  }
}
