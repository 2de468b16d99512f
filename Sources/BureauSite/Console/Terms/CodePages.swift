import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// The lists of codes: dated data.
enum CodePages {
  static let path = ConsoleContents.codes.path

  static func path(_ list: CodeList) -> String { PagePath.to(path, [("lista", list.rawValue)]) }
  static func newPath(_ list: CodeList) -> String { ConsoleContents.newCode.path(list) }
  static func endPath(_ code: ListedCode) -> String {
    ConsoleContents.endCode.path(code.list, code.code)
  }

  static func label(_ list: CodeList) -> String {
    switch list {
    case .restriction: "Naturezas"
    case .removal: "Baixas"
    case .rejection: "Rejeições"
    case .noticeReturn: "Devoluções de carta"
    }
  }

  /// What the mark of a code means in a list; nil where it has none.
  static func mark(_ list: CodeList) -> String? {
    switch list {
    case .removal: "Só o birô dá este motivo"
    case .noticeReturn: "O registro espera novo endereço"
    case .restriction, .rejection: nil
    }
  }
}

extension BureauPages {
  func addCodes(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.codes) { visit in
      let list = try QueryReader.read(visit.request) {
        $0.optional("lista", .oneOf(CodeList.self)) ?? .restriction
      }
      return visit.page(
        "Códigos", crumbs: [Crumb("Códigos")],
        CodesView.page(list, try await register.codes(), today: visit.today))
    }
    addNewCode(to: &table)
    addCodeEnd(to: &table)
  }

  private func addNewCode(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.newCode) { visit in
      let list: CodeList = try visit.context.pathWord("list")
      let state = FormState([
        ("validFrom", visit.today.description), ("person", PersonScope.any.rawValue),
      ])
      return codePage("Acrescentar código", list, visit, CodesView.new(list, state, visit.token))
    }
    table.post(ConsoleContents.newCode) { visit, form in
      let list: CodeList = try visit.context.pathWord("list")
      return try await attempt(form) { state, status in
        codePage(
          "Acrescentar código", list, visit, status: status,
          CodesView.new(list, state, visit.token))
      } _: {
        let code = try await register.addCode(
          try Self.codeDraft(form, list), actor: Actor.simulation)
        return visit.done(
          "O código \(code.code) vale de \(code.validFrom.brazilian) em diante.",
          to: CodePages.path(list))
      }
    }
  }

  private static func codeDraft(_ form: FormFields, _ list: CodeList) throws -> CodeDraft {
    try FormReader.read(form) { reader in
      CodeDraft(
        list: list,
        code: reader.required("code", "Código", .string(length: 1...CodeDraft.codeLimit)),
        name: reader.required("name", "Nome", .string(length: 1...CodeDraft.nameLimit)),
        person: reader.required("person", "Para quem", .oneOf(PersonScope.self)),
        validFrom: reader.required("validFrom", "Vale desde", .day),
        validTo: reader.optional("validTo", "Vale até", .day),
        isMarked: CodePages.mark(list) != nil && reader.flag("isMarked"))
    }
  }

  private func addCodeEnd(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.endCode) { visit in
      let code = try await code(visit)
      let state = FormState([("lastDay", visit.today.description)])
      return codePage("Encerrar código", code.list, visit, CodesView.end(code, state, visit.token))
    }
    table.post(ConsoleContents.endCode) { visit, form in
      let code = try await code(visit)
      return try await attempt(form) { state, status in
        codePage(
          "Encerrar código", code.list, visit, status: status,
          CodesView.end(code, state, visit.token))
      } _: {
        let day = try FormReader.read(form) { $0.required("lastDay", "Último dia", .day) }
        _ = try await register.endCode(
          code.code, in: code.list, on: day, actor: Actor.simulation)
        return visit.done(
          "O código \(code.code) vale até \(day.brazilian).", to: CodePages.path(code.list))
      }
    }
  }

  private func code(_ visit: ConsoleVisit) async throws -> ListedCode {
    let list: CodeList = try visit.context.pathWord("list")
    let word = try visit.context.pathText("code")
    let found = try await register.codes().codes(list).last { code in
      code.code == word && (code.validTo.map { visit.today <= $0 } ?? true)
    }
    guard let found else { throw Problem.notFound("Não existe código em vigor com este nome.") }
    return found
  }

  private func codePage(
    _ title: String, _ list: CodeList, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok, _ content: HTML
  ) -> Response {
    visit.page(
      title,
      crumbs: [
        Crumb("Códigos", CodePages.path), Crumb(CodePages.label(list), CodePages.path(list)),
        Crumb(title),
      ], status: status, content)
  }
}
