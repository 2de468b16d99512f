import SQLDatabase
import TestKit
import Testing

private enum PersonColumn: Int, TableColumn {
  static let table = "person"
  static var readCount: Int { photo.rawValue }

  case id, documentNumber, balance, hasNickname
  /// Written only.
  case photo

  var name: String {
    switch self {
    case .documentNumber: "document"
    case .hasNickname: "nickname"
    default: snakeCaseName
    }
  }

  func read(_ name: String) -> String {
    self == .hasNickname ? "CASE WHEN \(name) IS NULL THEN 0 ELSE 1 END" : name
  }

  func value(_ id: Int, balance: Int, nickname: String?) -> SQLValue {
    switch self {
    case .id: id.sqlValue
    case .documentNumber: "document-\(id)".sqlValue
    case .balance: balance.sqlValue
    case .hasNickname: nickname.sqlValue
    case .photo: [UInt8(truncatingIfNeeded: balance)].sqlValue
    }
  }
}

private enum ListingColumn: Int, TableColumn {
  static let table = "listings"
  case id, dueOn, bureauReference
}

/// One list of columns gives the statements of a table and reads its rows, on both engines.
@Suite struct ColumnTests {
  @Test func statementsFollowFromTheColumns() {
    let table = ColumnTable<ListingColumn>()
    #expect(table.select == "SELECT id, due_on, bureau_reference FROM listings")
    #expect(table.list(of: "l") == "l.id, l.due_on, l.bureau_reference")
    #expect(
      table.insert().sql
        == "INSERT INTO listings (id, due_on, bureau_reference) VALUES (?1, ?2, ?3)")
    #expect(table.insert([.id, .dueOn]).sql == "INSERT INTO listings (id, due_on) VALUES (?1, ?2)")
    #expect(
      table.update([.dueOn, .bureauReference]).sql
        == "UPDATE listings SET due_on = ?2, bureau_reference = ?3 WHERE id = ?1")
    #expect(
      table.update([.dueOn], where: [.id, .dueOn]).sql
        == "UPDATE listings SET due_on = ?3 WHERE id = ?1 AND due_on = ?2")
    let kept = table.upsert(keeping: [.dueOn]) { $0 == .dueOn ? "COALESCE(\($1), 1)" : $1 }
    #expect(
      kept.sql
        == "INSERT INTO listings (id, due_on, bureau_reference) VALUES (?1, COALESCE(?2, 1), ?3)"
        + " ON CONFLICT (id) DO UPDATE SET bureau_reference = excluded.bureau_reference")
  }

  @Test(arguments: TestDatabase.available)
  func rowsAreWrittenAndReadByColumn(_ engine: TestDatabase) async throws {
    try await engine.withDatabase(migrations: TestSchema.migrations) { database in
      let table = ColumnTable<PersonColumn>()
      let (insert, write) = (table.insert(), table.upsert(keeping: [.documentNumber]))
      let pay = table.update([.balance], where: [.id, .balance])
      try await database.write { transaction in
        try transaction.executeMany(
          insert.sql,
          (1...3).map { id in
            insert.arguments { $0.value(id, balance: id, nickname: id == 2 ? "Bia" : nil) }
          })
        try transaction.execute(write) { $0.value(1, balance: 70, nickname: "Ana") }
        let missed = try transaction.execute(pay, keys: [3.sqlValue, 4.sqlValue]) { _ in
          9.sqlValue
        }
        let paid = try transaction.execute(pay, keys: [3.sqlValue, 3.sqlValue]) { _ in
          9.sqlValue
        }
        #expect((missed, paid) == (0, 1))
      }
      let sql = """
        SELECT 'x', \(table.list(of: "p")), p.photo FROM person p ORDER BY p.id
        """
      let found = try await database.read { transaction in
        try transaction.query(sql) { row in
          let person = ColumnRow<PersonColumn>(row, from: 1)
          return "\(try person.integer(.id)) \(try person.text(.documentNumber)) "
            + "\(try person.integer(.balance)) \(try person.bool(.hasNickname)) "
            + "\(try row.bytes(1 + table.readCount))"
        }
      }
      #expect(
        found == [
          "1 document-1 70 true [70]", "2 document-2 2 true [2]", "3 document-3 9 false [3]",
        ])
    }
  }
}
