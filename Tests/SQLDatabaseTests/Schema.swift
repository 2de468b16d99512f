import SQLDatabase

/// The tables of these tests.
enum TestSchema {
  static let migrations = [
    Migration(
      number: 1, note: "people and their notes",
      sql: """
        CREATE TABLE person (
          id {integer} PRIMARY KEY,
          document TEXT NOT NULL,
          balance {integer} NOT NULL CONSTRAINT person_balance_not_negative CHECK (balance >= 0),
          photo {bytes},
          nickname TEXT
        ) {strict};
        CREATE UNIQUE INDEX person_document ON person (document);
        CREATE TABLE remark (
          id {integer} PRIMARY KEY,
          person_id {integer} NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
          body TEXT NOT NULL
        ) {strict}
        """)
  ]
}

extension Transaction {
  func addPerson(_ id: Int64, document: String? = nil, balance: Int64 = 0) throws {
    try execute(
      "INSERT INTO person (id, document, balance) VALUES (?1, ?2, ?3)",
      [id, document ?? "document-\(id)", balance])
  }

  func countPeople() throws -> Int64 {
    try first("SELECT count(*) FROM person") { try $0.integer(0) } ?? -1
  }
}
