package import Credit
import Letters

/// Judges a request by every rule of the register; all faults, never only the first.
package enum ListingRules {
  /// The least amount that is listed.
  static let minimumAmount = Cents(1_000)
  static let majorityYears = 18

  /// Where the member is that a fault of the request itself is about.
  package static func pointer(of code: String) -> String {
    switch code {
    case "invalid-document": "/debtor/document"
    case "birth-date-in-future": "/debtor/birthDate"
    case "incomplete-address", "address-too-long": "/debtor/address"
    case "missing-email": "/debtor/email"
    case "missing-name": "/debtor/name"
    case "invalid-branch-document": "/creditorBranchDocument"
    case "unknown-restriction-code", "restriction-code-person": "/restrictionCode"
    case "amount-below-minimum": "/amountCents"
    case "invalid-payment-slip": "/paymentSlip"
    case "principal-missing", "principal-unexpected": "/principalReference"
    case "supersedes-unknown", "supersedes-live", "supersedes-other", "superseded-already":
      "/supersedes"
    default: ""
    }
  }

  /// What the register already holds of the same debt.
  package struct Standing {
    var hasLiveTwin = false
    package var isBlocked = false
    /// For a guarantor: a live record of the principal.
    var hasPrincipal = true
    /// For a guarantor: the principal is the same person.
    var isOwnPrincipal = false
    var isDeceased = false
  }

  /// Faults of the request itself, which its sender can correct at once.
  ///
  /// - Parameter minimum: the least amount; what is corrected to a rest may be less.
  static func formalFaults(
    _ request: ListingRequest, codes: BureauCodes, today: CivilDate,
    minimum: Cents = minimumAmount
  ) -> [RecordRejection] {
    var faults: [RecordRejection] = []
    func add(_ code: String, _ detail: String) {
      faults.append(RecordRejection(code: code, detail: detail))
    }
    let document = parsed(request.debtor.document)
    if document == nil {
      add("invalid-document", "O CPF ou CNPJ do devedor é inválido.")
    }
    if parsed(request.creditorBranchDocument)?.personKind != .legal {
      add("invalid-branch-document", "O CNPJ da filial credora é inválido.")
    }
    if let code = codes.find(request.restrictionCode, in: .restriction, on: today) {
      if let document, !code.person.includes(document.personKind) {
        add("restriction-code-person", "O código de restrição não serve a este tipo de pessoa.")
      }
    } else {
      add(
        "unknown-restriction-code", "O código de restrição não existe ou está fora de vigência.")
    }
    if request.amount < minimum {
      add("amount-below-minimum", "O valor mínimo de um registro é \(minimum).")
    }
    let debtor = request.debtor
    if printable(debtor.name).isEmpty {
      add("missing-name", "A carta precisa de um nome com letras.")
    }
    if PostalCode(debtor.postalCode) == nil || printable(debtor.street).isEmpty
      || printable(debtor.city).isEmpty || FederativeUnit(code: debtor.state) == nil
    {
      add("incomplete-address", "O endereço precisa de CEP, logradouro, cidade e UF.")
    } else if debtor.letterAddress.lines.contains(where: {
      $0.unicodeScalars.count > NoticeLetter.lineLimit
    }) {
      add(
        "address-too-long",
        "Cada linha do endereço tem até \(NoticeLetter.lineLimit) letras na carta; abrevie-a.")
    }
    if request.noticeChannel == .email, debtor.email == nil {
      add("missing-email", "O canal e-mail precisa do endereço de e-mail do devedor.")
    }
    // A slip that is sent is printed, whatever the channel; so it must be right.
    if request.noticeChannel == .letterWithSlip, request.slipLine == nil {
      add("invalid-payment-slip", "A carta com boleto precisa de uma linha digitável válida.")
    }
    do throws(PaymentMeans.Faults) {
      _ = try PaymentMeans.checked(
        slipLine: request.slipLine, pixCode: request.pixCode, debt: request.amount)
    } catch {
      for sentence in error.sentences { add("invalid-payment-slip", sentence) }
    }
    // Counted as the letter counts it: bytes, for its square code holds no more.
    if let code = request.pixCode, code.utf8.count > NoticeLetter.pixCodeLimit {
      add(
        "invalid-payment-slip",
        "O Pix copia e cola tem até \(NoticeLetter.pixCodeLimit) caracteres sem acentos.")
    }
    if let birth = debtor.birthDate, birth > today {
      add("birth-date-in-future", "A data de nascimento está no futuro.")
    }
    return faults + roleFault(of: request)
  }

  private static func roleFault(of request: ListingRequest) -> [RecordRejection] {
    switch request.role {
    case .guarantor where request.principalReference == nil:
      [
        RecordRejection(
          code: "principal-missing",
          detail: "O coobrigado precisa da referência do devedor principal.")
      ]
    case .principal where request.principalReference != nil:
      [
        RecordRejection(
          code: "principal-unexpected",
          detail: "O devedor principal não refere outro registro.")
      ]
    default: []
    }
  }

  /// What the law and the register say of the debt.
  static func legalFaults(
    _ request: ListingRequest, rule: AppliedRule, today: CivilDate, standing: Standing,
    hiddenFrom limit: CivilDate
  ) -> [RecordRejection] {
    var faults: [RecordRejection] = []
    func add(_ code: String, _ detail: String) {
      faults.append(RecordRejection(code: code, detail: detail))
    }
    let due = request.dueOn
    if today <= due {
      add("not-overdue", "A dívida vence em \(due.brazilian) e ainda não está vencida.")
    } else if today.days(since: due) < rule.minimumDaysOverdue {
      add(
        "state-minimum-days",
        "O estado pede \(rule.minimumDaysOverdue) dias de atraso (\(rule.law)).")
    }
    if today >= limit {
      add("five-years", "A dívida venceu há cinco anos ou mais.")
    } else if rule.visibleFrom(postedOn: today, dueOn: due) >= limit,
      request.noticeChannel != .email || rule.visibleFrom(deliveredOn: today, dueOn: due) >= limit
    {
      add("term-beyond-limit", "O prazo do comunicado terminaria depois dos cinco anos.")
    }
    if let birth = request.debtor.birthDate, due < birth.adding(years: majorityYears) {
      add("minor", "A pessoa era menor de 18 anos no vencimento.")
    }
    if request.noticeChannel == .email, !rule.allowsEmail {
      add("channel-not-allowed", "O estado pede a carta em papel (\(rule.law)).")
    }
    if standing.isDeceased {
      add("debtor-deceased", "Há registro de óbito da pessoa; a dívida se cobra do espólio.")
    }
    if standing.isOwnPrincipal {
      add("guarantor-is-principal", "O coobrigado não pode ser o próprio devedor principal.")
    }
    if standing.hasLiveTwin {
      add("duplicate-record", "Já existe um registro vivo desta dívida.")
    }
    if standing.isBlocked {
      add("reinclusion-blocked", "Nova inclusão bloqueada por ordem judicial.")
    }
    if !standing.hasPrincipal {
      add("principal-missing", "Não há registro vivo do devedor principal.")
    }
    return faults
  }

  package static func parsed(_ document: String) -> Document? {
    do {
      return try Document.parse(document)
    } catch {
      // Told as a fault by the caller.
      return nil
    }
  }
}
