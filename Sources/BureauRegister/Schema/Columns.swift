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

extension Row {
  func day(_ column: Int) throws -> CivilDate {
    CivilDate(saturating: try integer(column))
  }

  func optionalDay(_ column: Int) throws -> CivilDate? {
    try optionalInteger(column).map { CivilDate(saturating: $0) }
  }

  func time(_ column: Int) throws -> Instant {
    Instant(microseconds: try integer(column))
  }

  func optionalTime(_ column: Int) throws -> Instant? {
    try optionalInteger(column).map { Instant(microseconds: $0) }
  }

  /// A word of one of our enumerations.
  func choice<Word: RawRepresentable>(_ column: Int) throws -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: try text(column)) else {
      throw DatabaseError.unexpectedValue(column: column, expected: "\(Word.self)")
    }
    return word
  }
}
