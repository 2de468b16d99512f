import Credit

/// Names and values of a query or of an `application/x-www-form-urlencoded` body (WHATWG URL),
/// in their order; a name may come several times.
package struct FormFields: Sendable {
  /// Fields in one form at the most.
  package static let countLimit = 500

  package let fields: [(name: String, value: String)]

  /// Fields that were read from another form of body.
  init(fields: [(name: String, value: String)]) {
    self.fields = fields
  }

  package init(parsing text: some StringProtocol) throws(Problem) {
    var fields: [(name: String, value: String)] = []
    for pair in Array(text.utf8).split(separator: UInt8(ascii: "&")) {
      guard fields.count < Self.countLimit else {
        throw .malformed(code: "too-many-fields", "Há mais de \(Self.countLimit) campos.")
      }
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      guard let name = Self.decode(pair[..<equals]),
        let value = Self.decode(pair[equals...].dropFirst())
      else {
        throw .malformed(
          code: "malformed-form",
          "Um campo do formulário ou do endereço tem um código % inválido ou não é UTF-8.")
      }
      fields.append((name, TextBound.composed(value)))
    }
    self.fields = fields
  }

  /// The first value of a name.
  package func first(_ name: String) -> String? {
    fields.first { $0.name == name }?.value
  }

  /// All values of a name.
  package func all(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }

  /// Percent-decodes; `+` is a space. nil for a broken code or a text that is not UTF-8.
  package static func decode(_ bytes: some Collection<UInt8>, plusIsSpace: Bool = true) -> String? {
    var output: [UInt8] = []
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "+") where plusIsSpace: output.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit)
        else { return nil }
        output.append(high << 4 | low)
      default: output.append(byte)
      }
    }
    return String(validating: output, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
