import BureauRegister
import Credit
import DebtCollection
import Fictitious
import Logging
import Refusals
import World

/// Six months of the fictitious provider, lived day by day before the demo opens: customers come in
/// each month, the routine lists every night, debts are paid and listings go, people contest, and
/// the counter asks about documents of the bureau's test mass. What it leaves behind is what the
/// use cases wrote, on both sides.
struct DemoPast: Sendable {
  let office: Office
  let register: Register
  let timekeeper: Timekeeper
  let clock: VirtualClock
  /// Where the months' files are written.
  let folder: String

  static let days = 183
  static let seconds = days * 86_400
  /// Customers who come in each month, and the titles that are theirs.
  private static let monthlyPeople = 40
  private static let monthlyTitles = 160
  private static let monthDays = 30
  /// The numbers of the months' books, apart from that of today's.
  private static let firstNumber = 5_100_000
  /// One in so many listings that the bureau shows is paid in a week.
  private static let paidShare = 5
  /// Days before the end at which the last person contests: the term still runs.
  private static let lastDisputeDays = 4
  private static let disputeDays = [60, 110, days - lastDisputeDays]
  private static let blockDay = 120

  /// Lives from now to `end`; the last step is `end` itself.
  ///
  /// - Parameter progress: takes the share that is done, 0 to 100.
  func live(to end: Instant, progress: (Int) -> Void) async throws {
    let start = clock.now()
    for day in 0..<Self.days {
      progress(day * 100 / Self.days)
      let date = start.civilDate.adding(days: day)
      // The routine's hour, then people at work, then the post and the bureau's evening.
      for hour in [6, 19] {
        try await settle(at: date.at(hour: hour), before: end)
        if hour == 6 { try await work(day: day, date: date) }
      }
    }
    try await settle(at: end, before: .last)
  }

  /// Moves the clock and does all that fell due meanwhile: twice a day, not at every instant, as
  /// after a short standstill.
  private func settle(at instant: Instant, before end: Instant) async throws {
    guard instant > clock.now(), instant < end else { return }
    clock.move(to: instant)
    try await timekeeper.advance(clock, to: instant)
  }

  private func work(day: Int, date: CivilDate) async throws {
    var draw = SeededNumbers(seed: UInt64(truncatingIfNeeded: 3_000 + day))
    if day % Self.monthDays == 0 { try await customers(month: day / Self.monthDays, date) }
    guard date.weekday != .saturday, date.weekday != .sunday else { return }
    if draw.below(3) == 0 {
      let document = DemoDoors.documents[draw.below(DemoDoors.documents.count)].document
      try await attempt { try await inquire(about: document) }
    }
    if day % 7 == 2 { try await payments(on: date, &draw) }
    if Self.disputeDays.contains(day) { try await attempt { try await contest() } }
    if Self.disputeDays.contains(day - 1), day < Self.days - Self.lastDisputeDays {
      let isOwed = draw.below(2) == 0
      try await attempt { try await answer(isOwed: isOwed) }
    }
    if day == Self.blockDay { try await attempt { try await block() } }
  }

  /// Does what a person would; who is refused goes on with the day.
  private func attempt(_ act: () async throws -> Void) async throws {
    do {
      try await act()
    } catch let refusal as Refusal {
      office.world.logger.info("refused in the demo's past", metadata: ["code": "\(refusal.code)"])
    }
  }

  /// The month's customers, by the files that a creditor's own system would write.
  private func customers(month: Int, _ date: CivilDate) async throws {
    let book = FictitiousBook(
      seed: UInt64(truncatingIfNeeded: 10 + month), people: Self.monthlyPeople,
      receivables: Self.monthlyTitles, today: date, firstNumber: Self.firstNumber + month * 1_000)
    try await DemoBook.take(book, from: folder + "/month-\(month)", into: office)
  }

  /// The counter asks about a document of the bureau's test mass.
  private func inquire(about text: String) async throws {
    _ = try await office.inquiries.inquire(
      InquiryRequest(
        subject: .document(try Document.parse(text)), product: "basic",
        purpose: .creditGranting),
      actor: .user(DemoDoors.email(of: .attendant)))
  }

  private func active() async throws -> [Listing] {
    try await office.listings.listings(
      ListingFilter(state: .active), after: nil, limit: 1_000)
  }

  /// Some of those who are listed pay.
  private func payments(on date: CivilDate, _ draw: inout SeededNumbers) async throws {
    for listing in try await active() where draw.below(Self.paidShare) == 0 {
      try await attempt {
        let title = try await office.receivables.receivable(listing.receivable)
        _ = try await office.payments.recordPayment(
          NewPayment(
            receivable: title.id, amount: title.open, paidOn: date, availableOn: date,
            origin: .page),
          actor: .user(DemoDoors.email(of: .collector)))
      }
    }
  }

  /// The newest listing that is shown is contested by its person, at the bureau.
  private func contest() async throws {
    guard let listing = try await active().last, case .active(let record) = listing.state,
      let id = ID<ListedRecord>(record.reference)
    else { return }
    _ = try await register.openDispute(
      about: id,
      DisputeRequest(
        reason: .wrongAmount,
        statement: "O valor não confere com o combinado na rescisão; peço a conferência."),
      actor: "person")
  }

  /// What is contested is answered the next day.
  private func answer(isOwed: Bool) async throws {
    let actor = Actor.user(DemoDoors.email(of: .collector))
    for summary in try await office.disputes.disputes(state: .open, actor: actor).items {
      _ = try await office.disputes.answerDispute(
        summary.dispute.id,
        DisputeAnswer(
          outcome: isOwed ? .maintain : .accept,
          note: isOwed
            ? "O valor é o das faturas em aberto, com a multa que o contrato prevê."
            : "O valor da rescisão foi lançado em dobro; a negativação sai."),
        actor: actor)
    }
  }

  /// One title is kept from being listed for as long as a lawyer looks at it.
  private func block() async throws {
    var open = ReceivableFilter()
    open.status = .open
    let titles = try await office.receivables.receivables(open, after: nil, limit: 50)
    guard let title = titles.last(where: { $0.liveListing == nil }) else { return }
    _ = try await office.listingBlocks.blockTitle(
      title.id, reason: .dispute, note: "O cliente pede a revisão da multa de rescisão.",
      actor: .user(DemoDoors.email(of: .administrator)))
  }
}
