package import Credit

/// The notice that precedes a listing (carta comunicado; CDC, art. 43, § 2º): everything that is
/// printed on it, and nothing else.
package struct NoticeLetter: Hashable, Sendable {
  package var bureau: NoticeBureau
  package var creditor: NoticeCreditor
  package var debtor: NoticeDebtor
  /// At least one; all of this creditor and this debtor.
  package var titles: [Title]
  /// The bureau's number of the notice.
  package var number: String
  /// When the letter was issued. It is also the creation date in the file, so that the same
  /// letter gives the same bytes.
  package var issuedAt: Instant
  /// Day of posting; nil where the letter is rendered before it is known.
  package var postedOn: CivilDate?
  package var term: Term
  /// Sentences that the law of the consumer's state asks for. Nil takes those of
  /// `StateNoticeText` for the state of the debtor's address.
  var stateText: [String]?
  package var payment: Payment?
  package var access: ConsumerAccess
  /// UPU S10, thirteen characters; only for registered letters.
  package var trackingNumber: String?
  /// The Correios' code of the posting (CIF), 34 digits.
  package var franchiseCode: String?
  /// Content of the Correios' DataMatrix.
  package var dataMatrix: String?
  /// CEPNet bars, `1` tall and `0` short.
  package var postalBars: String?

  package var issuedOn: CivilDate { issuedAt.civilDate }

  /// One debt (título).
  package struct Title: Hashable, Sendable {
    package var number: String
    package var contract: String?
    /// What the debt is of: "Serviço de internet".
    package var nature: String
    package var dueOn: CivilDate
    package var amount: Cents
    /// With fine and interest up to `Payment.untilOn`, if the creditor told it.
    package var updatedAmount: Cents?

    package init(
      number: String, contract: String?, nature: String, dueOn: CivilDate, amount: Cents,
      updatedAmount: Cents? = nil
    ) {
      self.number = number
      self.contract = contract
      self.nature = nature
      self.dueOn = dueOn
      self.amount = amount
      self.updatedAmount = updatedAmount
    }
  }

  /// The waiting time between the notice and the day on which third parties can see the record.
  package struct Term: Hashable, Sendable {
    package enum Start: Hashable, Sendable { case posting, delivery, receipt }

    package var days: Int
    package var inBusinessDays: Bool
    package var countsFrom: Start
    /// When a letter is presumed received, where the days count from the receipt.
    package var presumedOn: CivilDate?
    /// First day on which the record may be seen.
    package var visibleFrom: CivilDate
    /// The rule that was applied, as a sentence: "Este prazo é o da Lei …".
    package var lawSentence: String

    package init(
      days: Int, inBusinessDays: Bool = false, countsFrom: Start, presumedOn: CivilDate? = nil,
      visibleFrom: CivilDate, lawSentence: String
    ) {
      self.days = days
      self.inBusinessDays = inBusinessDays
      self.countsFrom = countsFrom
      self.presumedOn = presumedOn
      self.visibleFrom = visibleFrom
      self.lawSentence = lawSentence
    }
  }

  /// How the debt can be paid with this letter in hand.
  package struct Payment: Hashable, Sendable {
    /// Linha digitável (47 or 48 digits) and bar code (44 digits) of one boleto.
    package struct Slip: Hashable, Sendable {
      package var line: String
      package var barcode: String

      package init(line: String, barcode: String) {
        self.line = line
        self.barcode = barcode
      }
    }

    package var slip: Slip?
    /// Pix copia e cola.
    package var pixCode: String?
    package var amount: Cents
    /// Last day for this amount.
    package var untilOn: CivilDate?

    package init(slip: Slip?, pixCode: String?, amount: Cents, untilOn: CivilDate?) {
      self.slip = slip
      self.pixCode = pixCode
      self.amount = amount
      self.untilOn = untilOn
    }
  }

  /// The bureau's page for the person concerned. The code is printed apart from the address: in
  /// a URL it would stay in the logs of everything in between.
  package struct ConsumerAccess: Hashable, Sendable {
    package var url: String
    /// Nil on the creditor's copy (via do credor).
    package var oneTimeCode: String?

    package init(url: String, oneTimeCode: String?) {
      self.url = url
      self.oneTimeCode = oneTimeCode
    }
  }

  package init(
    bureau: NoticeBureau, creditor: NoticeCreditor, debtor: NoticeDebtor, titles: [Title],
    number: String, issuedAt: Instant, postedOn: CivilDate?, term: Term,
    stateText: [String]? = nil, payment: Payment? = nil, access: ConsumerAccess,
    trackingNumber: String? = nil, franchiseCode: String? = nil, dataMatrix: String? = nil,
    postalBars: String? = nil
  ) {
    self.bureau = bureau
    self.creditor = creditor
    self.debtor = debtor
    self.titles = titles
    self.number = number
    self.issuedAt = issuedAt
    self.postedOn = postedOn
    self.term = term
    self.stateText = stateText
    self.payment = payment
    self.access = access
    self.trackingNumber = trackingNumber
    self.franchiseCode = franchiseCode
    self.dataMatrix = dataMatrix
    self.postalBars = postalBars
  }
}
