import Credit
import HTTPService
import Hummingbird
import Markup
import World

/// The lists of codes: dated data.
enum CodePages {
  static let path = Console.path + "/codigos"

  static func label(_ list: CodeList) -> String {
    switch list {
    case .restriction: "Naturezas"
    case .removal: "Baixas"
    case .rejection: "Rejeições"
    case .noticeReturn: "Devoluções de carta"
    }
  }
}

extension BureauPages {
  func addCodes(to table: inout ConsoleTable) {
    table.get(CodePages.path) { visit in
      let list = try QueryReader.read(visit.request) {
        $0.optional("lista", .oneOf(CodeList.self)) ?? .restriction
      }
      return visit.page(
        "Códigos", crumbs: [Crumb("Códigos")], CodesView.page(list, today: visit.today))
    }
  }
}

enum CodesView {
  private static let about: HTML = "Cada código vale entre duas datas; a API os dá em /v1/codes."

  static func page(_ list: CodeList, today: CivilDate) -> HTML {
    """
    \(Look.heading("Códigos", about: about))\
    \(Look.tabs(
      CodeList.allCases.map {
        Look.Tab(
          CodePages.label($0), PagePath.to(CodePages.path, [("lista", $0.rawValue)]),
          isCurrent: $0 == list)
      }, label: "Listas de códigos"))\
    \(Look.table(
      caption: CodePages.label(list),
      columns: [.init("Código"), .init("Nome"), .init("Para quem"), .init("Vale"), .init("Uso")],
      rows: list.codes.map { row($0, list, today: today) }))
    """
  }

  private static func row(_ code: ListedCode, _ list: CodeList, today: CivilDate) -> [HTML] {
    let person = [
      PersonScope.any: "todos", .natural: "pessoa física", .legal: "pessoa jurídica",
    ][code.person]
    let until = code.validTo.map { " até \($0.brazilian)" } ?? ""
    return [
      "<code>\(code.code)</code>", HTML(text: code.name), HTML(text: person ?? ""),
      "\(validity(code, today: today)) desde \(code.validFrom.brazilian)\(until)",
      HTML(text: use(code, list)),
    ]
  }

  private static func validity(_ code: ListedCode, today: CivilDate) -> HTML {
    code.isValid(on: today) ? Look.badge("em vigor", .good) : Look.badge("fora de vigor")
  }

  private static func use(_ code: ListedCode, _ list: CodeList) -> String {
    switch list {
    case .removal: code.isMarked ? "só o birô" : "credor"
    case .noticeReturn: code.isMarked ? "espera endereço" : "fica como prova"
    case .restriction, .rejection: "—"
    }
  }
}
