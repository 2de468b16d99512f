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

extension RowReading {
  package func date(_ place: Place) throws -> CivilDate {
    CivilDate(saturating: try row.integer(number(place)))
  }

  package func optionalDate(_ place: Place) throws -> CivilDate? {
    try row.optionalInteger(number(place)).map { CivilDate(saturating: $0) }
  }

  package func instant(_ place: Place) throws -> Instant {
    Instant(microseconds: try row.integer(number(place)))
  }

  package func optionalInstant(_ place: Place) throws -> Instant? {
    try row.optionalInteger(number(place)).map { Instant(microseconds: $0) }
  }

  package func cents(_ place: Place) throws -> Cents {
    Cents(try row.integer(number(place)))
  }

  package func id<Entity: Identified>(_ place: Place) throws -> ID<Entity> {
    ID(try row.integer(number(place)))
  }

  package func optionalID<Entity: Identified>(_ place: Place) throws -> ID<Entity>? {
    try row.optionalInteger(number(place)).map { ID($0) }
  }

  /// A word of one of our enumerations.
  package func word<Word: RawRepresentable>(_ place: Place) throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try row.text(number(place))) else {
      throw DatabaseError.unexpectedValue(column: number(place), expected: "\(Word.self)")
    }
    return word
  }
}
