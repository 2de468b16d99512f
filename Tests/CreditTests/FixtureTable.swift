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

  /// Writes a text under the root, for a person to look at; says nothing where it cannot.
  static func write(_ text: String, to path: String) {
    guard let file = fopen(root + "/" + path, "wb") else { return }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
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
