import Credit
import HTTPTypes
import JSONText
import Refusals
import SQLDatabase
import TestKit
import Testing
import Work
import World

@testable import BureauRegister
@testable import BureauSite

@Suite("Work of the bureau that can never succeed")
struct PoisonTests {
  @Test(
    "a record that cannot be judged is set aside, and those behind it are judged and shown",
    arguments: TestDatabase.available)
  func record(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      // Received, and not judged yet: the process was away.
      let ids = try await bureau.receive(["FAT-1", "FAT-2", "FAT-3"])
      try await bureau.poison("debtor", of: ids[0])
      try await bureau.advance(to: "2026-11-23", hour: 18)
      try await bureau.advance(to: "2026-12-04", hour: 9)
      let states = try await bureau.states()
      #expect(states == ["received", "visible", "visible"])
      let failed = try await bureau.register.failedWork(in: "record-judgement")
      #expect(failed.count == 1)
      #expect(failed.first?.attempts == RetryPolicy.inside.attempts)
      // It stays received: nobody would judge it any more.
      let work = try #require(failed.first)
      #expect(!work.isDiscardable)
      let refused = await #expect(throws: Refusal.self) {
        try await bureau.register.discardWork(
          work.id, in: "record-judgement", note: "engano", actor: "console")
      }
      #expect(refused?.code == "work-still-due")
      #expect(try await bureau.register.failedWork(in: "record-judgement").count == 1)
    }
  }

  @Test(
    "a record that cannot be closed with its contract or a death holds up no other",
    arguments: TestDatabase.available)
  func closing(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let ids = try await bureau.receive(["FAT-1", "FAT-2", "FAT-3"])
      try await bureau.advance(to: "2026-11-23", hour: 18)
      try await bureau.register.database.poison("records", "id", is: ids[0])
      let document = try Document.parse(SampleListing.document)
      try await bureau.register.reportDeath(
        of: document, on: try #require(CivilDate(year: 2026, month: 11, day: 1)))
      try await bureau.advance(to: "2026-11-23", hour: 19)
      #expect(try await bureau.states() == ["noticePeriod", "removed", "removed"])
      let failed = try await bureau.register.failedWork(in: "closings")
      #expect(failed.map(\.subject) == [ID<ListedRecord>(ids[0]).description])
      #expect(failed.first?.attempts == RetryPolicy.inside.attempts)

      // Given up, and then closed for another reason: what was discarded does not hold it.
      let work = try #require(failed.first?.id)
      try await bureau.register.discardWork(
        work, in: "closings", note: "engano", actor: "console")
      try await bureau.register.database.heal("records")
      let participant = try await bureau.register.database.read { transaction in
        try transaction.first("SELECT MIN(participant_id) FROM records") { try $0.integer(0) }
      }
      try await bureau.register.endContract(of: ID(try #require(participant)))
      try await bureau.keeper.settle()
      #expect(try await bureau.states() == ["removed", "removed", "removed"])
      let left = try await bureau.register.database.read { transaction in
        try transaction.first("SELECT COUNT(*) FROM record_closings") { try $0.integer(0) }
      }
      #expect(left == 0)
    }
  }

  @Test(
    "a moved clock tells what it could not do", arguments: TestDatabase.available)
  func movedClock(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let ids = try await bureau.receive(["FAT-1", "FAT-2"])
      try await bureau.poison("debtor", of: ids[0])
      let target = try #require(Instant(rfc3339: "2026-11-24T12:00:00Z"))
      let virtual = try #require(bureau.register.world.clock.virtual)
      let failures = try await bureau.keeper.advance(virtual, to: target)
      #expect(failures.map(\.duty) == ["records"])
      #expect(failures.first?.rows == 1)
    }
  }

  @Test(
    "a letter that cannot be printed is set aside, its record unseen; the others are printed",
    arguments: TestDatabase.available)
  func letter(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.receive(["FAT-1", "FAT-2", "FAT-3"])
      try await bureau.advance(to: "2026-11-23", hour: 18)
      try await bureau.register.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE notices SET letter = ?1 WHERE id = (SELECT MIN(id) FROM notices)",
          [[UInt8](repeating: 7, count: 40)])
      }
      let duty = PrintDuty(register: bureau.register)
      let virtual = try #require(bureau.register.world.clock.virtual)
      for _ in 0..<RetryPolicy.inside.attempts {
        _ = try await duty.runDue()
        virtual.move(to: virtual.now().adding(seconds: 120))
      }
      #expect(try await bureau.register.failedWork(in: "printing").count == 1)
      let unprinted = try await bureau.register.database.read { transaction in
        try transaction.first("SELECT COUNT(*) FROM notices WHERE pdf_sha256 IS NULL") {
          try $0.integer(0)
        }
      }
      #expect(unprinted == 1)
      try await bureau.advance(to: "2026-12-04", hour: 9)
      #expect(try await bureau.states() == ["noticePeriod", "visible", "visible"])
    }
  }
}

extension PoisonTests {
  @Test(
    "a clock that is moved past the term shows no record whose letter cannot be printed",
    arguments: TestDatabase.available)
  func letterOfAMovedClock(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.receive(["FAT-1", "FAT-2", "FAT-3"])
      try await bureau.advance(to: "2026-11-23", hour: 18)
      try await bureau.register.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE notices SET letter = ?1 WHERE id = (SELECT MIN(id) FROM notices)",
          [[UInt8](repeating: 7, count: 40)])
      }
      // Nothing but the move: no loop has printed anything before.
      let virtual = try #require(bureau.register.world.clock.virtual)
      let target = try #require(Instant(rfc3339: "2026-12-10T12:00:00Z"))
      let failures = try await bureau.keeper.advance(virtual, to: target)
      #expect(try await bureau.states() == ["noticePeriod", "visible", "visible"])
      #expect(failures.map(\.duty) == ["printing-before-showing"])
      #expect(failures.first?.rows == 1)
      #expect(try await bureau.register.failedWork(in: "printing").count == 1)
      let shown = try await bureau.register.database.read { transaction in
        try transaction.query(
          "SELECT visible_at - visible_from_on * 86400000000 FROM records WHERE state = 'visible'"
        ) { try $0.integer(0) }
      }
      #expect(Set(shown) == [BrasiliaTime.offsetMicroseconds], "at midnight of its day")
    }
  }
}

extension PoisonTests {
  /// A record in its notice period whose letter is made unreadable where asked, and the one that
  /// stands for the lower amount.
  private func amended(
    _ bureau: BureauBench, isReadable: Bool
  ) async throws -> (old: Int64, new: JSON) {
    let old = try #require(try await bureau.receive(["FAT-1"]).first)
    try await bureau.advance(to: "2026-11-23", hour: 18)
    if !isReadable {
      try await bureau.register.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE notices SET letter = ?1", [[UInt8](repeating: 7, count: 40)])
      }
    }
    let answer = try await bureau.call(
      .post, "/v1/listings/\(ID<ListedRecord>(old))/amendment",
      ["reference": "FAT-1b", "amountCents": 9_990])
    #expect(answer.status == .accepted)
    return (old, try answer.json)
  }

  @Test(
    "a record that follows one whose letter cannot be printed is not shown either",
    arguments: TestDatabase.available)
  func letterOfACorrectedRecord(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let (_, new) = try await amended(bureau, isReadable: false)
      #expect(new["state"] == "noticePeriod")
      let virtual = try #require(bureau.register.world.clock.virtual)
      let target = try #require(Instant(rfc3339: "2026-12-10T12:00:00Z"))
      let failures = try await bureau.keeper.advance(virtual, to: target)
      #expect(try await bureau.states() == ["removed", "noticePeriod"])
      #expect(failures.map(\.duty) == ["printing-before-showing"])
    }
  }

  @Test(
    "the letter of a corrected record is printed before the one that follows is shown",
    arguments: TestDatabase.available)
  func printedBeforeTheNextIsShown(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await amended(bureau, isReadable: true)
      let virtual = try #require(bureau.register.world.clock.virtual)
      let target = try #require(Instant(rfc3339: "2026-12-10T12:00:00Z"))
      #expect(try await bureau.keeper.advance(virtual, to: target).isEmpty)
      #expect(try await bureau.states() == ["removed", "visible"])
      let printed = try await bureau.register.database.read { transaction in
        try transaction.query("SELECT pdf_sha256 IS NOT NULL FROM notices") { try $0.bool(0) }
      }
      #expect(printed == [true])
    }
  }
}

extension BureauBench {
  /// Requests that are received and not judged yet.
  fileprivate func receive(_ references: [String]) async throws -> [Int64] {
    for reference in references {
      let body = SampleListing.body(
        reference, changes: [("contractNumber", .string("C-" + reference))])
      let answer = try await call(.post, "/v1/listings", body)
      #expect(answer.status == .accepted)
    }
    return try await register.database.read { transaction in
      try transaction.query("SELECT id FROM records ORDER BY id") { try $0.integer(0) }
    }
  }

  /// Makes a sealed column of a record unreadable.
  fileprivate func poison(_ column: String, of id: Int64) async throws {
    try await register.database.write { transaction in
      _ = try transaction.execute(
        "UPDATE records SET \(column) = ?1 WHERE id = ?2",
        [[UInt8](repeating: 7, count: 40), id])
    }
  }

  fileprivate func states() async throws -> [String] {
    try await register.database.read { transaction in
      try transaction.query("SELECT state FROM records ORDER BY id") { try $0.text(0) }
    }
  }
}
