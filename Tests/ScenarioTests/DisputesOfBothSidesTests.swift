import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// A person contests at the bureau and the creditor's people hear of it, over both sides.
@Suite struct DisputesOfBothSidesTests {
  static let actor = DebtCollection.Actor("user:ana@provedor.example")

  /// Three listings that show, the first ones of a book.
  private static func shown(_ rehearsal: Rehearsal) async throws -> [Listing] {
    _ = try await rehearsal.setUp()
    let book = FatedBook(seed: 3, people: 24, today: rehearsal.clock.now().civilDate)
    _ = try await ImportedBook.take(book, into: rehearsal)
    _ = try await rehearsal.office.collections.runCollections(dryRun: false, actor: .commandLine)
    try await rehearsal.advance(days: 25)
    let active = try await rehearsal.office.listings.listings(
      ListingFilter(state: .active), after: nil, limit: 3)
    try #require(active.count == 3)
    return active
  }

  private static func contest(
    _ listing: Listing, _ rehearsal: Rehearsal, documents: [ProofDocument] = []
  ) async throws {
    let record = try #require(listing.state.record?.reference)
    _ = try await rehearsal.bureau.register.openDispute(
      about: try #require(ID<ListedRecord>(record)),
      DisputeRequest(reason: .paid, statement: "Já paguei.", proofs: documents),
      actor: BureauRegister.Actor.person)
  }

  private static func disputes(
    _ rehearsal: Rehearsal
  ) async throws -> [ID<Listing>: ListingDispute] {
    let found = try await rehearsal.office.disputes.disputes(actor: actor).items.map(\.dispute)
    return Dictionary(found.map { ($0.listing, $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test(
    "manual-checklist 44: what is contested is hidden here too, and ends as it is answered",
    arguments: TestDatabase.available)
  func contestations(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 3) { rehearsal in
      let listings = try await Self.shown(rehearsal)
      let paper = ProofDocument(
        name: "recibo.pdf", mediaType: .pdf, content: Array("%PDF-recibo".utf8))
      for listing in listings {
        try await Self.contest(listing, rehearsal, documents: [paper])
      }
      try await rehearsal.advance(hours: 7)
      let open = try await Self.disputes(rehearsal)
      #expect(open.count == 3 && open.values.allSatisfy { $0.state == .open })
      for listing in listings {
        let hidden = try await rehearsal.office.listings.listing(listing.id).listing
        #expect(hidden.state.word == .suspended && hidden.status == nil)
        #expect(hidden.state.record?.suspensions == [.dispute])
        let dispute = try #require(open[listing.id])
        let file = try await rehearsal.office.disputes.dispute(dispute.id, actor: Self.actor)
        #expect(file.summary.text == "Já paguei." && file.documents.allSatisfy(\.isHere))
      }
      let proof = DisputeProof(
        name: "contrato.pdf", mediaType: .pdf, content: Array("%PDF-contrato".utf8))
      _ = try await rehearsal.office.disputes.answerDispute(
        try #require(open[listings[0].id]).id,
        DebtCollection.DisputeAnswer(
          outcome: .maintain, note: "Sem pagamento.", documents: [proof]),
        actor: Self.actor)
      _ = try await rehearsal.office.disputes.answerDispute(
        try #require(open[listings[1].id]).id,
        DebtCollection.DisputeAnswer(outcome: .accept, note: nil),
        actor: Self.actor)
      try await rehearsal.advance(days: 12)
      let closed = try await Self.disputes(rehearsal)
      #expect(
        listings.map { closed[$0.id]?.outcome } == [.dismissed, .upheld, .lapsed])
      var words: [ListingState.Word] = []
      var blocks: [ListingBlockReason?] = []
      let today = rehearsal.clock.now().civilDate
      for listing in listings {
        words.append(try await rehearsal.office.listings.listing(listing.id).listing.state.word)
        blocks.append(
          try await rehearsal.office.receivables.receivable(listing.receivable).blocks
            .standing(on: today)?.reason)
      }
      #expect(words == [.active, .removed, .removedByBureau])
      #expect(blocks == [nil, .dispute, .dispute])
      // The routine of the next night leaves both alone.
      _ = try await rehearsal.office.collections.runCollections(dryRun: false, actor: .routine)
      for listing in listings {
        let latest = try await rehearsal.office.listings.latestListing(of: listing.receivable)
        #expect(latest?.id == listing.id)
      }
      #expect(try await rehearsal.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "a document that the person sends after the contestation reaches the creditor",
    arguments: TestDatabase.available)
  func laterDocuments(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 3) { rehearsal in
      let listing = try await Self.shown(rehearsal)[0]
      try await Self.contest(listing, rehearsal, documents: [])
      try await rehearsal.advance(hours: 7)
      let dispute = try #require(try await Self.disputes(rehearsal)[listing.id])
      let record = try #require(
        listing.state.record.flatMap { ID<ListedRecord>($0.reference) })
      try await rehearsal.bureau.register.attachProof(
        ProofDocument(name: "recibo.pdf", mediaType: .pdf, content: Array("%PDF-2".utf8)),
        toDisputeAbout: record)
      try await rehearsal.advance(hours: 7)
      let file = try await rehearsal.office.disputes.dispute(dispute.id, actor: Self.actor)
      let document = try #require(file.documents.first)
      #expect(file.documents.count == 1 && document.isHere && document.name == "recibo.pdf")
      let content = try await rehearsal.office.disputes.disputeDocument(
        document.id, of: dispute.id, actor: Self.actor)
      #expect(content.content == Array("%PDF-2".utf8))
    }
  }

  @Test(
    "a lost webhook and a lost poll are made good by a reconciliation",
    arguments: TestDatabase.available)
  func reconciled(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 3) { rehearsal in
      let listing = try await Self.shown(rehearsal)[0]
      var faults = FaultPlan.Settings()
      faults.rates[.webhookLoss] = 10_000
      rehearsal.bureau.register.faults.set(faults)
      try await Self.contest(listing, rehearsal)
      // It was asked for before and nothing more is asked since: as if the answer were lost.
      _ = try await rehearsal.creditorDatabase.write { transaction in
        try transaction.execute(
          "UPDATE integrations SET disputes_since_at = ?1",
          [rehearsal.clock.now().adding(seconds: 60).microseconds])
      }
      try await rehearsal.advance(hours: 7)
      #expect(try await Self.disputes(rehearsal).isEmpty)
      _ = try await rehearsal.office.reconciliations.startReconciliation(actor: Self.actor)
      try await rehearsal.settle()
      #expect(try await Self.disputes(rehearsal).keys.contains(listing.id))
    }
  }
}
