/// One dated row of a state's rule (or, without a state, the federal one) on how a listing is
/// announced, corrected and removed.
package struct StateRule: Hashable, Sendable {
  /// How far a row binds.
  package enum Status: String, Hashable, Sendable, CaseIterable {
    case inForce
    /// Declared unconstitutional or revoked; kept as evidence, never applied.
    case struck
    /// Formally in force, of doubtful validity; it is obeyed, for it only costs days.
    case doubtful
    /// No law is known; what registers do there.
    case practice
  }

  /// How sure the row's author is of it.
  package enum Confidence: String, Hashable, Sendable, CaseIterable {
    case high
    case medium
    case low
  }

  /// From where the notice's days are counted.
  package enum Start: String, Hashable, Sendable, CaseIterable {
    case posting
    case delivery
    case receipt

    /// Later starts are the stricter ones.
    var strictness: Int {
      switch self {
      case .posting: 0
      case .delivery: 1
      case .receipt: 2
      }
    }
  }

  /// By what a notice may travel.
  package enum Medium: String, Hashable, Sendable, CaseIterable {
    case letter
    case email
    /// SMS and messages of applications.
    case message
  }

  /// A number of days of one kind.
  package struct Term: Hashable, Sendable {
    package let days: Int
    package let inBusinessDays: Bool

    package init(days: Int, inBusinessDays: Bool) {
      self.days = days
      self.inBusinessDays = inBusinessDays
    }

    /// The last day of the term; the day it begins on does not count.
    package func end(from date: CivilDate, calendar: BusinessCalendar = .national) -> CivilDate {
      inBusinessDays
        ? calendar.adding(businessDays: days, to: date) : date.adding(days: days)
    }

    /// `5 dias úteis`, `1 dia`.
    package var text: String {
      let one = days == 1
      return "\(days) " + (one ? "dia" : "dias")
        + (inBusinessDays ? (one ? " útil" : " úteis") : "")
    }
  }

  /// Names the row and its version in what is stored with each listing; changed rows get another.
  package let id: String
  /// Nil for the federal rule, which holds wherever a state has none.
  package let state: FederativeUnit?
  package let validFrom: CivilDate
  /// The last day of validity; nil while it has none.
  package let validTo: CivilDate?
  package let status: Status
  package let confidence: Confidence
  /// Days overdue before which no listing may be asked for.
  package let minimumDaysOverdue: Int
  /// The days between notice and visibility that the law or practice names; nil if it names none.
  package let lawNoticeDays: Int?
  /// The days that the product applies: the law's, at least `NoticeTerm.defaultDays` unless the
  /// row says another number.
  package let noticeDays: Int
  package let noticeInBusinessDays: Bool
  package let countsFrom: Start
  /// Whether the law demands a receipt signed by the addressee (aviso de recebimento, AR).
  package let requiresReceipt: Bool
  package let media: Set<Medium>
  /// The term for correcting a wrong record.
  package let correction: Term
  /// The creditor's term for asking for removal, if the state has one of its own.
  package let removal: Term?
  /// Whether a debt that is disputed in court may not be listed.
  package let blocksDisputed: Bool
  /// The law and article, or in words that there is none.
  package let law: String
  package let note: String

  package init(
    id: String, state: FederativeUnit?, validFrom: CivilDate, validTo: CivilDate?, status: Status,
    confidence: Confidence, minimumDaysOverdue: Int, lawNoticeDays: Int?,
    appliedNoticeDays: Int? = nil, noticeInBusinessDays: Bool, countsFrom: Start,
    requiresReceipt: Bool, media: Set<Medium>, correction: Term, removal: Term?,
    blocksDisputed: Bool, law: String, note: String
  ) {
    self.id = id
    self.state = state
    self.validFrom = validFrom
    self.validTo = validTo
    self.status = status
    self.confidence = confidence
    self.minimumDaysOverdue = minimumDaysOverdue
    self.lawNoticeDays = lawNoticeDays
    self.noticeDays =
      appliedNoticeDays ?? max(lawNoticeDays ?? NoticeTerm.defaultDays, NoticeTerm.defaultDays)
    self.noticeInBusinessDays = noticeInBusinessDays
    self.countsFrom = countsFrom
    self.requiresReceipt = requiresReceipt
    self.media = media
    self.correction = correction
    self.removal = removal
    self.blocksDisputed = blocksDisputed
    self.law = law
    self.note = note
  }

  package func isValid(on date: CivilDate) -> Bool {
    validFrom <= date && validTo.map { date <= $0 } ?? true
  }

  /// The day from whose 00:00 (Brasília) a listing may show that was announced on a day: of
  /// posting, delivery or receipt, as `countsFrom` says.
  package func visibleFrom(
    noticeOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    clock.visibleFrom(startingOn: noticeOn, calendar: calendar)
  }

  /// The day on which the term of a letter begins: its posting, or its presumed receipt where the
  /// law counts from delivery or receipt.
  package func start(
    postedOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    clock.start(postedOn: postedOn, calendar: calendar)
  }

  /// The same as `visibleFrom(noticeOn:)` for a letter that is posted on a day.
  package func visibleFrom(
    postedOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    visibleFrom(noticeOn: start(postedOn: postedOn, calendar: calendar), calendar: calendar)
  }

  /// The last day for asking for removal: the federal term or the state's own, whichever ends
  /// first.
  package func removalDueOn(availableOn: CivilDate) -> CivilDate {
    let federal = RemovalDeadline.dueOn(availableOn: availableOn)
    return removal.map { min(federal, $0.end(from: availableOn)) } ?? federal
  }
}
