import Credit

/// What is wrong with a letter that was to be printed.
package struct LetterFault: Hashable, Sendable {
  /// Stable, kebab-case.
  package let code: String
  /// What is wrong and what to do, in Portuguese.
  package let detail: String
}

/// A letter that must not be printed, with all its faults at once.
package struct LetterRefused: Error, Hashable, Sendable, CustomStringConvertible {
  package let faults: [LetterFault]

  package var description: String { faults.map(\.detail).joined(separator: " ") }
}

extension NoticeLetter {
  /// Titles that one letter may list; more go into a second letter.
  static let titlesLimit = 500
  /// Scalars of a name, of a line of an address, of a sentence: what a page can still hold.
  package static let nameLimit = 200
  package static let lineLimit = 120
  static let sentenceLimit = 600
  static let stateTextLimit = 8
  /// Bytes of a Pix code (copia e cola): what its square code holds.
  package static let pixCodeLimit = 512

  /// All faults that keep this letter from being printed; empty where it may be.
  package var faults: [LetterFault] {
    partyFaults + titleFaults + paymentFaults + postalFaults + textFaults
  }

  private var partyFaults: [LetterFault] {
    var faults: [LetterFault] = []
    for (name, who) in [
      (bureau.name, "do birô"), (creditor.name, "do credor"), (debtor.name, "do devedor"),
    ] where printable(name).isEmpty || name.unicodeScalars.count > NoticeLetter.nameLimit {
      faults.append(
        LetterFault(
          code: "notice-name",
          detail: "O nome \(who) deve ter de 1 a \(NoticeLetter.nameLimit) letras: corrija-o."))
    }
    for (address, who) in [
      (bureau.address, "do birô"), (creditor.address, "do credor"),
      (debtor.address, "do devedor"),
    ] {
      let postalCode = Array(address.postalCode.utf8)
      let long = address.lines.contains { $0.unicodeScalars.count > NoticeLetter.lineLimit }
      if postalCode.count != 8 || !postalCode.allSatisfy(isDigit) || long
        || printable(address.street).isEmpty || printable(address.city).isEmpty
        || address.state.utf8.count != 2
      {
        faults.append(
          LetterFault(
            code: "notice-address",
            detail: "O endereço \(who) está incompleto ou longo demais: informe logradouro, "
              + "cidade, UF e CEP de 8 dígitos."))
      }
    }
    if printable(creditor.document).isEmpty || printable(creditor.contact).isEmpty {
      faults.append(
        LetterFault(
          code: "notice-creditor",
          detail: "A carta precisa do CPF ou CNPJ e do contato do credor (CDC, art. 42-A)."))
    }
    return faults
  }

  private var titleFaults: [LetterFault] {
    var faults: [LetterFault] = []
    if titles.isEmpty || titles.count > NoticeLetter.titlesLimit {
      faults.append(
        LetterFault(
          code: "notice-titles",
          detail: "A carta deve ter de 1 a \(NoticeLetter.titlesLimit) títulos; tem "
            + "\(titles.count)."))
    }
    for title in titles where title.amount.amount <= 0 || printable(title.nature).isEmpty {
      faults.append(
        LetterFault(
          code: "notice-title",
          detail: "O título \(title.number) precisa de valor positivo e natureza do débito."))
    }
    if term.days < 1 {
      faults.append(
        LetterFault(
          code: "notice-term", detail: "O prazo do comunicado deve ser de ao menos 1 dia."))
    }
    return faults
  }

  private var paymentFaults: [LetterFault] {
    var faults: [LetterFault] = []
    if let slip = payment?.slip {
      let line = Array(slip.line.utf8)
      if ![47, 48].contains(line.count) || !line.allSatisfy(isDigit) {
        faults.append(
          LetterFault(
            code: "notice-slip-line",
            detail: "A linha digitável deve ter 47 ou 48 dígitos, sem pontos nem espaços."))
      }
      if slip.barcode.utf8.count != 44 || !slip.barcode.utf8.allSatisfy(isDigit) {
        faults.append(
          LetterFault(
            code: "notice-slip-barcode",
            detail: "O código de barras do boleto deve ter 44 dígitos."))
      }
    }
    if let code = payment?.pixCode, code.utf8.isEmpty || code.utf8.count > NoticeLetter.pixCodeLimit
    {
      faults.append(
        LetterFault(
          code: "notice-pix-code",
          detail: "O Pix copia e cola deve ter de 1 a \(NoticeLetter.pixCodeLimit) caracteres."))
    }
    return faults
  }

  private var postalFaults: [LetterFault] {
    var faults: [LetterFault] = []
    if let bars = postalBars,
      bars.utf8.count != 47 || !bars.utf8.allSatisfy({ $0 == 48 || $0 == 49 })
    {
      faults.append(
        LetterFault(
          code: "notice-postal-bars",
          detail: "As barras CEPNet devem ser 47 caracteres 0 ou 1: gere-as do CEP."))
    }
    if let number = trackingNumber, number.utf8.count != 13 {
      faults.append(
        LetterFault(
          code: "notice-tracking",
          detail: "O código de rastreamento deve ter 13 caracteres (AA999999999BR)."))
    }
    if let code = franchiseCode, code.utf8.count != 34 || !code.utf8.allSatisfy(isDigit) {
      faults.append(
        LetterFault(
          code: "notice-franchise-code", detail: "O CIF da postagem deve ter 34 dígitos."))
    }
    return faults
  }

  private var textFaults: [LetterFault] {
    let state = stateText ?? []
    let sentences = state + [term.lawSentence]
    let long = sentences.contains { $0.unicodeScalars.count > NoticeLetter.sentenceLimit }
    guard long || state.count > NoticeLetter.stateTextLimit else { return [] }
    return [
      LetterFault(
        code: "notice-text",
        detail: "O texto da lei deve ter até \(NoticeLetter.stateTextLimit) parágrafos de "
          + "\(NoticeLetter.sentenceLimit) letras: resuma-o.")
    ]
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
}
