import Credit
import SQLDatabase

/// How the values of the field stand in columns: dates as days, instants as microseconds.
func column(_ date: CivilDate?) -> SQLValue {
  date.map { .integer(Int64($0.daysSinceEpoch)) } ?? .null
}

func column(_ instant: Instant?) -> SQLValue {
  instant.map { .integer($0.microseconds) } ?? .null
}

func column<Entity: Identified>(_ id: ID<Entity>?) -> SQLValue {
  id.map { .integer($0.number) } ?? .null
}

func column(_ amount: Cents) -> SQLValue { .integer(amount.amount) }

extension RowReading {
  func day(_ place: Place) throws -> CivilDate {
    CivilDate(saturating: try row.integer(number(place)))
  }

  func optionalDay(_ place: Place) throws -> CivilDate? {
    try row.optionalInteger(number(place)).map { CivilDate(saturating: $0) }
  }

  func time(_ place: Place) throws -> Instant {
    Instant(microseconds: try row.integer(number(place)))
  }

  func optionalTime(_ place: Place) throws -> Instant? {
    try row.optionalInteger(number(place)).map { Instant(microseconds: $0) }
  }

  /// A word of one of our enumerations.
  func choice<Word: RawRepresentable>(_ place: Place) throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try row.text(number(place))) else {
      throw DatabaseError.unexpectedValue(column: number(place), expected: "\(Word.self)")
    }
    return word
  }
}
