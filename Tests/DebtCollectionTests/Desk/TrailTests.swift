import Credit
import JSONText
import SQLDatabase
import Sealing
import TestKit
import Testing
import Work
import World

@testable import DebtCollection

/// Somebody with the database and without the key changes what was written down.
@Suite("The trail, tampered with")
struct TrailTests {
  struct Tampering: Sendable, CustomTestStringConvertible {
    let name: String
    /// `{number}` is the chain in which the rows stand.
    let sql: [String]
    /// What the report says, in part.
    let finding: String

    var testDescription: String { name }
  }

  static let tamperings: [Tampering] = [
    Tampering(
      name: "a deleted row",
      sql: ["DELETE FROM access_log WHERE trail_number = {number} AND trail_sequence = 2"],
      finding: "Registro de acessos, corrente {number}: falta o registro 2"),
    Tampering(
      name: "a changed column",
      sql: [
        "UPDATE access_log SET actor = 'user:outra@provedor.example' "
          + "WHERE trail_number = {number} AND trail_sequence = 2"
      ],
      finding: "Registro de acessos, corrente {number}: o registro 2 não é o que foi escrito"),
    Tampering(
      name: "a rewritten chain",
      sql: [
        "UPDATE access_log SET actor = 'user:outra@provedor.example', "
          + "trail_link = (SELECT b.trail_link FROM access_log b WHERE b.trail_number = {number} "
          + "AND b.trail_sequence = 1) WHERE trail_number = {number}"
      ], finding: "Registro de acessos, corrente {number}: o registro 1 não é o que foi escrito"),
    Tampering(
      name: "an emptied log", sql: ["DELETE FROM access_log"],
      finding: "Registro de acessos, corrente {number}: faltam os últimos registros, 1 a "),
    Tampering(
      name: "a deleted head", sql: ["DELETE FROM trail_heads WHERE chain = 'access_log'"],
      finding: "Registro de acessos, corrente {number}: o selo do fim da corrente foi apagado"),
    Tampering(
      name: "a truncated tail, and the head put back by hand",
      sql: [
        "DELETE FROM access_log WHERE trail_number = {number} AND trail_sequence > 2",
        """
        UPDATE trail_heads SET sequence = 2, row_count = 2, link = (
          SELECT trail_link FROM access_log WHERE trail_number = {number} AND trail_sequence = 2)
        WHERE chain = 'access_log' AND number = {number}
        """,
      ], finding: "Registro de acessos, corrente {number}: o selo do fim da corrente foi alterado"),
    Tampering(
      name: "a swapped pair of rows",
      sql: [
        "UPDATE access_log SET trail_sequence = -2 "
          + "WHERE trail_number = {number} AND trail_sequence = 2",
        "UPDATE access_log SET trail_sequence = 2 "
          + "WHERE trail_number = {number} AND trail_sequence = 3",
        "UPDATE access_log SET trail_sequence = 3 "
          + "WHERE trail_number = {number} AND trail_sequence = -2",
      ], finding: "Registro de acessos, corrente {number}: o registro 2 não é o que foi escrito"),
    Tampering(
      name: "a row inserted by hand",
      sql: [
        """
        INSERT INTO access_log (id, at, actor, action, subject)
        VALUES (999999, 0, 'user:a', 'b', 'c')
        """
      ], finding: "1 registro está fora da corrente"),
    Tampering(
      name: "a row inserted by hand at the end of a chain",
      sql: [
        """
        INSERT INTO access_log (id, at, actor, action, subject, trail_number, trail_sequence,
          trail_link)
        SELECT 999999, 0, 'user:a', 'b', 'c', trail_number, trail_sequence + 1, trail_link
        FROM access_log WHERE trail_number = {number} ORDER BY trail_sequence DESC LIMIT 1
        """
      ], finding: "Registro de acessos, corrente {number}: o registro "),
    Tampering(
      name: "columns of a listing", sql: ["UPDATE listings SET amount_cents = amount_cents + 1"],
      finding: "os dados gravados nela foram alterados"),
    Tampering(
      name: "a whole listing with its history",
      sql: ["DELETE FROM timeline", "DELETE FROM listings"],
      finding: "Linha do tempo das negativações, corrente "),
    Tampering(
      name: "an event", sql: ["UPDATE published_events SET data = '{}'"],
      finding: "Eventos, corrente "),
    Tampering(
      name: "the beginning of the trail", sql: ["UPDATE trail_start SET begun_at = begun_at + 1"],
      finding: "O início da trilha foi alterado."),
  ]

  @Test(
    "every tampering is found", arguments: TestDatabase.available, tamperings)
  func tampering(_ engine: TestDatabase, _ tampering: Tampering) async throws {
    try await Desk.with(engine) { desk in
      let number = try await Self.fill(desk)
      let intact = try await desk.office.auditTrail.verifyAudit()
      #expect(intact.isIntact, "\(intact.broken) \(intact.findings)")
      #expect(intact.links >= 8)
      try await desk.office.database.write { transaction in
        for sql in tampering.sql {
          try transaction.execute(sql.replacing("{number}", with: "\(number)"))
        }
      }
      let report = try await desk.office.auditTrail.verifyAudit()
      let told = report.findings + report.broken.map(\.sentence)
      let wanted = tampering.finding.replacing("{number}", with: "\(number)")
      #expect(told.contains { $0.contains(wanted) }, "\(told)")
      #expect(!report.isIntact)
    }
  }

  @Test(
    "what is written after a tampering hides nothing of it", arguments: TestDatabase.available,
    ["an emptied log", "a deleted head", "a truncated tail, and the head put back by hand"])
  func laundering(_ engine: TestDatabase, _ name: String) async throws {
    let tampering = try #require(Self.tamperings.first { $0.name == name })
    try await Desk.with(engine) { desk in
      let number = try await Self.fill(desk)
      try await desk.office.database.write { transaction in
        for sql in tampering.sql {
          try transaction.execute(sql.replacing("{number}", with: "\(number)"))
        }
      }
      try await Self.log(desk, 8)
      let report = try await desk.office.auditTrail.verifyAudit()
      #expect(report.findings.contains { $0.contains("corrente \(number): ") })
    }
  }

  @Test(
    "a listing that is read and written again keeps its seal", arguments: TestDatabase.available)
  func written(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      try await registry.office.auditTrail.beginTrail()
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      try await registry.report(listed.listing, .visible, version: 4)
      let report = try await registry.office.auditTrail.verifyAudit()
      #expect(report.isIntact, "\(report.broken) \(report.findings)")
    }
  }

  @Test(
    "what goes by its term leaves chains that prove themselves", arguments: TestDatabase.available)
  func retention(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      try await Self.log(desk, 4)
      desk.advance(days: 5 * 366)
      try await Self.log(desk, 4)
      let lines = "SELECT COUNT(*) FROM access_log"
      let before = try await desk.number(lines)
      #expect(try await desk.office.erasure.eraseExpired()["access_log"] == 4)
      #expect(try await desk.number(lines) == (before ?? 0) - 4)
      let lawful = try await desk.office.auditTrail.verifyAudit()
      #expect(lawful.isIntact, "\(lawful.findings)")
      try await Self.log(desk, 2)
      #expect(try await desk.office.auditTrail.verifyAudit().isIntact)
      // The same by hand, without the key.
      try await desk.office.database.write { transaction in
        let first = """
          DELETE FROM access_log WHERE trail_sequence = (
            SELECT MIN(b.trail_sequence) FROM access_log b
            WHERE b.trail_number = access_log.trail_number)
          """
        let gone = try transaction.execute(first)
        #expect(gone > 0)
      }
      let unlawful = try await desk.office.auditTrail.verifyAudit()
      #expect(unlawful.findings.contains { $0.contains("corrente") && $0.contains("falta") })
    }
  }

  @Test("rows of before are adopted once, and found later", arguments: TestDatabase.available)
  func adoption(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      _ = try await Self.fill(desk)
      // As a house looks after the migration.
      try await desk.office.database.write { transaction in
        for table in ["access_log", "published_events", "timeline"] {
          try transaction.execute(
            "UPDATE \(table) SET trail_number = NULL, trail_sequence = NULL, trail_link = NULL")
        }
        try transaction.execute("UPDATE listings SET trail_seal = NULL")
        try transaction.execute("DELETE FROM trail_heads")
        try transaction.execute("DELETE FROM trail_start")
      }
      #expect(try await !desk.office.auditTrail.verifyAudit().isIntact)
      try await desk.office.auditTrail.beginTrail()
      let adopted = try await desk.office.auditTrail.verifyAudit()
      #expect(adopted.isIntact, "\(adopted.findings) \(adopted.broken)")
      try await desk.office.database.write { transaction in
        try transaction.execute("UPDATE access_log SET trail_number = NULL")
      }
      try await desk.office.auditTrail.beginTrail()
      #expect(
        try await !desk.office.auditTrail.verifyAudit().isIntact, "a house begins once in its life")
      // Whatever is left of a house shows that it began before.
      try await desk.office.database.write { transaction in
        for table in ["access_log", "published_events", "timeline", "trail_heads", "trail_start"] {
          try transaction.execute("DELETE FROM \(table)")
        }
      }
      try await desk.office.auditTrail.beginTrail()
      #expect(try await !desk.office.auditTrail.verifyAudit().isIntact)
    }
  }

  @Test(
    "writers of several processes leave whole chains and lose nothing",
    arguments: TestDatabase.available)
  func writers(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let (tasks, lines) = (8, 15)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<tasks {
          group.addTask { for _ in 0..<lines { try await Self.log(desk, 1) } }
        }
        try await group.waitForAll()
      }
      let report = try await desk.office.auditTrail.verifyAudit()
      #expect(report.isIntact, "\(report.findings)")
      #expect(
        try await desk.number("SELECT COUNT(*) FROM access_log WHERE action = 'x.y'")
          == Int64(tasks * lines))
    }
  }

  @Test("another key is not the house's", arguments: TestDatabase.available)
  func foreignKey(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      _ = try await Self.fill(desk)
      let random = desk.office.world.random
      let stranger = Office(
        database: desk.office.plainDatabase, world: desk.office.world,
        sealer: Sealer(masterKey: MasterKey.generate(random: random), random: random),
        documents: desk.office.documents, connectors: [:], publicURL: nil)
      #expect(try await !stranger.auditTrail.verifyAudit().isIntact)
    }
  }

  /// A listing, an event and lines of the log, all of them by one connection; tells which chain
  /// holds the lines.
  private static func fill(_ desk: Desk) async throws -> Int64 {
    let listing = try await desk.addListing(.queued, of: try await desk.addPerson())
    try await desk.office.database.write { transaction in
      try desk.office.eventLog.publish(
        "listing.queued", listing: listing, data: ["id": "lst_1"], in: transaction)
      for number in 0..<5 {
        try desk.office.accessRecords.logAccess(
          desk.actor, "x.y", subject: "per_\(number)", in: transaction)
      }
    }
    return try await desk.number(
      "SELECT trail_number FROM access_log WHERE subject = 'per_0'") ?? -1
  }

  private static func log(_ desk: Desk, _ count: Int) async throws {
    for number in 0..<count {
      try await desk.office.database.write { transaction in
        try desk.office.accessRecords.logAccess(
          desk.actor, "x.y", subject: "per_\(number)", in: transaction)
      }
    }
  }
}
