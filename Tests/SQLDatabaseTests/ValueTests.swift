import SQLDatabase
import TestKit
import Testing

private let valueMigrations = [
  Migration(
    number: 1, note: "one column of each type",
    sql: """
      CREATE TABLE sample (
        id {integer} PRIMARY KEY, number {integer}, body TEXT, raw {bytes}
      ) {strict};
      """)
]

/// Values go in and come out unchanged, on both engines.
@Suite struct ValueTests {
  private static let samples: [[SQLValue]] = [
    [.integer(.min), .text(""), .bytes([])],
    [.integer(.max), .text("ação 😀 'quoted' \\ ?1 $1"), .bytes(Array(0...255))],
    [.integer(0), .text("a\r\n\tb"), .bytes([0, 0, 0])],
    [.null, .null, .null],
    [.integer(-1), .null, .bytes([0x5C, 0x78])],
  ]

  @Test(arguments: TestDatabase.available)
  func valuesComeBackUnchanged(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: valueMigrations) { database in
      let found = try await database.write { transaction in
        for (index, sample) in Self.samples.enumerated() {
          let changed = try transaction.execute(
            "INSERT INTO sample (id, number, body, raw) VALUES (?1, ?2, ?3, ?4)",
            [index] + sample)
          #expect(changed == 1)
        }
        return try transaction.query("SELECT number, body, raw FROM sample ORDER BY id") { row in
          [
            try row.optionalInteger(0).sqlValue, try row.optionalText(1).sqlValue,
            try row.optionalBytes(2).sqlValue,
          ]
        }
      }
      #expect(found == Self.samples)
    }
  }

  @Test(arguments: TestDatabase.available)
  func manyRowsGoInWithOneStatement(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: valueMigrations) { database in
      let insert = "INSERT INTO sample (id, number, body, raw) VALUES (?1, ?2, ?3, ?4)"
      let rows = (0..<2_345).map { [.integer(Int64($0))] + Self.samples[$0 % Self.samples.count] }
      let changed = try await database.write { try $0.executeMany(insert, rows) }
      #expect(changed == rows.count)
      let key = await #expect(throws: DatabaseError.self) {
        try await database.write { transaction in
          try transaction.executeMany(insert, [[.integer(9_000), .null, .null, .null], rows[7]])
        }
      }
      #expect(key == .uniqueViolation(engine == .sqlite ? "sample.id" : "sample_pkey"))
      let count = try await database.read { transaction in
        try transaction.first("SELECT count(*) FROM sample") { try $0.integer(0) }
      }
      #expect(count == 2_345)
    }
  }

  @Test(arguments: TestDatabase.available)
  func nullNeedsNoType(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: valueMigrations) { database in
      let none: Int64? = nil
      let answers = try await database.write { transaction in
        try transaction.execute("INSERT INTO sample (id) VALUES (1)")
        let alone = try transaction.first("SELECT CASE WHEN ?1 IS NULL THEN 1 ELSE 0 END", [none]) {
          try $0.bool(0)
        }
        let beside = try transaction.first(
          "SELECT id FROM sample WHERE ?1 IS NULL OR number = ?1", [none]
        ) { try $0.integer(0) }
        try transaction.execute("UPDATE sample SET number = ?1, raw = ?2", [none, none])
        return (alone, beside)
      }
      #expect(answers.0 == true)
      #expect(answers.1 == 1)
    }
  }

  @Test(arguments: TestDatabase.available)
  func statementsReturnAndResolveConflicts(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: valueMigrations) { database in
      try await database.write { transaction in
        let upsert = """
          INSERT INTO sample (id, number) VALUES (?1, ?2)
          ON CONFLICT (id) DO UPDATE SET number = sample.number + excluded.number
          RETURNING number
          """
        let sums = try (1...3).map { number in
          try transaction.first(upsert, [1, number]) { try $0.integer(0) }
        }
        #expect(sums == [1, 3, 6])
        let ignored = try transaction.execute(
          "INSERT INTO sample (id) VALUES (?1) ON CONFLICT DO NOTHING", [1])
        #expect(ignored == 0)
        let touched = try transaction.execute(
          "UPDATE sample SET body = ?1 WHERE id > ?2", ["x", 0])
        #expect(touched == 1)
        let sum = try transaction.first("SELECT sum(number), id = 1 FROM sample GROUP BY id") {
          (try $0.integer(0), try $0.bool(1))
        }
        #expect(sum?.0 == 6)
        #expect(sum?.1 == true)
        let gone = try transaction.query("DELETE FROM sample RETURNING id") { try $0.integer(0) }
        #expect(gone == [1])
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func wrongUseIsRefused(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: valueMigrations) { database in
      let wrongType = await #expect(throws: DatabaseError.self) {
        try await database.read { try $0.first("SELECT 'x'") { try $0.integer(0) } }
      }
      #expect(wrongType == .unexpectedValue(column: 0, expected: "integer"))
      let null = await #expect(throws: DatabaseError.self) {
        try await database.read { try $0.first("SELECT NULL") { try $0.text(0) } }
      }
      #expect(null == .unexpectedValue(column: 0, expected: "text"))
      for arguments in [[], [1, 2]] {
        let count = await #expect(throws: DatabaseError.self) {
          try await database.write { try $0.execute("DELETE FROM sample WHERE id = ?1", arguments) }
        }
        #expect(
          count
            == .failed(
              code: "argument-count", message: "1 parameters, \(arguments.count) arguments"))
      }
      let cut = await #expect(throws: DatabaseError.self) {
        try await database.write {
          try $0.execute("INSERT INTO sample (id, body) VALUES (1, ?1)", ["a\u{0}b"])
        }
      }
      #expect(cut == .failed(code: "22021", message: "a text holds the character NUL (code 0)"))
    }
  }

  @Test(arguments: TestDatabase.available)
  func rowsStreamWhileOtherStatementsRun(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: valueMigrations) { database in
      let numbers = """
        WITH RECURSIVE numbers (n) AS (
          SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2
        ) SELECT n FROM numbers
        """
      let sums = try await database.write { transaction in
        var outer: Int64 = 0
        var inner: Int64 = 0
        try transaction.forEach(numbers, [1, 20_000]) { row in
          let number = try row.integer(0)
          outer += number
          guard number % 5_000 == 0 else { return }
          // The same text inside the loop over its own rows.
          try transaction.forEach(numbers, [1, 3]) { inner += try $0.integer(0) }
          try transaction.savepoint {
            try transaction.execute("INSERT INTO sample (id) VALUES (?1)", [number])
          }
        }
        return (outer, inner)
      }
      #expect(sums.0 == 200_010_000)
      #expect(sums.1 == 24)
      struct Enough: Error {}
      await #expect(throws: Enough.self) {
        try await database.read { try $0.forEach(numbers, [1, 20_000]) { _ in throw Enough() } }
      }
      let kept = try await database.read { transaction in
        try transaction.query("SELECT id FROM sample ORDER BY id") { try $0.integer(0) }
      }
      #expect(kept == [5_000, 10_000, 15_000, 20_000])
    }
  }
}
