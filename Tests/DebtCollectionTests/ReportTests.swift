import Credit
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Reports and the figures of the dashboard")
struct ReportTests {
  /// A listing as the reports see it.
  struct Row {
    var state = ListingState.Word.active
    var amount: Int64 = 10_000
    var fee: Int64? = 350
    var requestedOn: CivilDate
    var noticedOn: CivilDate?
    var removal: RemovalReason?
    var paidOn: CivilDate?
    var isReversed = false
    var rejections: String?

    var isPaid: Bool { paidOn != nil && !isReversed }
  }

  static let today = CivilDate(year: 2026, month: 11, day: 24)!
  private static func day(_ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: 2026, month: month, day: day)!
  }

  private static func fill(_ desk: Desk, _ rows: [Row]) async throws {
    let person = try await desk.addPerson()
    let integration = desk.integration
    try await desk.office.database.write { transaction in
      for row in rows {
        let ids = try transaction.nextIdentifiers(3)
        try transaction.execute(
          """
          INSERT INTO receivables (id, person_id, number, due_on, amount_cents, open_cents,
            status, disputed, court_order, bank_listed, reinclusion_blocked, created_at,
            updated_at)
          VALUES (?1, ?2, 'T', 20000, ?3, ?4, ?5, 0, 0, 0, 0, 0, 0)
          """,
          [
            ids.lowerBound, person, row.amount, row.isPaid ? 0 : row.amount,
            row.isPaid ? "paid" : "open",
          ])
        if let paidOn = row.paidOn {
          try transaction.execute(
            """
            INSERT INTO payments (id, receivable_id, amount_cents, applied_cents, paid_on,
              available_on, origin, reversed_at, recorded_by, recorded_at)
            VALUES (?1, ?2, ?3, ?3, ?4, ?4, 'api', ?5, 'test', 0)
            """,
            [
              ids.lowerBound + 1, ids.lowerBound, row.amount, paidOn,
              row.isReversed ? 1 : nil as Int?,
            ])
        }
        let at = row.requestedOn.at(hour: 12)
        try transaction.execute(
          """
          INSERT INTO listings (id, receivable_id, person_id, integration_id, restriction_code,
            amount_cents, due_on, origin, state, applied_rule, requested_by, requested_at,
            bureau_reference, bureau_version, visible_at, notice_issued_on, expires_on,
            removal_reason, removal_requested_at, removal_due_on, removed_at, rejections,
            timeline_length, timeline_head, updated_at, fee_cents)
          VALUES (?1, ?2, ?3, ?4, 'A1', ?5, 20000, 'routine', ?6, '{}', 'routine', ?7, ?8, 1, ?7,
            ?9, 21800, ?10, ?11, ?12, ?13, ?14, 0, ?15, ?7, ?16)
          """,
          [
            ids.lowerBound + 2, ids.lowerBound, person, integration, row.amount,
            row.state.rawValue, at, "B\(ids.lowerBound)", row.noticedOn,
            row.removal?.rawValue, row.removal == nil ? nil : at,
            row.removal == nil ? nil : row.requestedOn.adding(days: 7),
            row.state == .removed ? at : nil, row.rejections, [UInt8](repeating: 0, count: 32),
            row.fee,
          ] as [any SQLConvertible])
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func recoveryCountsPaymentsAfterTheLetterByTheMonthOfTheLetter(
    _ engine: TestDatabase
  ) async throws {
    try await Desk.with(engine) { desk in
      let letter = Self.day(9, 10)
      func paid(_ day: CivilDate) -> Row {
        Row(
          state: .removed, requestedOn: Self.day(9, 1), noticedOn: letter, removal: .payment,
          paidOn: day)
      }
      var undone = paid(Self.day(9, 12))
      undone.isReversed = true
      var cancelled = paid(Self.day(9, 12))
      cancelled.removal = .cancellation
      try await Self.fill(
        desk,
        [
          paid(letter.adding(days: 10)), paid(letter.adding(days: 11)),
          paid(letter.adding(days: 60)), paid(letter.adding(days: 61)),
          paid(letter.adding(days: -1)), undone, cancelled,
          Row(requestedOn: Self.day(9, 1), noticedOn: letter),
          Row(fee: nil, requestedOn: Self.day(10, 1), noticedOn: Self.day(10, 31)),
          Row(state: .queued, requestedOn: Self.day(9, 1)),
        ])
      let months = try await desk.office.reports.recoveryReport(
        from: Self.day(9, 15), to: Self.day(11, 1))
      #expect(months.map(\.first) == [Self.day(9, 1), Self.day(10, 1), Self.day(11, 1)])
      #expect(months.map(\.noticed.count) == [8, 1, 0])
      #expect(months[0].noticed.amount == Cents(80_000))
      #expect(months[0].fees == Cents(8 * 350))
      #expect(months[1].fees == .zero)
      #expect(months[0].paid.map(\.count) == [1, 2, 3])
      #expect(months[0].paid.last?.amount == Cents(30_000))
      #expect(months[0].recovered == Dashboard.Sum(count: 4, amount: Cents(40_000)))
      #expect(months[1].paid.map(\.count) == [0, 0, 0])
    }
  }

  @Test(arguments: TestDatabase.available)
  func refusalsAreCountedByReasonOnceForEachListing(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      func refused(_ reasons: String, on day: CivilDate = Self.day(11, 20)) -> Row {
        Row(state: .rejected, amount: 5_000, requestedOn: day, rejections: reasons)
      }
      try await Self.fill(
        desk,
        [
          refused(#"[{"code":"R1","detail":"Nome diverge."}]"#),
          refused(#"[{"code":"R1","detail":"Nome diverge."},{"code":"R1","detail":"De novo."}]"#),
          refused(#"[{"code":"R2","detail":"CEP não existe."},{"code":"R1","detail":"Novo."}]"#),
          refused(#"[{"code":"R3","detail":"Antiga."}]"#, on: Self.day(10, 1)),
          Row(requestedOn: Self.day(11, 20)),
        ])
      let sums = try await desk.office.reports.rejectionSums(
        from: Self.day(11, 1), to: Self.day(11, 20))
      #expect(sums.map(\.code) == ["R1", "R2"])
      #expect(sums.map(\.count) == [3, 1])
      #expect(sums[0].amount == Cents(15_000))
      #expect(sums[0].detail == "Novo.")
      let first = try await desk.office.reports.rejectionReport(
        from: Self.day(11, 1), to: Self.day(11, 20), before: nil, limit: 2)
      let rest = try await desk.office.reports.rejectionReport(
        from: Self.day(11, 1), to: Self.day(11, 20), before: first.last?.listing.id, limit: 2)
      #expect((first + rest).map(\.rejections.count) == [2, 2, 1])
    }
  }

  @Test(arguments: TestDatabase.available)
  func theReportOfListingsHasTheDaysThatWereAskedFor(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await Self.fill(
        desk,
        [
          Row(requestedOn: Self.day(11, 1)), Row(requestedOn: Self.day(11, 10)),
          Row(state: .queued, requestedOn: Self.day(11, 10)), Row(requestedOn: Self.day(11, 11)),
        ])
      var filter = ListingReportFilter(from: Self.day(11, 1), to: Self.day(11, 10))
      let lines = try await desk.office.reports.listingReport(filter, after: nil, limit: 10)
      #expect(lines.map(\.listing.state) == [.queued, .active, .active])
      let place = ListingReportPlace(
        requestedAt: lines[0].listing.requestedAt, id: lines[0].listing.id)
      let rest = try await desk.office.reports.listingReport(filter, after: place, limit: 10)
      #expect(rest.map(\.listing.id) == lines.dropFirst().map(\.listing.id))
      let sums = try await desk.office.reports.listingReportSums(filter)
      #expect(sums.map(\.state) == [.active, .queued])
      #expect(sums.map(\.count) == [2, 1])
      #expect(sums.map(\.fees) == [Cents(700), Cents(350)])
      filter.states = [.queued]
      #expect(try await desk.office.reports.listingReport(filter, after: nil, limit: 10).count == 1)
    }
  }

  @Test(arguments: TestDatabase.available)
  func theBoardShowsLateRemovalsMonthsAndAges(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let office = desk.office
      try await Self.fill(
        desk,
        [
          // Due on 23 November: late by a day.
          Row(
            state: .removalQueued, requestedOn: Self.day(11, 16), noticedOn: Self.day(11, 1),
            removal: .payment, paidOn: Self.day(11, 16)),
          Row(
            state: .removalSubmitted, requestedOn: Self.day(11, 20), noticedOn: Self.day(11, 1),
            removal: .payment, paidOn: Self.day(11, 20), isReversed: true),
          // Paid before the letter, and never written to.
          Row(
            state: .removed, requestedOn: Self.day(11, 1), noticedOn: Self.day(11, 2),
            removal: .payment, paidOn: Self.day(11, 1)),
          Row(state: .outOfSync, requestedOn: Self.day(10, 31)),
        ])
      try await office.database.write { transaction in
        _ = try transaction.execute("UPDATE integrations SET token_state = 'refused'")
        _ = try transaction.execute(
          "UPDATE receivables SET due_on = ?1", [Self.today.adding(days: -31)])
      }
      let urgent = try await office.figures.urgentFigures()
      #expect(urgent.overdueRemovals == 1)
      #expect(urgent.removalsDue.map(\.dueOn) == [Self.day(11, 27)])
      #expect(urgent.stuck[.outOfSync] == 1)
      #expect(urgent.refusedAccess == 1)
      let book = try await office.figures.bookFigures()
      #expect(book.ages.map(\.sum.count) == [0, 2, 0, 0, 0, 0])
      #expect(book.ages[1].sum.amount == Cents(20_000))
      #expect(book.recovered == Dashboard.Sum(count: 1, amount: Cents(10_000)))
      let report = try await office.reports.recoveryReport(from: Self.day(11, 1), to: Self.today)
      #expect(report.map(\.recovered) == [book.recovered])
      #expect(book.months.count == 12)
      #expect(book.months.last?.first == Self.day(11, 1))
      #expect(book.months.suffix(2).map(\.listings.count) == [1, 3])
      #expect(book.months.last?.listings.amount == Cents(3 * 350))
    }
  }

  @Test(
    "A reversed receipt counts in no figure, and a title that is paid again counts once",
    arguments: TestDatabase.available)
  func reversedCountsNowhere(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let (title, listing) = try await registry.listedTitle()
      try await office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE listings SET notice_issued_on = ?1", [Registry.today])
      }
      func figures() async throws -> [Dashboard.Sum] {
        let report = try await office.reports.recoveryReport(
          from: Registry.today, to: Registry.today)
        return [try await office.figures.bookFigures().recovered] + report.map(\.recovered)
      }
      let once = Dashboard.Sum(count: 1, amount: Cents(10_000))
      // A part is paid first; it stands when the other one is undone.
      _ = try await registry.pay(title.id, 4_000)
      let rest = try await registry.pay(title.id, 6_000)
      let counted = try await figures()
      #expect(counted == [once, once])
      try await registry.report(listing, .removed, version: 4)
      _ = try await office.payments.reversePayment(
        rest.payment, reason: "Cheque devolvido", actor: Registry.actor)
      #expect(try await figures() == [.zero, .zero])
      _ = try await registry.pay(title.id, 6_000)
      #expect(try await figures() == [.zero, .zero])
    }
  }
}
