extension JSON {
  /// Compact JSON text, members in their own order.
  package var text: String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Compact JSON as UTF-8.
  package var bytes: [UInt8] {
    var output: [UInt8] = []
    JSONWriter.append(self, to: &output)
    return output
  }

  /// JSON text with two spaces of indentation, for people.
  package var prettyText: String {
    var output: [UInt8] = []
    JSONWriter.append(self, to: &output, indentation: 0)
    return String(decoding: output, as: UTF8.self)
  }
}

enum JSONWriter {
  static func append(_ value: JSON, to output: inout [UInt8]) {
    switch value {
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        append(element, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        append(string: member.name, to: &output)
        output.append(UInt8(ascii: ":"))
        append(member.value, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    default:
      append(scalar: value, to: &output)
    }
  }

  static func append(_ value: JSON, to output: inout [UInt8], indentation: Int) {
    func line(_ depth: Int) {
      output.append(UInt8(ascii: "\n"))
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }
    switch value {
    case .array(let elements) where !elements.isEmpty:
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        line(indentation + 1)
        append(element, to: &output, indentation: indentation + 1)
      }
      line(indentation)
      output.append(UInt8(ascii: "]"))
    case .object(let members) where !members.isEmpty:
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        line(indentation + 1)
        append(string: member.name, to: &output)
        output.append(contentsOf: ": ".utf8)
        append(member.value, to: &output, indentation: indentation + 1)
      }
      line(indentation)
      output.append(UInt8(ascii: "}"))
    default:
      append(value, to: &output)
    }
  }

  private static func append(scalar value: JSON, to output: inout [UInt8]) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): output.append(contentsOf: String(value).utf8)
    case .decimal(let text): output.append(contentsOf: text.utf8)
    case .string(let text): append(string: text, to: &output)
    case .array, .object: preconditionFailure("a container is not a scalar: \(value)")
    }
  }

  private static func append(string: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
      case 0x0A: output.append(contentsOf: "\\n".utf8)
      case 0x0D: output.append(contentsOf: "\\r".utf8)
      case 0x09: output.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        output.append(contentsOf: "\\u00".utf8)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
