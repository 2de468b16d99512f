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

/// A row whose values are read by the columns of its table, as fast as by numbers: what reads
/// them is made for the table where it is used.
package struct ColumnRow<Column: TableColumn>: RowReading {
  package let row: Row
  @usableFromInline let start: Int

  /// - Parameter start: where the table's columns begin in the row.
  @inlinable package init(_ row: Row, from start: Int = 0) {
    self.row = row
    self.start = start
  }

  @inlinable package func number(_ place: Column) -> Int { start + place.rawValue }

  @inlinable package func integer(_ column: Column) throws -> Int64 {
    try row.integer(number(column))
  }
  @inlinable package func text(_ column: Column) throws -> String { try row.text(number(column)) }
  @inlinable package func bytes(_ column: Column) throws -> [UInt8] {
    try row.bytes(number(column))
  }
  @inlinable package func bool(_ column: Column) throws -> Bool { try row.bool(number(column)) }
  @inlinable package func isNull(_ column: Column) -> Bool { row.isNull(number(column)) }

  @inlinable package func optionalInteger(_ column: Column) throws -> Int64? {
    try row.optionalInteger(number(column))
  }

  @inlinable package func optionalText(_ column: Column) throws -> String? {
    try row.optionalText(number(column))
  }

  @inlinable package func optionalBytes(_ column: Column) throws -> [UInt8]? {
    try row.optionalBytes(number(column))
  }
}
