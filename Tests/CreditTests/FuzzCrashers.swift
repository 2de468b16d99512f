import Testing

@testable import Credit

/// Inputs that stopped a parser or broke what must hold of it, kept by name.
struct FuzzCrashers: CustomTestStringConvertible, Sendable {
  let name: String
  let parser: String
  let bytes: [UInt8]

  private init(_ name: String, _ parser: String, _ bytes: [UInt8]) {
    self.name = name
    self.parser = parser
    self.bytes = bytes
  }

  var testDescription: String { "\(parser): \(name)" }

  static let all: [FuzzCrashers] = [
    FuzzCrashers("zeros and a check letter", "bank-number", Array("0-P".utf8)),
    FuzzCrashers(
      "a header without rows", "state-terms",
      Array((StateTerms.columns.joined(separator: "|") + "\n").utf8)),
    FuzzCrashers("an Arabic letter mark", "text-bound", Array("Jo\u{61C}ão".utf8)),
    FuzzCrashers("year and thousands beyond a word", "amount", Array("9223372036854775808".utf8)),
    FuzzCrashers("an exponent of four hundred", "json-number", Array("0e400".utf8)),
    FuzzCrashers("a pair of surrogates that breaks off", "json", Array(#""\ud83d\u"#.utf8)),
    FuzzCrashers("a length beyond the code", "pix-code", Array("0099".utf8)),
    FuzzCrashers("an offset at the first day", "instant", Array("0001-01-01T00:00:00+23:59".utf8)),
  ]
}
