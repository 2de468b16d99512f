import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that tests read, found from the place of this source file.
enum FixtureFile {
  /// The root of the repository.
  static let root = String(
    #filePath.dropLast("/Tests/CreditTests/FixtureTable.swift".count))

  /// The bytes of a file under the root; nil where it cannot be opened.
  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(root + "/" + path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

/// The rows of a committed table: cells between `|`, comment lines begin with `#`.
func fixtureTable(_ name: String) throws -> [[String]] {
  let bytes = try #require(
    FixtureFile.bytes("Tests/CreditTests/Fixtures/" + name), "fixture \(name) is missing")
  let rows = bytes.split(separator: 10).filter { $0.first != UInt8(ascii: "#") }
  try #require(!rows.isEmpty, "fixture \(name) is empty")
  return rows.map { row in
    row.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

/// A reproducible source of random numbers (SplitMix64).
struct FormatFuzz: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
