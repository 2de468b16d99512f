#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Many inputs through one parser.
package struct FuzzRun {
  /// What the tests run through each parser: `FUZZ_COUNT` inputs, or two thousand, and fewer where
  /// inputs are long.
  package static func count(of parser: FuzzedParser) -> Int {
    number("FUZZ_COUNT").flatMap { Int(exactly: $0) } ?? 2_000 / max(1, parser.longest / 256)
  }

  /// `FUZZ_SEED`, or the usual one.
  package static var seed: UInt64 { number("FUZZ_SEED") ?? 20_261_130 }

  private static func number(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }

  package private(set) var taken = 0
  package private(set) var refused = 0
  /// The first inputs of which something does not hold, with what.
  package private(set) var faults: [String] = []

  private let parser: FuzzedParser
  private let seed: UInt64

  package init(_ parser: FuzzedParser, seed: UInt64) {
    self.parser = parser
    self.seed = seed
  }

  package mutating func run(_ count: Int) {
    var inputs = FuzzInputs(parser, seed: seed)
    for bytes in parser.corpus { attempt(bytes) }
    for _ in 0..<count where faults.count < 3 { attempt(inputs.next()) }
  }

  private mutating func attempt(_ bytes: [UInt8]) {
    do throws(FuzzFault) {
      switch try parser.attempt(bytes) {
      case .refused: refused += 1
      case .taken: taken += 1
      }
    } catch {
      faults.append("\(parser.name), seed \(seed): \(error.sentence); input \(Self.shown(bytes))")
    }
  }

  /// The bytes as a Swift literal, to be kept as a case.
  package static func shown(_ bytes: [UInt8]) -> String {
    let isPlain = bytes.allSatisfy { (32...126).contains($0) && $0 != 34 && $0 != 92 }
    if isPlain { return "\"" + String(decoding: bytes, as: UTF8.self) + "\"" }
    return "[" + bytes.map { String($0) }.joined(separator: ", ") + "]"
  }
}
