import Credit
import DebtCollection
import TestKit
import Testing
import World

/// The job that the product is for, over both sides: from the ERP's files to letters, listings,
/// a bank's return file, and listings taken off on time.
@Suite struct MainJobTests {
  @Test(
    "manual-checklist 1-6, 62: from the files of the ERP over letter and term to the removal",
    arguments: TestDatabase.available)
  func fromTheFilesOfTheERPToTheRemovalOnTime(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 20_261_124) { rehearsal in
      _ = try await rehearsal.setUp()
      let book = FatedBook(seed: 7, people: 144, today: rehearsal.clock.now().civilDate)
      let imported = try await ImportedBook.take(book, into: rehearsal)
      let job = MainJob(rehearsal: rehearsal, book: imported)
      try await job.importAgainChangesNothing()
      try await job.collect()
      try await job.showOnlyAfterTheTerm()
      try await job.payByReturnFile()
      try await job.reconcileAndVerify()
    }
  }
}

private struct MainJob {
  let rehearsal: Rehearsal
  let book: ImportedBook

  private var office: Office { rehearsal.office }
  private var listed: [FatedBook.Title] { book.book.titles(.listed) }

  /// Titles of people who have no other title, so that an inquiry speaks of one debt.
  private var alone: [FatedBook.Title] {
    listed.filter { title in book.book.titles.count { $0.person == title.person } == 1 }
  }

  func importAgainChangesNothing() async throws {
    for (kind, bytes) in [
      (ImportKind.people, book.book.peopleFile), (.contracts, book.book.contractsFile),
      (.receivables, book.book.titlesFile), (.payments, book.book.paymentsFile),
    ] {
      let again = try await rehearsal.importFile(kind, bytes)
      #expect(again.created + again.updated + again.refused == 0, "\(kind): \(again)")
    }
  }

  func collect() async throws {
    let run = try await office.collections.runCollections(dryRun: false, actor: .commandLine)
    #expect(run.state == .finished)
    try book.expectDecisions(try await office.allDecisions(of: run.id))
    #expect(run.listed.count == listed.count)
    #expect(run.listed.amount == listed.reduce(.zero) { $0 + $1.open })
    #expect(run.examined == run.listed.count + run.leftOut.count)
    try await rehearsal.settle()
    let listings = try await office.allListings()
    #expect(listings.count == listed.count)
    #expect(listings.allSatisfy { $0.state.word == .inNotice })
    let records = try await rehearsal.bureauRecords()
    #expect(Set(records.map(\.reference)) == Set(listings.map(\.reference)))
    #expect(records.allSatisfy { $0.state == "noticePending" && $0.letters == 0 })
  }

  /// Letters at the cut-off of the day; nothing shows before the day of its term, all on it.
  func showOnlyAfterTheTerm() async throws {
    try await rehearsal.advance(hours: 12)
    let posted = try await rehearsal.bureauRecords()
    #expect(posted.allSatisfy { $0.state == "noticePeriod" && $0.letters == 1 })
    let title = alone[0]
    let reference = try await listing(of: title).reference
    let record = try #require(posted.first { $0.reference == reference })
    let day = try #require(record.visibleFrom)
    try await rehearsal.advance(to: day.startOfDay.adding(seconds: -1))
    #expect(try await inquire(title) == .clean)
    try await rehearsal.advance(to: day.startOfDay)
    #expect(try await inquire(title) == .restricted)
    // The other states' terms, the longest of which the bureau counts from the receipt.
    for _ in 0..<15 {
      if try await rehearsal.bureauRecords().allSatisfy({ $0.state == "visible" }) { break }
      try await rehearsal.advance(days: 1)
    }
    for record in try await rehearsal.bureauRecords() {
      #expect(record.state == "visible", "\(record.reference)")
      let issued = try #require(record.noticeIssuedOn)
      let visibleAt = try #require(record.visibleAt)
      // Ten full days between the day of posting and the first day of sight.
      #expect(visibleAt.civilDate >= issued.adding(days: 11), "\(record.reference)")
    }
    try await rehearsal.settle()
    #expect(try await office.allListings().allSatisfy { $0.state.word == .active })
  }

  /// The bank's file settles some titles and writes one off, which is no payment.
  func payByReturnFile() async throws {
    let today = rehearsal.clock.now().civilDate
    let paid = Array(alone.prefix(12))
    let writtenOff = alone[12]
    let lines =
      paid.map { ReturnFileText.Line("06", $0, paid: $0.open) }
      + [ReturnFileText.Line("09", writtenOff, paid: .zero)]
    let report = try await rehearsal.importFile(
      .bankReturn, ReturnFileText.bradesco(lines, on: today))
    #expect(report.state == .finished)
    let booked = try await office.bankReturns.bankReturnLines(report.id, afterLine: 0, limit: 100)
    #expect(booked.map(\.outcome) == paid.map { _ in .settled } + [.ignored])
    let deadline = RemovalDeadline.dueOn(availableOn: today)
    for title in paid {
      let asked = try await listing(of: title)
      #expect(asked.state.word == .removalQueued, "\(title.code)")
      #expect(try #require(asked.state.removal).dueOn <= deadline, "\(title.code)")
    }
    try await rehearsal.settle()
    for title in paid {
      #expect(try await listing(of: title).state.word == .removed, "\(title.code)")
      #expect(try await inquire(title) == .clean, "\(title.code)")
    }
    #expect(try await listing(of: writtenOff).state.word == .active)
    #expect(try await inquire(writtenOff) == .restricted)
    let records = try await rehearsal.bureauRecords()
    #expect(records.count { $0.state == "removed" && $0.removalReason == "payment" } == 12)
    #expect(records.count { $0.state == "visible" } == listed.count - 12)
  }

  func reconcileAndVerify() async throws {
    let done = try await office.reconciliations.reconcile(actor: .commandLine)
    #expect(done.state == .finished, "\(done.problem ?? "")")
    let differences = try await office.reconciliations.reconciliationDifferences(of: done.id)
    #expect(differences.items.isEmpty)
    #expect(done.matched == listed.count)
    let audit = try await office.auditTrail.verifyAudit()
    #expect(audit.isIntact && audit.listings == listed.count)
    #expect(audit.entries >= 4 * listed.count)
  }

  private func listing(of title: FatedBook.Title) async throws -> Listing {
    try #require(try await office.listings.latestListing(of: try book.id(of: title)))
  }

  private func inquire(_ title: FatedBook.Title) async throws -> InquiryOutcome? {
    let person = try #require(book.book.people.first { $0.code == title.person })
    return try await office.inquiries.inquire(
      InquiryRequest(
        subject: .document(try Document.parse(person.document)), product: "basic",
        purpose: .collection, reuse: false), actor: .commandLine
    ).outcome
  }
}
