import BureauRegister
import Credit
import HTTPService
import Markup
import Pages

/// The form of a row of the state terms.
enum StateTermForm {
  private static let shown: Set<String> = [
    "state", "validFrom", "validTo", "status", "confidence", "noticeDays", "lawNoticeDays",
    "minimumDaysOverdue", "countsFrom", "channels", "correctionDays", "removalDays", "law", "note",
  ]
  /// Fields whose names differ from the members of the API.
  static let names = ["correction": "correctionDays", "removal": "removalDays"]

  static func state(_ rule: StateRule) -> FormState {
    FormState(
      [
        ("validFrom", rule.validFrom.description), ("validTo", rule.validTo?.description ?? ""),
        ("status", rule.status.rawValue), ("confidence", rule.confidence.rawValue),
        ("noticeDays", String(rule.noticeDays)),
        ("lawNoticeDays", rule.lawNoticeDays.map { String($0) } ?? ""),
        ("minimumDaysOverdue", String(rule.minimumDaysOverdue)),
        ("inBusinessDays", flag(rule.noticeInBusinessDays)),
        ("countsFrom", rule.countsFrom.rawValue), ("requiresReceipt", flag(rule.requiresReceipt)),
        ("correctionDays", String(rule.correction.days)),
        ("correctionInBusinessDays", flag(rule.correction.inBusinessDays)),
        ("removalDays", rule.removal.map { String($0.days) } ?? ""),
        ("removalInBusinessDays", flag(rule.removal?.inBusinessDays ?? false)),
        ("blocksDisputed", flag(rule.blocksDisputed)), ("law", rule.law), ("note", rule.note),
      ] + rule.media.map { ("channels", $0.rawValue) })
  }

  /// A new row as it is most often: ten days from the posting, by any channel.
  static func blank(today: CivilDate) -> FormState {
    FormState(
      [
        ("validFrom", today.description), ("status", StateRule.Status.inForce.rawValue),
        ("confidence", StateRule.Confidence.medium.rawValue),
        ("noticeDays", String(NoticeTerm.defaultDays)), ("minimumDaysOverdue", "0"),
        ("countsFrom", StateRule.Start.posting.rawValue), ("correctionDays", "5"),
        ("correctionInBusinessDays", flag(true)),
      ] + StateRule.Medium.allCases.map { ("channels", $0.rawValue) })
  }

  private static func flag(_ value: Bool) -> String { value ? "true" : "" }

  static func readNew(_ form: FormFields) throws -> StateRuleDraft {
    try FormReader.read(form) { reader in
      let word = reader.required("state", "Estado", .string(length: 2...2))
      let unit = FederativeUnit(code: word)
      if unit == nil, word.uppercased() != StateTermRows.federal, !word.isEmpty {
        reader.fault("state", code: "unknown-state", detail: "Escolha um estado da lista.")
      }
      return draft(reader, of: unit)
    }
  }

  static func read(_ form: FormFields, of unit: FederativeUnit?) throws -> StateRuleDraft {
    try FormReader.read(form) { draft($0, of: unit) }
  }

  private static func draft(_ reader: FormReader, of unit: FederativeUnit?) -> StateRuleDraft {
    let days = 0...StateTerms.largestDays
    let removal = reader.optional("removalDays", "Prazo da baixa", .integer(days))
    return StateRuleDraft(
      state: unit, validFrom: reader.required("validFrom", "Vale desde", .day),
      validTo: reader.optional("validTo", "Vale até", .day),
      status: reader.required("status", "Situação", .oneOf(StateRule.Status.self)),
      confidence: reader.required("confidence", "Certeza", .oneOf(StateRule.Confidence.self)),
      minimumDaysOverdue: reader.required("minimumDaysOverdue", "Atraso mínimo", .integer(days)),
      lawNoticeDays: reader.optional("lawNoticeDays", "Prazo da lei", .integer(days)),
      noticeDays: reader.required("noticeDays", "Prazo aplicado", .integer(days)),
      isInBusinessDays: reader.flag("inBusinessDays"),
      countsFrom: reader.required("countsFrom", "Conta de", .oneOf(StateRule.Start.self)),
      requiresReceipt: reader.flag("requiresReceipt"),
      media: reader.all("channels", "Canais", .oneOf(StateRule.Medium.self)),
      correction: .init(
        days: reader.required("correctionDays", "Prazo da correção", .integer(days)),
        inBusinessDays: reader.flag("correctionInBusinessDays")),
      removal: removal.map {
        .init(days: $0, inBusinessDays: reader.flag("removalInBusinessDays"))
      },
      blocksDisputed: reader.flag("blocksDisputed"),
      law: reader.required("law", "Lei", .string(length: 1...200)),
      note: reader.optional("note", "Observação", .text(length: 1...200)) ?? "")
  }

  static func edit(_ row: StateTermRow, _ state: FormState, token: String) -> HTML {
    let rule = row.rule
    return """
      \(Look.heading(
        "Prazo \(rule.id)", about: "\(rule.state?.name ?? "Todos os estados")",
        actions: [Look.action("Retirar prazo", to: StateTermPages.retirePath(of: rule.id))]))\
      \(Look.sheet(nil, Look.form(
        to: StateTermPages.path(of: rule.id), token: token, state: state, shown: shown,
        """
        \(fields(state))\(Look.formEnd(
          Look.button("Pôr a nova versão no lugar", .primary),
          Look.action("Voltar", to: StateTermPages.path, .quiet)))
        """)))
      """
  }

  static func new(_ state: FormState, token: String) -> HTML {
    let units =
      [Look.Option(StateTermRows.federal, "Todos os estados")]
      + FederativeUnit.allCases.map { .init($0.code, "\($0.code), \($0.name)") }
    return """
      \(Look.heading(
        "Acrescentar prazo", about: "Duas linhas do mesmo estado não valem ao mesmo tempo."))\
      \(Look.sheet(nil, Look.form(
        to: StateTermPages.newPath, token: token, state: state, shown: shown,
        """
        \(Look.select(
          .init("state", "Estado", isRequired: true), units, none: "Escolha o estado", in: state))\
        \(fields(state))\(Look.formEnd(
          Look.button("Acrescentar prazo", .primary),
          Look.action("Voltar", to: StateTermPages.path, .quiet)))
        """)))
      """
  }

  private static func fields(_ state: FormState) -> HTML {
    """
    \(dates(state))\(terms(state))\(starts(state))\(duties(state))\
    \(Look.entry(.init("law", "Lei", isRequired: true), .text(limit: 200), in: state))\
    \(Look.entry(.init("note", "Observação"), .text(limit: 200), in: state))
    """
  }

  private static func dates(_ state: FormState) -> HTML {
    """
    \(Look.pair(
      Look.entry(.init("validFrom", "Vale desde", isRequired: true), .date, in: state),
      Look.entry(.init("validTo", "Vale até", hint: "Vazio: sem fim."), .date, in: state)))\
    \(Look.pair(
      Look.select(
        .init("status", "Situação", isRequired: true),
        StateRule.Status.allCases.map { .init($0.rawValue, StateTermsView.status($0)) },
        in: state),
      Look.select(
        .init("confidence", "Certeza", isRequired: true),
        StateRule.Confidence.allCases.map { .init($0.rawValue, StateTermsView.confidence($0)) },
        in: state)))
    """
  }

  private static func days(_ name: String, _ label: String, isRequired: Bool, _ state: FormState)
    -> HTML
  {
    Look.entry(
      .init(name, label, isRequired: isRequired), .number(0...StateTerms.largestDays), in: state)
  }

  private static func terms(_ state: FormState) -> HTML {
    """
    \(Look.pair(
      days("noticeDays", "Prazo aplicado, em dias", isRequired: true, state),
      days("lawNoticeDays", "Prazo da lei, em dias", isRequired: false, state),
      days("minimumDaysOverdue", "Atraso mínimo, em dias", isRequired: true, state)))\
    \(Look.toggle(.init("inBusinessDays", "O prazo aplicado é em dias úteis"), in: state))
    """
  }

  private static func starts(_ state: FormState) -> HTML {
    """
    \(Look.select(
      .init(
        "countsFrom", "Conta de",
        hint: "Entrega e recebimento de carta: presumidos "
          + "\(NoticeTerm.presumedDeliveryBusinessDays) dias úteis depois da postagem.",
        isRequired: true),
      StateRule.Start.allCases.map { .init($0.rawValue, StateTermsView.start($0)) }, in: state))\
    \(Look.checks(
      .init("channels", "Canais admitidos"),
      StateRule.Medium.allCases.map { .init($0.rawValue, StateTermsView.medium($0)) }, in: state))\
    \(Look.toggle(.init("requiresReceipt", "Exige aviso de recebimento (AR)"), in: state))
    """
  }

  private static func duties(_ state: FormState) -> HTML {
    """
    \(Look.pair(
      days("correctionDays", "Prazo da correção, em dias", isRequired: true, state),
      days("removalDays", "Prazo próprio da baixa, em dias", isRequired: false, state)))\
    \(Look.toggle(.init("correctionInBusinessDays", "A correção conta dias úteis"), in: state))\
    \(Look.toggle(.init("removalInBusinessDays", "A baixa conta dias úteis"), in: state))\
    \(Look.toggle(
      .init("blocksDisputed", "Dívida em discussão judicial não é incluída"), in: state))
    """
  }
}
