/// The parts of a form before its file.
struct MultipartHead {
  /// What ends a part.
  let delimiter: [UInt8]
  private(set) var fields: FormFields
  /// What the browser calls the file, once it begins.
  private(set) var fileName: String?
  private var buffer: [UInt8]

  init(boundary: [UInt8]) {
    delimiter = Array("\r\n--".utf8) + boundary
    fields = FormFields(fields: [])
    // The first boundary has no line end before it; this one makes it like the others.
    buffer = [0x0D, 0x0A]
  }

  mutating func add(_ bytes: [UInt8]) { buffer += bytes }

  /// Reads the parts that are there; answers with the first bytes of the file once it begins.
  mutating func take() throws(Problem) -> [UInt8]? {
    while true {
      guard let begin = buffer.index(of: delimiter, from: 0) else { return nil }
      guard begin == 0 else { throw MultipartForm.broken }
      let line = delimiter.count
      guard buffer.count >= line + 2 else { return nil }
      if buffer[line...].starts(with: [0x2D, 0x2D]) { throw MultipartForm.noFile }
      guard buffer[line...].starts(with: [0x0D, 0x0A]) else { throw MultipartForm.broken }
      guard let end = buffer.index(of: [0x0D, 0x0A, 0x0D, 0x0A], from: line) else { return nil }
      // A part without a head begins with the blank line that would end it.
      guard end >= line + 2 else { throw MultipartForm.broken }
      let head = try MultipartPartHead(Array(buffer[(line + 2)..<end]))
      let content = end + 4
      if let file = head.fileName {
        guard !file.isEmpty else { throw MultipartForm.noFile }
        fileName = file
        return Array(buffer[content...])
      }
      guard let next = buffer.index(of: delimiter, from: content) else { return nil }
      guard fields.fields.count < FormFields.countLimit,
        let value = String(validating: buffer[content..<next], as: UTF8.self)
      else { throw MultipartForm.broken }
      fields = FormFields(fields: fields.fields + [(head.name, value)])
      buffer.removeFirst(next)
    }
  }
}

/// The name of a part, and of its file if it is one.
struct MultipartPartHead {
  let name: String
  let fileName: String?

  init(_ bytes: [UInt8]) throws(Problem) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw MultipartForm.broken }
    let line = text.split(separator: "\r\n").first {
      $0.lowercased().hasPrefix("content-disposition:")
    }
    guard let line, let name = Self.value("name", in: line) else { throw MultipartForm.broken }
    self.name = name
    fileName = Self.value("filename", in: line)
  }

  /// `; name="value"`. Browsers write a quotation mark inside as `%22`.
  private static func value(_ name: String, in line: Substring) -> String? {
    for part in line.split(separator: ";").dropFirst() {
      let pair = part.drop { $0 == " " }
      guard pair.lowercased().hasPrefix(name + "=") else { continue }
      let value = pair.dropFirst(name.count + 1)
      guard value.hasPrefix("\"") else { return String(value) }
      return String(value.dropFirst().prefix { $0 != "\"" })
    }
    return nil
  }
}

/// The file of a form: everything up to the next delimiter.
struct MultipartTail {
  let delimiter: [UInt8]
  private var buffer: [UInt8]
  private(set) var isAtEnd = false

  init(delimiter: [UInt8], rest: [UInt8]) {
    self.delimiter = delimiter
    buffer = rest
  }

  mutating func add(_ bytes: [UInt8]) { buffer += bytes }

  /// The bytes that surely belong to the file.
  mutating func take() -> [UInt8] {
    guard !isAtEnd else { return [] }
    if let end = buffer.index(of: delimiter, from: 0) {
      isAtEnd = true
      return Array(buffer[..<end])
    }
    // The last bytes may be the beginning of the delimiter.
    let sure = max(0, buffer.count - delimiter.count + 1)
    let piece = Array(buffer[..<sure])
    buffer.removeFirst(sure)
    return piece
  }
}

extension [UInt8] {
  /// Where a text of bytes begins, from a place on.
  fileprivate func index(of text: [UInt8], from start: Int) -> Int? {
    guard let first = text.first, count >= text.count else { return nil }
    var place = start
    while place <= count - text.count {
      guard let found = self[place...(count - text.count)].firstIndex(of: first) else {
        return nil
      }
      if self[found..<(found + text.count)].elementsEqual(text) { return found }
      place = found + 1
    }
    return nil
  }
}
