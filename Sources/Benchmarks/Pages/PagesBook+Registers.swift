import Credit
import DebtCollection
import Fictitious
import SQLDatabase
import Sealing

extension PagesBook {
  static let batch = 5_000

  /// The document of a person, by the number in the book.
  static func document(_ index: Int) -> Document {
    .cpf(CPF.fictitious(number: UInt64(index)))
  }

  func fillPeople(_ places: Places) async throws -> Int64 {
    let office = office
    let first = try await office.database.write { transaction in
      try transaction.nextIdentifiers(people).lowerBound
    }
    for start in stride(from: 0, to: people, by: Self.batch) {
      let range = start..<min(start + Self.batch, people)
      _ = try await office.database.write { transaction in
        try transaction.executeMany(
          """
          INSERT INTO people (id, external_code, stage, kind, document_index, document_sealed,
            document_masked, name, name_folded, birth_on, email, phone, postal_code, street,
            number, complement, district, city, state, has_postal_address, branch_id, created_at,
            updated_at)
          VALUES (?1, ?2, ?3, 'natural', ?4, ?5, ?6, ?7, ?8, 3650, ?9, '(41) 3333-0000',
            '80010000', 'Rua das Flores', '1', '', 'Centro', 'Curitiba', 'PR', 1, ?10, 0, 0)
          """,
          range.map { index in
            let document = Self.document(index)
            let name = FictitiousNames.plain(index)
            let stage = index % 50 == 48 ? "lead" : index % 50 == 49 ? "prospect" : "customer"
            let id = ID<Person>(first + Int64(index))
            return [
              id.sqlValue, "P\(index)".sqlValue, stage.sqlValue,
              office.documents.value(forBare: document.bare).sqlValue,
              office.sealer.seal(
                document.bare, place: "people.document_sealed/\(id.number)"
              ).sqlValue,
              document.masked.sqlValue, name.sqlValue, name.uppercased().sqlValue,
              "p\(index)@exemplo.example".sqlValue, places.branch.sqlValue,
            ]
          })
      }
    }
    return first
  }

  func fillContracts(_ places: Places) async throws -> Int64 {
    try await series(
      people,
      """
      INSERT INTO contracts (id, external_code, person_id, number, kind, status, created_at,
        updated_at)
      SELECT ?3 + i, 'C' || CAST(i AS TEXT), ?4 + i, CAST(100000 + i AS TEXT), 'other', 'active',
        0, 0
      FROM n
      """, [places.people])
  }

  /// 62 of a hundred paid, 6 closed otherwise, 32 open or paid in part; due over five years.
  func fillReceivables(_ places: Places) async throws -> Int64 {
    try await series(
      receivables,
      """
      INSERT INTO receivables (id, external_code, person_id, contract_id, branch_id, number,
        bank_number, issued_on, due_on, amount_cents, open_cents, status, disputed, court_order,
        bank_listed, reinclusion_blocked, created_at, updated_at)
      SELECT ?3 + i, 'R' || CAST(i AS TEXT), ?4 + i * 7919 % ?8, ?5 + i * 7919 % ?8, ?6,
        'T' || CAST(i AS TEXT), '9' || CAST(i AS TEXT), ?7 - i * 31 % 1800, ?7 + 60 - i * 31 % 1800,
        5000 + i * 137 % 30000, CASE WHEN i % 100 < 68 THEN 0 ELSE 5000 + i * 137 % 30000 END,
        CASE WHEN i % 100 < 62 THEN 'paid' WHEN i % 100 < 65 THEN 'cancelled'
          WHEN i % 100 < 68 THEN 'renegotiated' WHEN i % 100 < 70 THEN 'partiallyPaid'
          ELSE 'open' END,
        CASE WHEN i % 1000 = 999 THEN 1 ELSE 0 END, 0, 0, 0, 0, 0
      FROM n
      """,
      [places.people, places.contracts, places.branch, today, people])
  }

  func fillPayments(_ places: Places) async throws -> Int64 {
    try await series(
      receivables,
      """
      INSERT INTO payments (id, receivable_id, amount_cents, applied_cents, paid_on, available_on,
        origin, recorded_by, recorded_at)
      SELECT ?3 + i, r.id, r.amount_cents, r.amount_cents, r.due_on + 3, r.due_on + 4, 'import',
        'command-line', CAST(r.due_on + 4 AS BIGINT) * 86400000000
      FROM n JOIN receivables r ON r.id = ?4 + i WHERE r.status = 'paid'
      """, [places.receivables])
  }
}
