/// Translates the numbered parameters `?1` into PostgreSQL's `$1`, and nothing inside strings,
/// quoted names, dollar quotes and comments.
struct PostgresText {
  private let source: [UInt8]
  private var result: [UInt8] = []
  private var position = 0
  private var highest = 0
  private var nulls: Set<Int> = []

  /// The text for the server and the number of the highest parameter in it. The parameters whose
  /// numbers are in `nulls` become the literal NULL.
  static func translate(
    _ sql: String, nulls: Set<Int> = []
  ) -> (text: String, parameterCount: Int) {
    var text = PostgresText(sql)
    text.nulls = nulls
    text.run()
    return (String(decoding: text.result, as: UTF8.self), text.highest)
  }

  private init(_ sql: String) {
    source = Array(sql.utf8)
    result.reserveCapacity(source.count)
  }

  private mutating func run() {
    while position < source.count {
      switch source[position] {
      case UInt8(ascii: "'"): copyQuoted(by: UInt8(ascii: "'"), backslashEscapes: followsEscapeMark)
      case UInt8(ascii: "\""): copyQuoted(by: UInt8(ascii: "\""), backslashEscapes: false)
      case UInt8(ascii: "-") where next == UInt8(ascii: "-"): copyLine()
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"): copyComment()
      case UInt8(ascii: "$"): copyDollarQuoted()
      case UInt8(ascii: "?") where next.map(Self.isDigit) ?? false:
        copyParameter()
      default: copy(1)
      }
    }
  }

  private var next: UInt8? {
    position + 1 < source.count ? source[position + 1] : nil
  }

  /// Whether the quote at `position` opens an `E'…'` string, in which a backslash escapes.
  private var followsEscapeMark: Bool {
    guard position > 0, source[position - 1] | 0x20 == UInt8(ascii: "e") else { return false }
    return position == 1 || !Self.isWord(source[position - 2])
  }

  private mutating func copy(_ count: Int) {
    let end = min(position + count, source.count)
    result.append(contentsOf: source[position..<end])
    position = end
  }

  private mutating func copyParameter() {
    var end = position + 1
    var number = 0
    while end < source.count, Self.isDigit(source[end]) {
      // Far above any server's limit a number need not be told apart any more.
      number = min(number * 10 + Int(source[end] - 0x30), 1_000_000)
      end += 1
    }
    highest = max(highest, number)
    if nulls.contains(number) {
      result.append(contentsOf: "NULL".utf8)
    } else {
      result.append(UInt8(ascii: "$"))
      result.append(contentsOf: source[position + 1..<end])
    }
    position = end
  }

  private mutating func copyQuoted(by quote: UInt8, backslashEscapes: Bool) {
    copy(1)
    while position < source.count {
      if backslashEscapes && source[position] == UInt8(ascii: "\\") {
        copy(2)
      } else if source[position] == quote {
        // A doubled quote closes and opens again at once, which comes to the same.
        copy(1)
        return
      } else {
        copy(1)
      }
    }
  }

  private mutating func copyLine() {
    while position < source.count && source[position] != 0x0A { copy(1) }
  }

  /// Comments nest on PostgreSQL.
  private mutating func copyComment() {
    var depth = 0
    while position < source.count {
      if source[position] == UInt8(ascii: "/") && next == UInt8(ascii: "*") {
        depth += 1
        copy(2)
      } else if source[position] == UInt8(ascii: "*") && next == UInt8(ascii: "/") {
        depth -= 1
        copy(2)
        if depth == 0 { return }
      } else {
        copy(1)
      }
    }
  }

  /// `$tag$ … $tag$`; a dollar sign that opens nothing is copied alone.
  private mutating func copyDollarQuoted() {
    var end = position + 1
    while end < source.count, Self.isWord(source[end]) { end += 1 }
    let isTag = end < source.count && source[end] == UInt8(ascii: "$")
    let startsWithDigit = next.map(Self.isDigit) ?? false
    guard isTag && !startsWithDigit else {
      copy(1)
      return
    }
    let mark = Array(source[position...end])
    copy(mark.count)
    while position < source.count && !source[position...].starts(with: mark) { copy(1) }
    copy(mark.count)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }
}
