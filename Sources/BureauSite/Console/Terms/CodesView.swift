import BureauRegister
import Credit
import Markup

enum CodesView {
  private static let about: HTML = """
    Cada código vale entre duas datas; a API os dá em /v1/codes. Nada se apaga: um código ganha um \
    último dia, ou uma versão nova no lugar.
    """

  private static let newAbout: HTML = """
    Se o código já existe sem data de fim, esta versão toma o lugar dele: a antiga vale até a \
    véspera.
    """

  static func page(_ list: CodeList, _ codes: BureauCodes, today: CivilDate) -> HTML {
    """
    \(Look.heading(
      "Códigos", about: about,
      actions: [
        Look.action("Acrescentar código", to: CodePages.newPath(list), .primary, icon: .plus)
      ]))\
    \(Look.tabs(
      CodeList.allCases.map {
        Look.Tab(CodePages.label($0), CodePages.path($0), isCurrent: $0 == list)
      }, label: "Listas de códigos"))\
    \(Look.table(
      caption: CodePages.label(list),
      columns: columns(list), rows: codes.codes(list).map { row($0, today: today) }))
    """
  }

  /// Whether the list has codes that an operator can end: rejections are the register's own.
  private static func hasEnds(_ list: CodeList) -> Bool { list != .rejection }

  private static func columns(_ list: CodeList) -> [Look.Column] {
    [.init("Código"), .init("Nome"), .init("Para quem"), .init("Vale")]
      + (CodePages.mark(list) == nil ? [] : [.init("Uso")])
      + (hasEnds(list) ? [.init("Ação")] : [])
  }

  private static func row(_ code: ListedCode, today: CivilDate) -> [HTML] {
    let until = code.validTo.map { " até \($0.brazilian)" } ?? ""
    let isOver = code.validTo.map { $0 < today } ?? false
    let cells: [HTML] = [
      "<code>\(code.code)</code>", HTML(text: code.name), HTML(text: person(code.person)),
      """
      <span>\(validity(code, today: today))<span class="under">desde \(code.validFrom.brazilian)\
      \(until)</span></span>
      """,
    ]
    let end: HTML =
      isOver || code.isGiven ? "—" : Look.action("Encerrar", to: CodePages.endPath(code))
    return cells + (CodePages.mark(code.list) == nil ? [] : [HTML(text: use(code))])
      + (hasEnds(code.list) ? [end] : [])
  }

  private static func person(_ person: PersonScope) -> String {
    switch person {
    case .any: "todos"
    case .natural: "pessoa física"
    case .legal: "pessoa jurídica"
    }
  }

  private static func validity(_ code: ListedCode, today: CivilDate) -> HTML {
    if code.isValid(on: today) { return Look.badge("em vigor", .good) }
    return today < code.validFrom
      ? Look.badge("vai valer", .info) : Look.badge("fora de vigor")
  }

  private static func use(_ code: ListedCode) -> String {
    switch code.list {
    case .removal: code.isMarked ? "só o birô" : "credor"
    case .noticeReturn: code.isMarked ? "espera endereço" : "fica como prova"
    case .restriction, .rejection: "—"
    }
  }

  static func new(_ list: CodeList, _ state: FormState, _ token: String) -> HTML {
    """
    \(Look.heading(
      "Acrescentar código", about: "Lista: \(CodePages.label(list)). \(newAbout)"))\
    \(Look.sheet(nil, Look.form(
      to: CodePages.newPath(list), token: token, state: state,
      shown: ["code", "name", "person", "validFrom", "validTo", "isMarked"],
      """
      \(Look.pair(
        Look.entry(
          .init("code", "Código", hint: "Letras minúsculas e hífens.", isRequired: true),
          .text(limit: CodeDraft.codeLimit), in: state),
        Look.entry(
          .init("name", "Nome", isRequired: true), .text(limit: CodeDraft.nameLimit), in: state)))\
      \(Look.pair(
        Look.entry(.init("validFrom", "Vale desde", isRequired: true), .date, in: state),
        Look.entry(.init("validTo", "Vale até", hint: "Vazio: sem fim."), .date, in: state),
        Look.select(
          .init("person", "Para quem", isRequired: true),
          PersonScope.allCases.reversed().map { .init($0.rawValue, person($0)) }, in: state)))\
      \(CodePages.mark(list).map { Look.toggle(.init("isMarked", $0), in: state) })\
      \(Look.formEnd(
        Look.button("Acrescentar código", .primary),
        Look.action("Voltar", to: CodePages.path(list), .quiet)))
      """)))
    """
  }

  static func end(_ code: ListedCode, _ state: FormState, _ token: String) -> HTML {
    Look.confirm(
      title: "Encerrar código",
      sentence: """
        \(code.name) (<code>\(code.code)</code>) deixa de ser aceito no dia seguinte ao último; \
        registros que o usam ficam como estão.
        """,
      Look.form(
        to: CodePages.endPath(code), token: token, state: state, shown: ["lastDay"],
        """
        \(Look.entry(
          .init("lastDay", "Último dia", hint: "Hoje ou depois.", isRequired: true), .date,
          in: state))\
        \(Look.formEnd(
          Look.button("Encerrar código", .primary),
          Look.action("Voltar", to: CodePages.path(code.list), .quiet)))
        """))
  }
}
