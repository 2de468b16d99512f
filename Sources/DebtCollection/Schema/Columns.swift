package import Credit
package import SQLDatabase

/// How the values of the field stand in columns: dates as days, instants as microseconds.
extension CivilDate: SQLConvertible {
  package var sqlValue: SQLValue { .integer(Int64(daysSinceEpoch)) }
}

extension Instant: SQLConvertible {
  package var sqlValue: SQLValue { .integer(microseconds) }
}

extension Cents: SQLConvertible {
  package var sqlValue: SQLValue { .integer(amount) }
}

extension ID: SQLConvertible {
  package var sqlValue: SQLValue { .integer(number) }
}

extension Row {
  package func date(_ column: Int) throws -> CivilDate {
    CivilDate(saturating: try integer(column))
  }

  package func optionalDate(_ column: Int) throws -> CivilDate? {
    try optionalInteger(column).map { CivilDate(saturating: $0) }
  }

  package func instant(_ column: Int) throws -> Instant {
    Instant(microseconds: try integer(column))
  }

  package func optionalInstant(_ column: Int) throws -> Instant? {
    try optionalInteger(column).map { Instant(microseconds: $0) }
  }

  package func cents(_ column: Int) throws -> Cents {
    Cents(try integer(column))
  }

  package func id<Entity: Identified>(_ column: Int) throws -> ID<Entity> {
    ID(try integer(column))
  }

  package func optionalID<Entity: Identified>(_ column: Int) throws -> ID<Entity>? {
    try optionalInteger(column).map { ID($0) }
  }

  /// A word of one of our enumerations.
  package func word<Word: RawRepresentable>(_ column: Int) throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try text(column)) else {
      throw DatabaseError.unexpectedValue(column: column, expected: "\(Word.self)")
    }
    return word
  }
}
