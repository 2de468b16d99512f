/// A rough reader of Swift: enough to tell code from comments and string literals.
struct CodeScan {
  private enum Place {
    /// Code; `depth` counts the open parentheses of an interpolation.
    case code(depth: Int)
    case string(isLong: Bool, hashes: Int)
  }

  private let bytes: [UInt8]
  private var index = 0
  private var output: [UInt8] = []
  private var places: [Place] = [.code(depth: 0)]

  static func codeLines(of text: String) -> [String] {
    var scan = CodeScan(text)
    scan.run()
    return String(decoding: scan.output, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private init(_ text: String) {
    bytes = Array(text.utf8)
    output.reserveCapacity(bytes.count)
  }

  private mutating func run() {
    while index < bytes.count {
      switch places[places.count - 1] {
      case .code(let depth): code(depth)
      case .string(let isLong, let hashes): string(isLong, hashes)
      }
    }
  }

  private mutating func code(_ depth: Int) {
    if sees("//") {
      while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { blank() }
    } else if sees("/*") {
      blockComment()
    } else if let hashes = stringStart() {
      for _ in 0..<hashes { keep() }
      let isLong = sees("\"\"\"")
      for _ in 0..<(isLong ? 3 : 1) { keep() }
      places.append(.string(isLong: isLong, hashes: hashes))
    } else {
      if places.count > 1 {
        let byte = bytes[index]
        if byte == UInt8(ascii: "(") { places[places.count - 1] = .code(depth: depth + 1) }
        if byte == UInt8(ascii: ")") {
          if depth == 0 {
            places.removeLast()
          } else {
            places[places.count - 1] = .code(depth: depth - 1)
          }
        }
      }
      keep()
    }
  }

  private mutating func string(_ isLong: Bool, _ hashes: Int) {
    let marks = String(repeating: "#", count: hashes)
    let end = (isLong ? "\"\"\"" : "\"") + marks
    if sees("\\" + marks + "(") {
      for _ in 0..<(hashes + 2) { keep() }
      places.append(.code(depth: 0))
    } else if sees("\\" + marks) {
      for _ in 0..<(hashes + 2) { blank() }
    } else if sees(end) {
      for _ in 0..<end.utf8.count { keep() }
      places.removeLast()
    } else {
      blank()
    }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if sees("/*") {
        depth += 1
        blank()
      } else if sees("*/") {
        depth -= 1
        blank()
      }
      blank()
    } while depth > 0 && index < bytes.count
  }

  /// The number of `#` before a string literal that starts here.
  private func stringStart() -> Int? {
    var place = index
    while place < bytes.count, bytes[place] == UInt8(ascii: "#") { place += 1 }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return nil }
    return place - index
  }

  private func sees(_ word: String) -> Bool {
    let count = word.utf8.count
    return index + count <= bytes.count && bytes[index..<(index + count)].elementsEqual(word.utf8)
  }

  private mutating func keep() {
    guard index < bytes.count else { return }
    output.append(bytes[index])
    index += 1
  }

  private mutating func blank() {
    guard index < bytes.count else { return }
    output.append(bytes[index] == UInt8(ascii: "\n") ? bytes[index] : UInt8(ascii: " "))
    index += 1
  }
}
