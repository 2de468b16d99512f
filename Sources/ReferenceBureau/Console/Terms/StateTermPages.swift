import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import World

/// The terms of the states: dated rows.
enum StateTermPages {
  static let path = Console.path + "/prazos"

  static func path(of id: String) -> String { path + "/" + id }
}

extension BureauPages {
  func addStateTermPages(to table: inout ConsoleTable) {
    table.get(StateTermPages.path) { visit in
      let history = try visit.query().first("historico") == "sim"
      let rows = try await register.stateTerms(of: nil, history: history)
      return visit.page(
        "Prazos por estado", crumbs: [Crumb("Prazos por estado")],
        StateTermsView.page(rows, history: history))
    }
    table.get(StateTermPages.path + "/{id}") { visit in
      let row = try await term(visit)
      return termPage(row, StateTermsView.state(row.rule), visit)
    }
    table.post(StateTermPages.path + "/{id}") { visit, form in
      let row = try await term(visit)
      return try await attempt(form) { state, status in
        termPage(row, state, visit, status: status)
      } _: {
        let new = try await register.reviseStateTerm(
          row.rule.id, try Self.revised(row.rule, form), actor: Actor.simulation)
        return visit.done(
          "A linha \(new.rule.id) tomou o lugar de \(row.rule.id). Registros já aceitos guardam a "
            + "regra que valeu para eles.", to: StateTermPages.path)
      }
    }
  }

  private func term(_ visit: ConsoleVisit) async throws -> StateTermRow {
    let id = try visit.context.pathText("id")
    let rows = try await register.stateTerms(of: nil, history: false)
    guard let row = rows.first(where: { $0.rule.id == id }) else {
      throw Problem.notFound("Não existe regra em vigor com este id.")
    }
    return row
  }

  private func termPage(
    _ row: StateTermRow, _ state: FormState, _ visit: ConsoleVisit,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      "Prazo \(row.rule.id)",
      crumbs: [Crumb("Prazos por estado", StateTermPages.path), Crumb(row.rule.id)],
      status: status, StateTermsView.edit(row, state, token: visit.token))
  }

  /// The row with what the form changes; the rest stays.
  private static func revised(_ old: StateRule, _ form: FormFields) throws -> StateRuleDraft {
    let days = 0...StateTerms.largestDays
    return try FormReader.read(form) { reader in
      StateRuleDraft(
        state: old.state, validFrom: reader.required("validFrom", "Vale desde", .day),
        validTo: reader.optional("validTo", "Vale até", .day),
        status: reader.required("status", "Situação", .oneOf(StateRule.Status.self)),
        confidence: old.confidence,
        minimumDaysOverdue: reader.required("minimumDaysOverdue", "Atraso mínimo", .integer(days)),
        lawNoticeDays: reader.optional("lawNoticeDays", "Prazo da lei", .integer(days)),
        noticeDays: reader.required("noticeDays", "Prazo aplicado", .integer(days)),
        isInBusinessDays: reader.flag("inBusinessDays"),
        countsFrom: reader.required("countsFrom", "Conta de", .oneOf(StateRule.Start.self)),
        requiresReceipt: reader.flag("requiresReceipt"),
        media: reader.all("channels", "Canais", .oneOf(StateRule.Medium.self)),
        correction: old.correction, removal: old.removal, blocksDisputed: old.blocksDisputed,
        law: reader.required("law", "Lei", .string(length: 1...200)),
        note: reader.optional("note", "Observação", .string(length: 1...200)) ?? "")
    }
  }
}

enum StateTermsView {
  private static let about: HTML = """
    Cada linha tem lei, vigência e situação. Quem muda uma linha põe uma versão nova no lugar; o \
    registro guarda a que valeu para ele.
    """

  static func page(_ rows: [StateTermRow], history: Bool) -> HTML {
    """
    \(Look.heading("Prazos por estado", about: about))\
    \(Look.chips(
      [
        .init("Em vigor", StateTermPages.path, isCurrent: !history),
        .init("Com as versões antigas", StateTermPages.path + "?historico=sim", isCurrent: history),
      ], label: "Versões"))\
    \(Look.table(
      caption: "Prazos por estado",
      columns: [
        .init("Estado"), .init("Prazo"), .init("Atraso mínimo"), .init("Vale"), .init("Situação"),
        .init("Lei"),
      ], rows: rows.map(row)))
    """
  }

  private static func row(_ row: StateTermRow) -> [HTML] {
    let rule = row.rule
    let unit = rule.state?.code ?? "Todos"
    let name: HTML =
      row.retiredAt == nil
      ? Look.mainCell(unit, to: StateTermPages.path(of: rule.id), under: rule.id)
      : Look.cell(unit, under: "\(rule.id), substituída")
    let until = rule.validTo.map { " até \($0.brazilian)" } ?? ""
    return [
      name,
      Look.cell(
        "\(rule.noticeDays) dias" + (rule.noticeInBusinessDays ? " úteis" : ""),
        under: "conta de: " + start(rule.countsFrom)),
      HTML(text: "\(rule.minimumDaysOverdue) dias"),
      HTML(text: "desde \(rule.validFrom.brazilian)\(until)"), HTML(text: status(rule.status)),
      Look.cell(rule.law, under: rule.note.isEmpty ? nil : rule.note),
    ]
  }

  private static func start(_ start: StateRule.Start) -> String {
    switch start {
    case .posting: "postagem"
    case .delivery: "entrega"
    case .receipt: "recebimento"
    }
  }

  private static func status(_ status: StateRule.Status) -> String {
    switch status {
    case .inForce: "em vigor"
    case .struck: "derrubada"
    case .doubtful: "duvidosa"
    case .practice: "prática"
    }
  }

  private static func medium(_ medium: StateRule.Medium) -> String {
    switch medium {
    case .letter: "carta"
    case .email: "e-mail"
    case .message: "mensagem"
    }
  }

  static func state(_ rule: StateRule) -> FormState {
    FormState(
      [
        ("validFrom", rule.validFrom.description), ("validTo", rule.validTo?.description ?? ""),
        ("status", rule.status.rawValue), ("noticeDays", String(rule.noticeDays)),
        ("lawNoticeDays", rule.lawNoticeDays.map { String($0) } ?? ""),
        ("minimumDaysOverdue", String(rule.minimumDaysOverdue)),
        ("inBusinessDays", rule.noticeInBusinessDays ? "true" : ""),
        ("countsFrom", rule.countsFrom.rawValue),
        ("requiresReceipt", rule.requiresReceipt ? "true" : ""), ("law", rule.law),
        ("note", rule.note),
      ] + rule.media.map { ("channels", $0.rawValue) })
  }

  static func edit(_ row: StateTermRow, _ state: FormState, token: String) -> HTML {
    let rule = row.rule
    return """
      \(Look.heading("Prazo \(rule.id)", about: "\(rule.state?.code ?? "Todos os estados")"))\
      \(Look.sheet(nil, Look.form(
        to: StateTermPages.path(of: rule.id), token: token, state: state,
        shown: [
          "validFrom", "validTo", "status", "noticeDays", "lawNoticeDays", "minimumDaysOverdue",
          "countsFrom", "channels", "law", "note",
        ],
        """
        \(dates(state))\(terms(state))\(rest(state))\(Look.formEnd(
          Look.button("Pôr a nova versão no lugar", .primary),
          Look.action("Voltar", to: StateTermPages.path, .quiet)))
        """)))
      """
  }

  private static func dates(_ state: FormState) -> HTML {
    Look.pair(
      Look.entry(.init("validFrom", "Vale desde", isRequired: true), .date, in: state),
      Look.entry(.init("validTo", "Vale até"), .date, in: state),
      Look.select(
        .init("status", "Situação", isRequired: true),
        StateRule.Status.allCases.map { .init($0.rawValue, status($0)) }, in: state))
  }

  private static func terms(_ state: FormState) -> HTML {
    let days = 0...StateTerms.largestDays
    return """
      \(Look.pair(
        Look.entry(.init("noticeDays", "Prazo aplicado, em dias", isRequired: true), .number(days),
          in: state),
        Look.entry(.init("lawNoticeDays", "Prazo da lei, em dias"), .number(days), in: state),
        Look.entry(
          .init("minimumDaysOverdue", "Atraso mínimo, em dias", isRequired: true), .number(days),
          in: state)))\
      \(Look.toggle(.init("inBusinessDays", "Dias úteis"), in: state))
      """
  }

  private static func rest(_ state: FormState) -> HTML {
    """
    \(Look.select(
      .init("countsFrom", "Conta de", isRequired: true),
      StateRule.Start.allCases.map { .init($0.rawValue, start($0)) }, in: state))\
    \(Look.checks(
      .init("channels", "Canais admitidos"),
      StateRule.Medium.allCases.map { .init($0.rawValue, medium($0)) }, in: state))\
    \(Look.toggle(.init("requiresReceipt", "Exige aviso de recebimento (AR)"), in: state))\
    \(Look.entry(.init("law", "Lei", isRequired: true), .text(limit: 200), in: state))\
    \(Look.entry(.init("note", "Observação"), .text(limit: 200), in: state))
    """
  }
}
