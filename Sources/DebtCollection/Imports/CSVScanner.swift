import Credit

/// One record of a CSV file.
struct CSVRecord: Sendable {
  var fields: [String]
  /// Line ends that it contains, its own included.
  var lineCount: Int
  /// Why it cannot be read.
  var fault: (code: String, detail: String)?

  var isBlank: Bool { fault == nil && fields.count == 1 && fields[0].isEmpty }
}

/// Takes records off a block of bytes of a CSV file (RFC 4180 with `;` or `,`, lines ended by LF
/// or CR LF). A field is UTF-8 or ISO-8859-1, each judged alone.
struct CSVScanner {
  /// The longest record. An unclosed quote would otherwise swallow the rest of the file.
  static let recordLimit = 64 * 1024

  let bytes: [UInt8]
  let separator: UInt8
  /// Whether the file ends with these bytes.
  let isEnd: Bool
  /// Where the next record begins.
  private(set) var index: Int

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")

  init(_ bytes: [UInt8], from index: Int = 0, separator: UInt8, isEnd: Bool) {
    self.bytes = bytes
    self.separator = separator
    self.isEnd = isEnd
    self.index = index
  }

  /// The separator that the header's line uses more often.
  static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    let line = bytes.prefix { $0 != newline }
    let semicolons = line.count { $0 == UInt8(ascii: ";") }
    let commas = line.count { $0 == UInt8(ascii: ",") }
    return commas > semicolons ? UInt8(ascii: ",") : UInt8(ascii: ";")
  }

  /// The next whole record; nil where the block ends before one does.
  mutating func next() -> CSVRecord? {
    let start = index
    guard start < bytes.count else { return nil }
    var record = CSVRecord(fields: [], lineCount: 1)
    record.fields.reserveCapacity(16)
    var position = start
    while true {
      let isQuoted = position < bytes.count && bytes[position] == Self.quote
      let isClosed =
        isQuoted ? quotedField(&position, &record) : plainField(&position, &record)
      guard isClosed, position < bytes.count || isEnd, position - start <= Self.recordLimit else {
        let mayGoOn = !isEnd && bytes.count - start <= Self.recordLimit
        return mayGoOn ? nil : skipLine(from: start, unclosed: !isClosed)
      }
      if position == bytes.count || bytes[position] == Self.newline { break }
      position += 1
    }
    index = min(position + 1, bytes.count)
    return record
  }

  private func plainField(_ position: inout Int, _ record: inout CSVRecord) -> Bool {
    let begin = position
    while position < bytes.count, bytes[position] != separator, bytes[position] != Self.newline {
      position += 1
    }
    record.fields.append(Self.text(bytes[begin..<position]))
    return true
  }

  /// False where no quote closes the field within these bytes.
  private func quotedField(_ position: inout Int, _ record: inout CSVRecord) -> Bool {
    var value: [UInt8] = []
    position += 1
    while true {
      guard position < bytes.count, value.count <= Self.recordLimit else { return false }
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.count else {
          // Only the bytes that follow tell whether this quote closes the field.
          if isEnd { break }
          return false
        }
        if bytes[position] != Self.quote { break }
        position += 1
      } else if byte == Self.newline {
        record.lineCount += 1
      }
      value.append(byte)
    }
    let rest = position
    while position < bytes.count, bytes[position] != separator, bytes[position] != Self.newline {
      position += 1
    }
    if bytes[rest..<position].contains(where: { $0 > 32 }) {
      record.fault = (
        "csv-quote", "Há texto depois das aspas que fecham um campo; dobre as aspas de dentro."
      )
    }
    record.fields.append(Self.text(value[...]))
    return true
  }

  /// Refuses the line at which an endless record begins and goes on with the next.
  private mutating func skipLine(from start: Int, unclosed: Bool) -> CSVRecord {
    let end = bytes[start...].firstIndex(of: Self.newline)
    index = end.map { $0 + 1 } ?? bytes.count
    let fault =
      unclosed
      ? ("csv-unclosed-quote", "As aspas que abrem um campo desta linha não fecham.")
      : ("csv-line-too-long", "A linha passa de \(Self.recordLimit / 1024) KB.")
    return CSVRecord(fields: [], lineCount: end == nil ? 0 : 1, fault: fault)
  }

  /// The text of a field without blanks around it; control characters become blanks.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var slice = bytes
    while let first = slice.first, first <= 32 { slice.removeFirst() }
    while let last = slice.last, last <= 32 { slice.removeLast() }
    var isPlain = true
    var hasControls = false
    for byte in slice {
      if byte >= 128 { isPlain = false }
      if byte < 32 || byte == 127 { hasControls = true }
    }
    if hasControls {
      slice = slice.map { $0 < 32 || $0 == 127 ? 32 : $0 }[...]
    }
    return isPlain ? String(decoding: slice, as: UTF8.self) : TextEncodingGuess.text(slice)
  }
}
