import Logging
import TestKit
import Testing

@testable import SQLDatabase

/// What only PostgreSQL has: translation, lost connections and the server's wish to run again.
@Suite struct PostgresTests {
  @Test(arguments: [
    ("SELECT ?1, ?12", "SELECT $1, $12", 12),
    ("SELECT '?1', \"?2\", ?3", "SELECT '?1', \"?2\", $3", 3),
    ("SELECT 'it''s ?1' || ?1", "SELECT 'it''s ?1' || $1", 1),
    ("SELECT E'\\'?1' || ?2", "SELECT E'\\'?1' || $2", 2),
    ("SELECT 'a\\' || ?1", "SELECT 'a\\' || $1", 1),
    ("SELECT 1 -- ?1\n + ?1", "SELECT 1 -- ?1\n + $1", 1),
    ("SELECT /* ?1 /* ?2 */ ?3 */ ?1", "SELECT /* ?1 /* ?2 */ ?3 */ $1", 1),
    ("SELECT $tag$ ?1 $$ $tag$, $$?2$$, ?1", "SELECT $tag$ ?1 $$ $tag$, $$?2$$, $1", 1),
    ("SELECT a ? 'b' FROM c", "SELECT a ? 'b' FROM c", 0),
    ("SELECT 'não fechado ?1", "SELECT 'não fechado ?1", 0),
  ])
  func onlyParametersAreTranslated(_ sql: String, _ text: String, _ count: Int) {
    let translated = PostgresText.translate(sql)
    #expect(translated.text == text)
    #expect(translated.parameterCount == count)
  }

  private static var available: [TestDatabase] {
    TestDatabase.available.filter { $0 == .postgres }
  }

  @Test(arguments: available)
  func aLostConnectionRunsAgain(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let runs = Tally()
      try await database.write { transaction in
        try transaction.addPerson(1)
        if runs.add() == 1 {
          try transaction.first("SELECT pg_terminate_backend(pg_backend_pid())") { _ in }
        }
      }
      #expect(runs.count == 2)
      let count = try await database.read { try $0.countPeople() }
      #expect(count == 1)
    }
  }

  @Test(arguments: available)
  func anIdleConnectionThatDiedIsReplaced(_ engine: TestDatabase) async throws {
    var options = DatabaseOptions()
    options.postgresReaders = 1
    let logger = Logger(label: "test")
    let database = try await openDatabase(
      url: try await engine.privateURL(), options: options, logger: logger)
    try await engine.withDatabase { other in
      let process = try await database.read { transaction in
        try transaction.first("SELECT pg_backend_pid()") { try $0.integer(0) }
      }
      try await other.read { transaction in
        try transaction.first(
          "SELECT pg_terminate_backend(CAST(?1 AS INTEGER), 5000)", [process]
        ) { _ in }
      }
      let next = try await database.read { transaction in
        try transaction.first("SELECT pg_backend_pid()") { try $0.integer(0) }
      }
      #expect(next != nil && next != process)
    }
    await database.close()
  }

  @Test(arguments: available)
  func aCommitOfUnknownOutcomeIsNotRunAgain(_ engine: TestDatabase) async throws {
    let fatal = Migration(
      number: 2, note: "the server goes away during COMMIT", sql: "",
      postgresOnly: """
        CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_terminate_backend(pg_backend_pid());
          RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER leave AFTER INSERT ON remark
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION leave();
        """)
    try await engine.withDatabase(migrations: TestSchema.migrations + [fatal]) { database in
      let runs = Tally()
      let error = await #expect(throws: DatabaseError.self) {
        try await database.write { transaction in
          runs.add()
          try transaction.addPerson(1)
          try transaction.execute("INSERT INTO remark (id, person_id, body) VALUES (1, 1, 'x')")
        }
      }
      #expect(runs.count == 1)
      #expect(error == .commitUnknown)
      try await database.write { try $0.addPerson(2) }
    }
  }

  @Test(arguments: available)
  func serializationFailuresRunAgainButNotForEver(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let clash = "DO $$ BEGIN RAISE EXCEPTION 'clash' USING ERRCODE = '40001'; END $$"
      let few = Tally()
      try await database.write { transaction in
        try transaction.addPerson(1)
        if few.add() < 3 { try transaction.execute(clash) }
      }
      #expect(few.count == 3)
      let many = Tally()
      await #expect(throws: DatabaseError.busy) {
        try await database.write { transaction in
          many.add()
          try transaction.execute(clash)
        }
      }
      #expect(many.count == PostgresRepetition.attemptLimit)
    }
  }

  @Test(arguments: available)
  func aSwallowedErrorDoesNotPassForSuccess(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      try await database.write { try $0.addPerson(1) }
      await #expect(throws: DatabaseError.uniqueViolation("person_pkey")) {
        try await database.write { transaction in
          try transaction.addPerson(2)
          // Swallowed on purpose: the server has given the transaction up all the same.
          try? transaction.addPerson(1)
        }
      }
      let count = try await database.read { try $0.countPeople() }
      #expect(count == 1)
    }
  }

  @Test(arguments: available)
  func anUnreachableServerIsReported(_ engine: TestDatabase) async throws {
    let error = await #expect(throws: DatabaseError.self) {
      _ = try await openDatabase(
        url: "postgres://nobody@127.0.0.1:1/none", logger: Logger(label: "test"))
    }
    guard case .connectionLost = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
