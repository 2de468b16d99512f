/// The two layouts of return files: lines of 240 or of 400 bytes.
package enum ReturnLayout: Int, Hashable, Sendable {
  case cnab240 = 240
  case cnab400 = 400
}

/// What an occurrence of a return file says about the money.
package enum SettlementKind: String, CaseIterable, Hashable, Sendable {
  /// The title was paid. Whether the amount covers the debt is for the caller to compare.
  case full
  /// A part was paid; the listing stays, with its amount corrected.
  case partial
  /// Paid in a way that is not yet money, such as a cheque that has to clear; or an occurrence
  /// that only the bank can explain. Nothing is removed on it.
  case waiting
  /// A settlement that was told before is undone.
  case reversal
  /// Nothing was paid: entry, change, write-off (baixa), fee.
  case notPayment
  /// The bank refused an instruction.
  case rejected
}

/// What the bank's own listing product (negativação pelo banco) says about a title. A title that a
/// bank has listed must not be listed a second time.
package enum BankListing: String, Hashable, Sendable {
  case active
  case ended
}

/// Which date says when the money of a payment is there.
package enum ReturnDateSource: String, CaseIterable, Hashable, Sendable {
  /// The credit date of the record, or of the header where the bank gives it there.
  case credit
  /// The day of the payment, where the credit date is left out.
  case occurrence
  /// The business day after the payment: the bank sends no credit date.
  case nextBusinessDay
  /// The day on which the file was made: no other date is given.
  case file

  /// What a report says about it; nil where it goes without saying.
  package var words: String? {
    switch self {
    case .credit: nil
    case .occurrence: "Sem data de crédito: vale o dia do pagamento."
    case .nextBusinessDay: "O banco não informa o crédito: vale o dia útil depois do pagamento."
    case .file: "Sem data de crédito e de pagamento: vale a data do arquivo."
    }
  }
}

/// One title of a return file.
package struct ReturnEntry: Hashable, Sendable {
  /// The 1-based line of the file (of segment T in CNAB 240).
  package let line: Int
  /// Three digits.
  package let bank: String
  package let layout: ReturnLayout
  /// The company's agreement or account at the bank, as the file has it.
  package let agreement: String
  /// The bank's number of the title (nosso número) with its check digit, as the file has it
  /// without blanks around.
  package let bankNumber: String
  /// The creditor's number of the title (seu número).
  package let documentNumber: String
  /// Free text of the creditor that the bank returns.
  package let companyUse: String
  /// The same number, taken apart.
  package let number: BankNumber
  /// Two characters.
  package let occurrence: String
  /// What the occurrence means to the bank.
  package let group: OccurrenceClass
  package let kind: SettlementKind
  package let bankListing: BankListing?
  /// Reason codes of two characters, without zeros and blanks.
  package let reasons: [String]
  package let paid: Cents
  /// What counts against the debt: `paid` as the bank means it, the fee added where it was taken
  /// off.
  package let received: Cents
  package let amounts: ReturnAmounts
  /// How `paid` compares with the face value.
  package let extent: PaidExtent
  /// Who says where the fields of this record stand.
  package let witness: LayoutWitness
  /// Nil for slips without due date.
  package let dueOn: CivilDate?
  package let occurredOn: CivilDate?
  /// When the money of a full or partial settlement is available to the creditor: the credit date
  /// or, where the file has none, the day of the occurrence. Nil for every other kind.
  package let availableOn: CivilDate?
  /// From which date `availableOn` is.
  let dateSource: ReturnDateSource?
  /// CPF or CNPJ, 11 or 14 characters; only CNAB 240 has it.
  package let payerDocument: String?
  /// The occurrence in words.
  package let detail: String
  /// The number of the record within its file (with its lot in CNAB 240).
  package let sequence: String

  package var face: Cents { amounts.face }
  package var fee: Cents { amounts.fee }

  /// Whether the record speaks of the account and of no title, as a fee does.
  package var isAboutAccount: Bool {
    number.isAbsent && kind == .notPayment && documentNumber.allSatisfy { $0 == "0" }
  }

  /// Equal for the same record of the same event, however often the bank sends it.
  package var signature: String {
    [
      bank, String(layout.rawValue), agreement, bankNumber, documentNumber, occurrence,
      occurredOn?.description ?? "", String(paid.amount), sequence,
    ].joined(separator: "|")
  }
}

/// What the first line of a return file says.
package struct ReturnHeader: Hashable, Sendable {
  package let bank: String
  package let layout: ReturnLayout
  package let generatedOn: CivilDate?
  package let agreement: String
  /// The credit date of all titles, where the bank gives it here.
  package let creditedOn: CivilDate?
  /// Whether the bank has a row of its own in the table of places.
  package let isKnown: Bool
}

/// What reading one line gave.
package enum ReturnItem: Hashable, Sendable {
  case entry(ReturnEntry)
  case fault(ReturnFault)
}
