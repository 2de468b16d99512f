import BureauRegister
import Coordination
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// The pages of the console: address and what it does, all behind its login.
struct ConsoleTable {
  typealias Read = @Sendable (ConsoleVisit) async throws -> Response
  typealias Change = @Sendable (ConsoleVisit, FormFields) async throws -> Response

  let pages: BureauPages
  private(set) var routes = RouteTable()

  init(pages: BureauPages) {
    self.pages = pages
    post(Console.leavePath) { visit, _ in
      try await visit.pages.operators.end(visit.secret)
      return Response.seeOther(Console.loginPath).setting(
        [.forget(Console.cookie)], isSecure: visit.pages.isSecure)
    }
    post(Console.themePath) { visit, form in
      guard let theme = form.first("theme").flatMap(Theme.init(rawValue:)) else {
        throw Problem.notFound()
      }
      return Response.seeOther(Console.path).setting(
        [ThemeCookie.cookie(theme)], isSecure: visit.pages.isSecure)
    }
  }

  /// A page to look at.
  mutating func get(_ path: String, _ handler: @escaping Read) {
    let pages = pages
    routes.add(
      .get, path, .page(id: "page GET \(path)"), authenticate: pages.authenticateOperator
    ) { request, context in
      try await handler(ConsoleVisit(request: request, context: context, pages: pages))
    }
  }

  /// A form that changes something. The origin and the token are checked before the handler runs,
  /// which runs once for a form that is sent twice.
  mutating func post(_ path: String, _ handler: @escaping Change) {
    let pages = pages
    routes.add(
      .post, path, .page(id: "page POST \(path)"), authenticate: pages.authenticateOperator
    ) { request, context in
      let visit = try ConsoleVisit(request: request, context: context, pages: pages)
      let form = try await pages.checkedForm(request, secret: visit.secret)
      return try await pages.sentForms.once(request, form, session: visit.secret) {
        try await handler(visit, form)
      }
    }
  }
}
