import Credit

/// One record of a CSV file.
struct CSVRecord: Sendable {
  var fields: [String]
  /// Line ends that it contains, its own included.
  var lineCount: Int
  /// Why it cannot be read.
  var fault: (code: String, detail: String)?

  /// Nothing, or separators alone, as spreadsheets write lines that were emptied.
  var isBlank: Bool { fault == nil && fields.allSatisfy(\.isEmpty) }
}

/// How a CSV file is written: what stands between its fields and what ends its lines.
struct CSVForm: Hashable, Sendable {
  /// `;`, `,` or tab.
  var separator = UInt8(ascii: ";")
  /// LF, before which a CR may stand; or CR alone, as old Macintoshes wrote.
  var newline = UInt8(ascii: "\n")

  static let separators = [UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t")]

  /// Of a file that begins with these bytes: the separator that its first line with letters uses
  /// most.
  init(of bytes: ArraySlice<UInt8>) {
    if !bytes.contains(newline), bytes.contains(UInt8(ascii: "\r")) {
      newline = UInt8(ascii: "\r")
    }
    let end = newline
    let line = bytes.split(separator: end).first { $0.contains { $0 > 0x40 } } ?? []
    let counts = Self.separators.map { separator in line.count { $0 == separator } }
    for (index, count) in counts.enumerated() where count > (counts[..<index].max() ?? 0) {
      separator = Self.separators[index]
    }
  }

  init(separator: UInt8, newline: UInt8) {
    self.separator = separator
    self.newline = newline
  }
}

/// Takes records off a block of bytes of a CSV file (RFC 4180 with `;`, `,` or tabs). A field is
/// UTF-8 or windows-1252, each judged alone.
struct CSVScanner {
  /// The longest record. An unclosed quote would otherwise swallow the rest of the file.
  static let recordLimit = 64 * 1024

  let bytes: [UInt8]
  private let separator: UInt8
  private let newline: UInt8
  /// Whether the file ends with these bytes.
  let isEnd: Bool
  /// Where the next record begins.
  private(set) var index: Int

  private static let quote = UInt8(ascii: "\"")

  init(_ bytes: [UInt8], from index: Int = 0, form: CSVForm, isEnd: Bool) {
    self.bytes = bytes
    self.separator = form.separator
    self.newline = form.newline
    self.isEnd = isEnd
    self.index = index
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
      if position == bytes.count || bytes[position] == newline { break }
      position += 1
    }
    index = min(position + 1, bytes.count)
    return record
  }

  private func plainField(_ position: inout Int, _ record: inout CSVRecord) -> Bool {
    let begin = position
    while position < bytes.count, bytes[position] != separator, bytes[position] != newline {
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
      } else if byte == newline {
        record.lineCount += 1
      }
      value.append(byte)
    }
    let rest = position
    while position < bytes.count, bytes[position] != separator, bytes[position] != newline {
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
    let end = bytes[start...].firstIndex(of: newline)
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
