/// Judges one title by every rule; never stops at the first reason.
package enum EligibilityRules {
  /// The least that automatic listing accepts (manual, item 54).
  package static let routineMinimumDays = 60
  /// From 4 years and 11 months on nothing new is listed: the term would end after the limit.
  static let nearLimitDays = 31
  package static let majorityYears = 18

  package static func judge(_ facts: EligibilityFacts) -> Eligibility {
    var reasons: [EligibilityReason] = []
    titleReasons(facts, into: &reasons)
    ageReasons(facts, into: &reasons)
    telecomReasons(facts, into: &reasons)
    debtorReasons(facts, into: &reasons)
    channelReasons(facts, into: &reasons)
    let expiresOn = FiveYearLimit(dueOn: facts.title.dueOn).hiddenFrom
    return Eligibility(
      reasons: reasons,
      earliestRequestOn: earliest(facts, reasons, before: expiresOn),
      visibleFrom: reasons.contains { $0.blocks }
        ? nil : facts.stateRule.visibleFrom,
      isForecast: facts.stateRule.isForecast, expiresOn: expiresOn)
  }

  private static func earliest(
    _ facts: EligibilityFacts, _ reasons: [EligibilityReason], before expiresOn: CivilDate
  ) -> CivilDate? {
    var earliest = facts.today
    for reason in reasons where reason.blocks {
      guard let end = reason.endsOn else { return nil }
      earliest = max(earliest, end)
    }
    return earliest < expiresOn.adding(days: -nearLimitDays) ? earliest : nil
  }

  private static func titleReasons(
    _ facts: EligibilityFacts, into reasons: inout [EligibilityReason]
  ) {
    let title = facts.title
    func add(_ code: EligibilityReason.Code, _ detail: String, _ source: String) {
      reasons.append(EligibilityReason(code: code, detail: detail, source: source))
    }
    if title.hasLiveListing {
      add(
        .alreadyListed, "O título já tem uma negativação em andamento.",
        "CDC, art. 43, §1º; uma negativação por título")
    }
    switch title.status {
    case .paid: add(.paid, "O título está pago.", "STJ, Súmula 548")
    case .cancelled: add(.cancelled, "O título foi cancelado.", "CDC, art. 43, §1º")
    case .renegotiated:
      add(.renegotiated, "O título foi renegociado.", "Código Civil, art. 360 (novação)")
    case .open, .partiallyPaid:
      if title.open <= .zero {
        add(.noOpenBalance, "O título não tem saldo em aberto.", "CDC, art. 43, §1º")
      } else if title.open < facts.minimumAmount {
        add(
          .belowMinimumAmount,
          "O saldo de \(title.open) é menor que o mínimo de \(facts.minimumAmount).",
          "Parâmetro: valor mínimo para negativar")
      }
    }
    if title.isDisputed {
      add(
        .disputed, "A dívida está em contestação; resolva a contestação antes de negativar.",
        "CDC, art. 43, §3º; Lei ES 6.225/2000")
    }
    if title.hasCourtOrder {
      add(
        .courtOrder, "Há ordem judicial que impede a negativação deste título.",
        "CPC, art. 300; STJ, REsp 1.061.530/RS")
    }
    if let block = title.block, block.stands(on: facts.today) {
      reasons.append(
        EligibilityReason(
          code: .reinclusionBlocked,
          detail: "O título está bloqueado (\(block.reason.portuguese.lowercased()))"
            + (block.until.map { " até \($0.brazilian)" } ?? "")
            + "; só uma pessoa o libera, na página do título.",
          source: block.reason.source, endsOn: block.until?.adding(days: 1)))
    }
    if case .routine = facts.asker, title.hasStandingRejection {
      add(
        .rejectedByBureau,
        "O birô recusou este título e nada mudou desde então; confira o motivo e corrija o "
          + "cadastro, ou peça a negativação à mão.",
        "Resposta do birô à negativação anterior")
    }
    if title.isListedByBank {
      add(
        .listedByBank, "O banco do boleto já negativou este título; não negative duas vezes.",
        "CDC, art. 43, §1º; retorno bancário")
    }
  }

  private static func ageReasons(
    _ facts: EligibilityFacts, into reasons: inout [EligibilityReason]
  ) {
    let due = facts.title.dueOn
    let days = facts.today.days(since: due)
    if days < 1 {
      reasons.append(
        EligibilityReason(
          code: .notOverdue, detail: "O título vence em \(due.brazilian) e ainda não está vencido.",
          source: "Manual, item 34", endsOn: due.adding(days: 1)))
    }
    if case .routine(let minimum) = facts.asker, days < minimum {
      reasons.append(
        EligibilityReason(
          code: .minimumDaysOverdue,
          detail: "O título tem \(max(days, 0)) dias de atraso; a regra pede \(minimum).",
          source: "Dias para executar; manual, item 54", endsOn: due.adding(days: minimum)))
    }
    if days < facts.stateRule.minimumDaysOverdue {
      reasons.append(
        EligibilityReason(
          code: .stateMinimumDays,
          detail: "O estado só permite negativar após \(facts.stateRule.minimumDaysOverdue) "
            + "dias de atraso; o título tem \(max(days, 0)).",
          source: facts.stateRule.law,
          endsOn: due.adding(days: facts.stateRule.minimumDaysOverdue)))
    }
    let limit = FiveYearLimit(dueOn: due).hiddenFrom
    if facts.today >= limit {
      reasons.append(
        EligibilityReason(
          code: .fiveYears, detail: "A dívida venceu há cinco anos ou mais.",
          source: "CDC, art. 43, §1º; STJ, Súmula 323 e REsp 1.316.117/SC"))
    } else if facts.today >= limit.adding(days: -nearLimitDays) {
      reasons.append(
        EligibilityReason(
          code: .nearFiveYears,
          detail: "A dívida completa cinco anos em \(limit.brazilian); não há prazo útil.",
          source: "CDC, art. 43, §1º"))
    }
  }

  private static func telecomReasons(
    _ facts: EligibilityFacts, into reasons: inout [EligibilityReason]
  ) {
    guard let agreement = facts.agreement, agreement.kind == .telecom else { return }
    let bound = facts.creditorSize.isBoundByTelecomRules
    let source = "Resolução ANATEL 765/2023, arts. 70 a 78"
    if agreement.status != .rescinded {
      reasons.append(
        EligibilityReason(
          code: bound ? .contractNotRescinded : .contractNotRescindedWarning,
          detail: "O contrato não está rescindido; dívida de telecomunicação só pode ser "
            + "negativada após a rescisão.",
          source: source))
    }
    let first = TelecomSchedule.earliest(dueOn: facts.title.dueOn).rescindOn
    if facts.today < first {
      reasons.append(
        EligibilityReason(
          code: bound ? .telecomTerm : .telecomTermWarning,
          detail: "Aviso, suspensão e rescisão levam ao menos até \(first.brazilian) "
            + "(76º dia do vencimento).",
          source: source, endsOn: first))
    } else if let suspended = agreement.suspendedOn, let rescinded = agreement.rescindedOn,
      rescinded.days(since: suspended) < TelecomSchedule.suspensionDays
    {
      reasons.append(
        EligibilityReason(
          code: .telecomTermWarning,
          detail: "O contrato foi rescindido \(rescinded.days(since: suspended)) dias após a "
            + "suspensão; a regra pede \(TelecomSchedule.suspensionDays).",
          source: source))
    }
  }

  private static func debtorReasons(
    _ facts: EligibilityFacts, into reasons: inout [EligibilityReason]
  ) {
    let debtor = facts.debtor
    func add(_ code: EligibilityReason.Code, _ detail: String, _ source: String) {
      reasons.append(EligibilityReason(code: code, detail: detail, source: source))
    }
    if debtor.stage != .customer {
      add(.notACustomer, "A pessoa ainda não é cliente.", "Manual, item 34")
    }
    if !debtor.hasPostalAddress {
      add(
        .addressIncomplete,
        "O endereço está incompleto e a carta comunicado não pode ser postada; complete CEP, "
          + "logradouro, cidade e UF.",
        "CDC, art. 43, §2º; STJ, Súmulas 359 e 404")
    }
    if let deceased = debtor.deceasedOn {
      add(
        .deceased, "A pessoa faleceu em \(deceased.brazilian); cobre o espólio.",
        "Código Civil, art. 1.997")
    }
    guard debtor.isNatural else { return }
    guard let birth = debtor.birthDate else {
      add(
        .birthDateUnknown, "A data de nascimento não está no cadastro; confirme a maioridade.",
        "Código Civil, arts. 3º e 4º")
      return
    }
    let contracted = facts.title.issuedOn ?? facts.title.dueOn
    if contracted < birth.adding(years: majorityYears) {
      add(
        .minor, "A pessoa era menor de idade quando o título foi emitido.",
        "Código Civil, arts. 3º e 4º; LGPD, art. 14")
    }
  }

  private static func channelReasons(
    _ facts: EligibilityFacts, into reasons: inout [EligibilityReason]
  ) {
    let source = "Configurações › Integrações análise de crédito"
    guard facts.channel.hasIntegration else {
      reasons.append(
        EligibilityReason(
          code: .integrationMissing,
          detail: "A filial não tem integração de análise de crédito; vincule uma.",
          source: source))
      return
    }
    if case .routine = facts.asker {
      if !facts.channel.isAutomatic {
        reasons.append(
          EligibilityReason(
            code: .integrationNotAutomatic,
            detail: "A integração está com Incluir/Remover automaticamente = Não.",
            source: source))
      }
      // A person chooses the code with the titles; the routine takes the integration's.
      if !facts.channel.hasRestrictionCode {
        reasons.append(
          EligibilityReason(
            code: .restrictionCodeMissing,
            detail: "Falta o código de restrição para "
              + (facts.debtor.isNatural ? "pessoa física." : "pessoa jurídica."),
            source: source))
      }
    }
  }
}
