/// The columns of one table, each a case, in the order in which they are read: the raw value is
/// the place in a row. Those that are written and never read stand at the end.
///
/// The text of every statement comes from the cases, and what is written from a `switch` over
/// them, so that a column which somebody forgets does not compile.
package protocol TableColumn: CaseIterable, RawRepresentable, Hashable, Sendable
where RawValue == Int, AllCases == [Self] {
  static var table: String { get }
  /// How many of the cases are read, from the first one on: all of them unless told otherwise.
  static var readCount: Int { get }
  /// As in the schema: the name of the case in snake case unless told otherwise.
  var name: String { get }
  /// What is read of it: itself unless told otherwise.
  ///
  /// - Parameter name: its name, with that of the table in a join.
  func read(_ name: String) -> String
}

extension TableColumn {
  package static var readCount: Int { allCases.count }

  package var name: String { snakeCaseName }

  package func read(_ name: String) -> String { name }

  /// `dueOn` is `due_on`. Costs a look into the type: once for each statement, not for each row.
  package var snakeCaseName: String {
    "\(self)".reduce(into: "") { name, letter in
      if letter.isUppercase { name += "_" }
      name += letter.lowercased()
    }
  }
}

/// The statements of a table, made of its columns once.
package struct ColumnTable<Column: TableColumn>: Sendable {
  /// Every column, also those that are written only.
  package let columns: [Column]
  /// The names of those that are read, separated by commas.
  package let list: String
  /// `SELECT … FROM table`.
  package let select: String

  package init() {
    columns = Column.allCases
    list = columns.prefix(Column.readCount).map { $0.read($0.name) }.joined(separator: ", ")
    select = "SELECT \(list) FROM \(Column.table)"
  }

  /// Where the next column stands that a query adds.
  package var readCount: Int { Column.readCount }

  /// The names of those that are read, of a table that a join gave another name.
  package func list(of alias: String) -> String {
    columns.prefix(Column.readCount).map { $0.read("\(alias).\($0.name)") }.joined(separator: ", ")
  }

  /// Inserts a row.
  ///
  /// - Parameter written: nil for every column; the others keep the defaults of the schema.
  package func insert(_ written: [Column]? = nil) -> ColumnStatement<Column> {
    let written = written ?? columns
    return ColumnStatement(sql: insertSQL(written) { _, place in place }, columns: written)
  }

  /// Inserts a row, or writes over the one with the same first column.
  ///
  /// - Parameters:
  ///   - kept: what stays as it was first written, beside the first column.
  ///   - value: what stands in SQL for a column where its parameter (`?7`) alone does not.
  package func upsert(
    keeping kept: Set<Column> = [], value: (Column, String) -> String = { _, place in place }
  ) -> ColumnStatement<Column> {
    let key = columns.first.map(\.name) ?? ""
    let changed = columns.dropFirst().filter { !kept.contains($0) }
      .map { "\($0.name) = excluded.\($0.name)" }.joined(separator: ", ")
    let sql = "\(insertSQL(columns, value)) ON CONFLICT (\(key)) DO UPDATE SET \(changed)"
    return ColumnStatement(sql: sql, columns: columns)
  }

  /// Changes columns of the rows that keys name.
  ///
  /// - Parameter keys: compared with the first parameters; the first column unless told otherwise.
  package func update(_ changed: [Column], where keys: [Column]? = nil) -> ColumnStatement<Column> {
    let keys = keys ?? Array(columns.prefix(1))
    let assignments = changed.enumerated()
      .map { "\($1.name) = ?\($0 + keys.count + 1)" }.joined(separator: ", ")
    let condition = keys.enumerated().map { "\($1.name) = ?\($0 + 1)" }
      .joined(separator: " AND ")
    return ColumnStatement(
      sql: "UPDATE \(Column.table) SET \(assignments) WHERE \(condition)", columns: changed)
  }

  private func insertSQL(
    _ written: [Column], _ value: (Column, String) -> String
  ) -> String {
    let names = written.map(\.name).joined(separator: ", ")
    let values = written.enumerated().map { value($1, "?\($0 + 1)") }.joined(separator: ", ")
    return "INSERT INTO \(Column.table) (\(names)) VALUES (\(values))"
  }
}

/// A statement with the columns that it writes, in the order of its parameters.
package struct ColumnStatement<Column: TableColumn>: Sendable {
  package let sql: String
  package let columns: [Column]

  /// What is bound: the keys of an update, and the value of each column.
  @inlinable package func arguments(
    keys: [SQLValue] = [], _ value: (Column) throws -> SQLValue
  ) rethrows -> [SQLValue] {
    var arguments = keys
    arguments.reserveCapacity(keys.count + columns.count)
    for column in columns { arguments.append(try value(column)) }
    return arguments
  }
}

extension Transaction {
  /// Runs a statement over columns and tells how many rows it changed.
  @discardableResult
  @inlinable package func execute<Column>(
    _ statement: ColumnStatement<Column>, keys: [SQLValue] = [],
    _ value: (Column) throws -> SQLValue
  ) throws -> Int {
    try execute(statement.sql, try statement.arguments(keys: keys, value))
  }
}
