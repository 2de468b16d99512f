import Credit
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Work that writes more than once")
struct HalfDoneTests {
  private static func office(_ desk: Desk, stumbling errors: [DatabaseError?]) -> Office {
    Office(
      database: StumblingDatabase(desk.office.database, errors: errors),
      world: desk.office.world, sealer: desk.office.sealer, documents: desk.office.documents,
      connectors: desk.office.connectors, publicURL: nil)
  }

  private static func inquire(_ office: Office, _ desk: Desk) async throws {
    _ = try await office.inquiries.inquire(
      InquiryRequest(
        subject: .document(.cpf(CPF.fictitious(number: 1))), product: "basic",
        purpose: .creditGranting), actor: desk.actor)
  }

  @Test(
    "a database that fails at the second write tells that the outcome is not known",
    arguments: [DatabaseError.busy, .diskFull, .connectionLost("gone")])
  func halfDone(_ error: DatabaseError) async throws {
    try await Desk.with(.sqlite) { desk in
      desk.bureau.answer(.answered(sampleReport()))
      let first = Self.office(desk, stumbling: [error])
      await #expect(throws: error) {
        try await WriteLedger.watch { try await Self.inquire(first, desk) }
      }
      let none = try await desk.number("SELECT count(*) FROM inquiries")
      #expect(none == 0)
      let second = Self.office(desk, stumbling: [nil, error])
      await #expect(throws: DatabaseError.commitUnknown) {
        try await WriteLedger.watch { try await Self.inquire(second, desk) }
      }
      let one = try await desk.number("SELECT count(*) FROM inquiries")
      #expect(one == 1)
    }
  }

  @Test("work within work is judged for itself")
  func nested() async throws {
    try await Desk.with(.sqlite) { desk in
      let office = Self.office(desk, stumbling: [nil, nil, .busy])
      func write() async throws { _ = try await office.database.write { _ in 0 } }
      await #expect(throws: DatabaseError.busy) {
        try await WriteLedger.watch {
          try await write()
          try await WriteLedger.watch { try await write() }
          // Whoever did the inner work was told of it.
          try await write()
        }
      }
    }
  }
}
