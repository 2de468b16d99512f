/// What gives the values of a row by their places: numbers, or the columns of a table.
package protocol RowReading {
  associatedtype Place
  var row: Row { get }
  /// Which number a place is.
  func number(_ place: Place) -> Int
}

extension Row: RowReading {
  package var row: Row { self }
  package func number(_ place: Int) -> Int { place }
}

/// A row whose values are read by the columns of its table.
package struct ColumnRow<Column: TableColumn>: RowReading {
  package let row: Row
  private let start: Int

  /// - Parameter start: where the table's columns begin in the row.
  package init(_ row: Row, from start: Int = 0) {
    self.row = row
    self.start = start
  }

  package func number(_ place: Column) -> Int { start + place.rawValue }

  package func integer(_ column: Column) throws -> Int64 { try row.integer(number(column)) }
  package func text(_ column: Column) throws -> String { try row.text(number(column)) }
  package func bytes(_ column: Column) throws -> [UInt8] { try row.bytes(number(column)) }
  package func bool(_ column: Column) throws -> Bool { try row.bool(number(column)) }
  package func isNull(_ column: Column) -> Bool { row.isNull(number(column)) }

  package func optionalInteger(_ column: Column) throws -> Int64? {
    try row.optionalInteger(number(column))
  }

  package func optionalText(_ column: Column) throws -> String? {
    try row.optionalText(number(column))
  }

  package func optionalBytes(_ column: Column) throws -> [UInt8]? {
    try row.optionalBytes(number(column))
  }
}
