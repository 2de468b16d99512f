import SQLDatabase
import TestKit
import Testing

/// What a constraint refuses is told by its name.
@Suite struct ConstraintTests {
  private static let cases: [(sql: String, sqlite: DatabaseError, postgres: DatabaseError)] = [
    (
      "INSERT INTO person (id, document, balance) VALUES (1, 'other', 0)",
      .uniqueViolation("person.id"), .uniqueViolation("person_pkey")
    ),
    (
      "INSERT INTO person (id, document, balance) VALUES (2, 'document-1', 0)",
      .uniqueViolation("person.document"), .uniqueViolation("person_document")
    ),
    (
      "INSERT INTO person (id, document, balance) VALUES (2, 'other', -1)",
      .constraintViolation("person_balance_not_negative"),
      .constraintViolation("person_balance_not_negative")
    ),
    (
      "UPDATE person SET document = NULL",
      .constraintViolation("person.document"), .constraintViolation("person.document")
    ),
    (
      "INSERT INTO remark (id, person_id, body) VALUES (1, 99, 'x')",
      .constraintViolation("FOREIGN KEY constraint failed"),
      .constraintViolation("remark_person_id_fkey")
    ),
  ]

  @Test(arguments: TestDatabase.available)
  func violationsNameTheConstraint(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      try await database.write { try $0.addPerson(1) }
      for row in Self.cases {
        let error = await #expect(throws: DatabaseError.self) {
          try await database.write { try $0.execute(row.sql) }
        }
        #expect(error == (engine == .sqlite ? row.sqlite : row.postgres))
      }
    }
  }
}
