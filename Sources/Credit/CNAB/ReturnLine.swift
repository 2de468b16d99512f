/// A field of a line that cannot be what it should be.
struct ReturnFieldFault: Error {
  let code: String
  let detail: String
}

/// One line of a return file as bytes with fixed places, 1-based and inclusive as bank manuals
/// write them. Places beyond the end of a right-trimmed line are blank.
struct ReturnLine {
  private let bytes: ArraySlice<UInt8>

  /// Trims what pads a line at its end and brings multi-byte UTF-8 back to one byte a character,
  /// so that the places fit.
  init(_ raw: ArraySlice<UInt8>) {
    var end = raw.endIndex
    while end > raw.startIndex, ReturnLine.isPadding(raw[end - 1]) { end -= 1 }
    let trimmed = raw[raw.startIndex..<end]
    if trimmed.allSatisfy({ $0 < 0x80 }) {
      bytes = trimmed
    } else {
      bytes = ReturnLine.singleByte(trimmed)
    }
  }

  var count: Int { bytes.count }
  var isBlank: Bool { bytes.isEmpty }

  /// The byte at a place; a blank beyond the end.
  func byte(_ place: Int) -> UInt8 {
    place <= bytes.count ? bytes[bytes.startIndex + place - 1] : 32
  }

  func starts(with text: StaticString, at place: Int) -> Bool {
    text.withUTF8Buffer { wanted in
      wanted.indices.allSatisfy { byte(place + $0) == wanted[$0] }
    }
  }

  private func slice(_ places: ClosedRange<Int>) -> ArraySlice<UInt8> {
    let start = min(bytes.startIndex + places.lowerBound - 1, bytes.endIndex)
    let end = min(bytes.startIndex + places.upperBound, bytes.endIndex)
    return bytes[start..<end]
  }

  /// The text of a field without blanks around; control bytes count as blanks.
  func text(_ places: ClosedRange<Int>) -> String {
    var field = slice(places)
    while let last = field.last, last <= 32 { field.removeLast() }
    while let first = field.first, first <= 32 { field.removeFirst() }
    if field.allSatisfy({ $0 >= 32 && $0 < 0x80 }) {
      return String(decoding: field, as: UTF8.self)
    }
    var scalars = String.UnicodeScalarView()
    for byte in field { scalars.append(byte < 32 ? " " : Unicode.Scalar(byte)) }
    return String(scalars)
  }

  /// Whether a field is blank or zeros only.
  func isZero(_ places: ClosedRange<Int>) -> Bool {
    slice(places).allSatisfy { $0 == 48 || $0 <= 32 }
  }

  /// Whether a field is blank.
  func isBlank(_ places: ClosedRange<Int>) -> Bool {
    slice(places).allSatisfy { $0 <= 32 }
  }

  /// An amount in cents; blank is zero.
  func amount(
    _ places: ClosedRange<Int>, _ name: String
  ) throws(ReturnFieldFault) -> Cents {
    var field = slice(places)
    while field.last == 32 { field.removeLast() }
    while field.first == 32 { field.removeFirst() }
    var value: Int64 = 0
    for byte in field {
      guard (48...57).contains(byte) else {
        throw ReturnFieldFault(
          code: "return-amount-not-numeric",
          detail: "O campo \(name) (posições \(places.lowerBound) a \(places.upperBound)) não é"
            + " numérico; peça ao banco o arquivo outra vez.")
      }
      value = value * 10 + Int64(byte - 48)
      guard value <= Cents.largest.amount else {
        throw ReturnFieldFault(
          code: "return-amount-too-large",
          detail: "O campo \(name) passa de \(Cents.largest); confira o título com o banco.")
      }
    }
    return Cents(value)
  }

  /// A whole number of a trailer; nil where it is blank or not numeric.
  func number(_ places: ClosedRange<Int>) -> Int? {
    let field = slice(places)
    guard !field.isEmpty, field.count <= 9 else { return nil }
    return CivilDate.number(field)
  }

  enum DateForm {
    /// DDMMAA or DDMMAAAA by the width of the field.
    case dayFirst
    /// AAAAMMDD.
    case yearFirst
  }

  /// A date; nil where the field is blank, zeros, the eights and nines of slips without date, or
  /// holds text or flags.
  func date(
    _ places: ClosedRange<Int>, _ name: String, _ form: DateForm = .dayFirst
  ) throws(ReturnFieldFault) -> CivilDate? {
    let field = slice(places)
    if isZero(places) || field.allSatisfy({ $0 == 56 }) || field.allSatisfy({ $0 == 57 }) {
      return nil
    }
    guard field.count == places.count, let value = CivilDate.number(field) else { return nil }
    guard let date = ReturnLine.date(value, width: field.count, form), DateBound.any.contains(date)
    else {
      throw ReturnFieldFault(
        code: "return-date-invalid",
        detail: "A data de \(name) (posições \(places.lowerBound) a \(places.upperBound)) não"
          + " existe; peça ao banco o arquivo outra vez.")
    }
    return date
  }

  /// A date that only informs: a wrong one is none.
  func informedDate(_ places: ClosedRange<Int>, _ form: DateForm = .dayFirst) -> CivilDate? {
    do {
      return try date(places, "", form)
    } catch {
      return nil
    }
  }

  /// An amount that only informs: a wrong one is zero.
  func informedAmount(_ places: ClosedRange<Int>) -> Cents {
    do {
      return try amount(places, "")
    } catch {
      return .zero
    }
  }

  private static func date(_ value: Int, width: Int, _ form: DateForm) -> CivilDate? {
    switch (form, width) {
    case (.dayFirst, 6):
      // Two digits of year: banks began with these files in the eighties.
      let year = value % 100
      return CivilDate(
        year: year < 80 ? 2_000 + year : 1_900 + year, month: value / 100 % 100,
        day: value / 10_000)
    case (.dayFirst, _):
      return CivilDate(year: value % 10_000, month: value / 10_000 % 100, day: value / 1_000_000)
    case (.yearFirst, _):
      return CivilDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }
  }

  /// Blanks, NUL, tabs, carriage returns and the end-of-file mark of DOS.
  private static func isPadding(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 0 || byte == 9 || byte == 13 || byte == 0x1A
  }

  private static func singleByte(_ raw: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard TextEncodingGuess(raw) == .utf8 else { return raw }
    return String(decoding: raw, as: UTF8.self).unicodeScalars
      .map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }[...]
  }
}
