import Fictitious

/// Inputs for a parser, the same ones for the same seed: what it reads, changed in a few places,
/// and bytes of no sense.
package struct FuzzInputs {
  private let corpus: [[UInt8]]
  private let alphabet: [UInt8]
  private let longest: Int
  private var numbers: SeededNumbers

  /// Bytes and texts at which parsers stumble.
  private static let stumblers: [[UInt8]] = [
    [0], [0x7F], [0x80], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0xFE, 0xFF],
    Array("\r\n".utf8), Array("\n".utf8), Array("\t".utf8), Array(" ".utf8), Array("\"".utf8),
    Array("\\".utf8), Array("%00".utf8), Array("%".utf8), Array("é".utf8), Array("\u{301}".utf8),
    Array("\u{200B}".utf8), Array("\u{1F600}".utf8), Array("٣".utf8), Array("-".utf8),
    Array("+".utf8), Array(".".utf8), Array(",".utf8), Array(";".utf8), Array("=".utf8),
    Array("0".utf8), Array("9999999999".utf8), Array("9223372036854775808".utf8),
    Array("1e400".utf8), Array("{[".utf8), Array("||".utf8),
  ]

  package init(_ parser: FuzzedParser, seed: UInt64) {
    corpus = parser.corpus.isEmpty ? [[]] : parser.corpus
    alphabet = Set(parser.corpus.joined()).sorted() + [0, 0xFF]
    longest = parser.longest
    // Each parser has a stream of its own, whatever stands before it in the table.
    numbers = SeededNumbers(
      seed: parser.name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }

  package mutating func next() -> [UInt8] {
    var bytes: [UInt8]
    switch numbers.below(16) {
    case 0: bytes = numbers.bytes(numbers.below(min(longest, 96) + 1))
    case 1:
      bytes = (0..<numbers.below(min(longest, 96) + 1)).map { _ in
        alphabet[numbers.below(alphabet.count)]
      }
    default:
      bytes = corpus[numbers.below(corpus.count)]
      for _ in 0..<numbers.below(5) { change(&bytes) }
    }
    return Array(bytes.prefix(longest))
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = numbers.below(bytes.count + 1)
    let end = min(bytes.count, place + 1 + numbers.below(8))
    switch numbers.below(12) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(numbers.below(8))
    case 1 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
    case 2 where place < bytes.count: bytes[place] = alphabet[numbers.below(alphabet.count)]
    case 3 where place < bytes.count: bytes[place] = 48 + UInt8(numbers.below(10))
    case 4: bytes.insert(contentsOf: Self.stumblers[numbers.below(Self.stumblers.count)], at: place)
    case 5: bytes.insert(alphabet[numbers.below(alphabet.count)], at: place)
    case 6: bytes.removeSubrange(place..<end)
    case 7: bytes.removeSubrange(place...)
    case 8: repeatRun(place..<end, of: &bytes)
    case 9: splice(place..<end, of: &bytes)
    case 10 where !bytes.isEmpty: bytes.swapAt(numbers.below(bytes.count), end - (end > 0 ? 1 : 0))
    default: bytes.append(contentsOf: corpus[numbers.below(corpus.count)])
    }
  }

  /// A few times, and now and then until the input is full.
  private mutating func repeatRun(_ run: Range<Int>, of bytes: inout [UInt8]) {
    guard !run.isEmpty else { return }
    let part = Array(bytes[run])
    let isFull = numbers.below(16) == 0
    let most = max(1, (longest - min(longest, bytes.count)) / part.count)
    let count = isFull ? most : 1 + numbers.below(6)
    bytes.insert(contentsOf: (0..<count).flatMap { _ in part }, at: run.lowerBound)
  }

  /// A run gives way to one of another input.
  private mutating func splice(_ run: Range<Int>, of bytes: inout [UInt8]) {
    let other = corpus[numbers.below(corpus.count)]
    let start = numbers.below(other.count + 1)
    let end = min(other.count, start + numbers.below(24))
    bytes.replaceSubrange(run, with: other[start..<end])
  }
}
