import Fictitious
import JSONText
import Testing

@Suite("JSON text")
struct JSONTextTests {
  @Test(
    "what breaks the grammar is refused with its offset",
    arguments: [
      ("", 0), ("  ", 2), ("{", 1), ("[1,]", 3), ("[1 2]", 3), ("{\"a\" 1}", 5), ("{\"a\":}", 5),
      ("{a:1}", 1), ("{\"a\":1,}", 7), ("01", 0), ("-", 0), ("+1", 0), (".5", 0), ("1.", 2),
      ("1e", 2), ("1e+", 3), ("nul", 0), ("True", 0), ("'a'", 0), ("\"a", 2), ("\"\n\"", 1),
      ("\"\\x\"", 3), ("1 2", 2), ("{} x", 3), ("NaN", 0), ("[", 1), ("\"\\u12G4\"", 3),
    ])
  func malformed(text: String, offset: Int) {
    #expect(throws: JSONError.malformed(offset: offset)) { try JSON.parse(text) }
  }

  @Test(
    "a surrogate stands in a pair or not at all",
    arguments: [
      "\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83dx\"", "\"\\ud83d\\u0041\"", "\"\\ud83d\\n\"",
    ])
  func loneSurrogate(text: String) {
    #expect(throws: JSONError.self) { try JSON.parse(text) }
  }

  @Test("escapes")
  func escapes() throws {
    let value = try JSON.parse(#""\ud83d\ude00 \u00e7 \"\\\/\b\f\n\r\t""#)
    #expect(value == .string("\u{1F600} ç \"\\/\u{8}\u{C}\n\r\t"))
  }

  @Test("a member named twice is refused, also when it is written with an escape")
  func duplicates() {
    #expect(throws: JSONError.duplicateMember(name: "a")) { try JSON.parse(#"{"a":1,"\u0061":2}"#) }
    #expect(throws: JSONError.duplicateMember(name: "a")) {
      try JSON.parse(#"[{"b":{"a":1,"a":1}}]"#)
    }
  }

  @Test("containers may nest up to the limit and no deeper")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSON.parse(nested(JSON.depthLimit))
    #expect(throws: JSONError.tooDeep) { try JSON.parse(nested(JSON.depthLimit + 1)) }
    #expect(throws: JSONError.tooDeep) { try JSON.parse(nested(100_000)) }
  }

  @Test("text that is not UTF-8 is refused")
  func notUTF8() {
    #expect(throws: JSONError.notUTF8) { try JSON.parse([0x22, 0xE7, 0x22]) }
    #expect(throws: JSONError.notUTF8) { try JSON.parse([0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test("numbers: integers of 64 bits, and everything else as it was written")
  func numbers() throws {
    #expect(try JSON.parse("9223372036854775807") == .integer(.max))
    #expect(try JSON.parse("-9223372036854775808") == .integer(.min))
    #expect(try JSON.parse("9223372036854775808") == .decimal("9223372036854775808"))
    #expect(try JSON.parse("10.50") == .decimal("10.50"))
    #expect(try JSON.parse("1E5") == .decimal("1E5"))
    #expect(try JSON.parse("-0") == .integer(0))
  }

  @Test("the order of members is kept, and a byte order mark is skipped")
  func order() throws {
    #expect(
      try JSON.parse(#"{"z":1,"a":[true,null],"m":{}}"#).text == #"{"z":1,"a":[true,null],"m":{}}"#)
    #expect(try JSON.parse([0xEF, 0xBB, 0xBF, 0x31]) == .integer(1))
  }

  @Test("control characters are written as escapes")
  func control() {
    #expect(JSON.string("\u{1}\u{1F}\n\"\\é").text == #""\u0001\u001f\n\"\\é""#)
  }

  @Test("what is written is read back as it was", arguments: [UInt64(1), 7, 2026])
  func roundTrip(seed: UInt64) throws {
    var generator = JSONGenerator(seed: seed)
    for _ in 0..<500 {
      let value = generator.value(depth: 0)
      #expect(try JSON.parse(value.bytes) == value, "seed \(seed)")
      #expect(try JSON.parse(value.prettyText) == value, "seed \(seed)")
    }
  }

  @Test("no text stops the parser", arguments: [UInt64(3), 11])
  func anyBytes(seed: UInt64) {
    var generator = JSONGenerator(seed: seed)
    let alphabet = Array("{}[]:,\"\\u0d8eE+-.1tfn \u{7F}é".utf8) + [0xFF, 0x00]
    for _ in 0..<3_000 {
      let bytes = (0..<generator.next(24)).map { _ in alphabet[generator.next(alphabet.count)] }
      // Refusing is fine and so is reading; what is read must be printable and readable again.
      guard let value = try? JSON.parse(bytes) else { continue }
      #expect((try? JSON.parse(value.bytes)) == value, "seed \(seed): \(bytes)")
    }
  }
}

/// Values at random, the same ones for the same seed.
private struct JSONGenerator {
  private var numbers: SeededNumbers

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  mutating func next(_ bound: Int) -> Int { numbers.below(bound) }

  mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "é", "\"", "\\", "\n", "\u{0}", "\u{1F600}", "/", "\u{301}",
    ]
    var text = ""
    for _ in 0..<next(8) { text.unicodeScalars.append(scalars[next(scalars.count)]) }
    return text
  }

  mutating func value(depth: Int) -> JSON {
    switch next(depth > 4 ? 5 : 7) {
    case 0: return .null
    case 1: return .bool(next(2) == 0)
    case 2: return .integer(Int64(next(1 << 40)) - (1 << 39))
    case 3: return .decimal("\(next(1000)).\(next(1000))e-\(next(9))")
    case 4: return .string(text())
    case 5: return .array((0..<next(5)).map { _ in value(depth: depth + 1) })
    default:
      return .object(
        (0..<next(5)).map { index in
          JSON.Member("\(index)" + text(), value(depth: depth + 1))
        })
    }
  }
}
