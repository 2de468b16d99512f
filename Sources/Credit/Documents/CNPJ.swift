/// The number of a legal person in the register of the Receita Federal: eight characters of root,
/// four of branch (filial) and two check digits.
///
/// Since July 2026 the twelve characters may be letters too (IN RFB 2.229/2024); the check digits
/// stay digits. A value of this type always has right check digits.
package struct CNPJ: Hashable, Comparable, Sendable {
  let characters: DocumentCharacters

  private init(unchecked characters: DocumentCharacters) {
    self.characters = characters
  }

  /// Reads a CNPJ.
  ///
  /// Lenient reading forgives spaces around it, lower case and punctuation (`.`, `/`, `-`)
  /// anywhere; strict reading takes only `00.000.000/0000-00` and fourteen upper-case characters.
  package static func parse(_ text: String, strict: Bool = false) throws(DocumentError) -> CNPJ {
    try Document.scan(text, strict: strict) { scan, bytes in
      CNPJ.check(scan, bytes, strict: strict)
    }.get()
  }

  /// Judges a text that was read; the faults in the order in which a person would mend them.
  @inline(__always)
  static func check(
    _ scan: DocumentScan, _ bytes: UnsafeBufferPointer<UInt8>, strict: Bool
  ) -> Result<CNPJ, DocumentError> {
    if scan.foreign { return .failure(.foreignCharacter(DocumentScan.foreignScalar(bytes))) }
    let characters = scan.characters
    if characters.count != 14 {
      let found = characters.count
      return .failure(found == 0 ? .empty : .wrongLength(found: found, kind: .cnpj))
    }
    if scan.lastLetter >= 12 { return .failure(.letterInCheckDigits) }
    if strict, !scan.isCanonical(.cnpj) { return .failure(.notCanonical) }
    let (first, second) = checkDigits(characters)
    guard characters.value(12) == first, characters.value(13) == second else {
      return .failure(characters.allEqual ? .repeatedDigits(.cnpj) : .wrongCheckDigits(.cnpj))
    }
    if characters.allEqual { return .failure(.repeatedDigits(.cnpj)) }
    return .success(CNPJ(unchecked: characters))
  }

  /// The check digits of the first twelve of fourteen characters. Weights 5 4 3 2 9 … 2, and for
  /// the second 6 5 4 3 2 9 … 3 with 2 for the first check digit.
  @inline(__always)
  private static func checkDigits(_ characters: DocumentCharacters) -> (Int, Int) {
    var sum = 0
    var plain = 0
    for position in 0..<12 {
      let value = characters.value(position)
      sum &+= value &* ((position < 4 ? 5 : 13) &- position)
      plain &+= value
    }
    let first = checkDigit(ofSum: sum)
    // Each weight of the second sum is one more, but for the fifth, which falls from 9 to 2.
    let secondSum = sum &+ plain &- 8 &* characters.value(4) &+ 2 &* first
    return (first, checkDigit(ofSum: secondSum))
  }

  /// How many different roots `fictitious` makes, alphanumeric ones and numeric ones.
  static let fictitiousRoots: UInt64 = 100_000_000

  /// A valid CNPJ for fictitious data; different numbers below `fictitiousRoots` give different
  /// roots. Letters that the tax authorities of the states asked not to be used (I, O, U, Q, F)
  /// do not occur. Nobody knows whether such a number was given to a company: use it only where
  /// everything is fictitious.
  ///
  /// - Parameter branch: 1...9999; any branch may be the head office.
  package static func fictitious(
    number: UInt64, branch: Int = 1, alphanumeric: Bool = false
  ) -> CNPJ {
    precondition((1...9999).contains(branch), "branch \(branch) is outside 1...9999")
    let numeric = Array("0123456789".utf8)
    let letters = Array("ABCDEGHJKLMNPRSTVWXYZ".utf8)
    let mixed = numeric + letters
    // Multiplying by a prime that is no factor of the modulus permutes the numbers.
    let distinct = number % fictitiousRoots
    var rest =
      alphanumeric
      ? distinct * 100_000_000_003 % 577_764_896_331  // 21 × 31⁷ roots begin with a letter.
      : distinct * 61_803_399 % fictitiousRoots
    var root = [UInt8](repeating: numeric[0], count: 8)
    for position in (0..<8).reversed() {
      // A letter in the first place makes sure that an alphanumeric number has one.
      let alphabet = alphanumeric ? (position == 0 ? letters : mixed) : numeric
      root[position] = alphabet[Int(rest % UInt64(alphabet.count))]
      rest /= UInt64(alphabet.count)
    }
    var characters = DocumentCharacters()
    for byte in root { characters.append(byte) }
    for byte in padded(branch, 4).utf8 { characters.append(byte) }
    characters.append(numeric[0])
    characters.append(numeric[0])
    let (first, second) = checkDigits(characters)
    characters.low = characters.low & ~0xFFFF | UInt64(48 + first) << 8 | UInt64(48 + second)
    return CNPJ(unchecked: characters)
  }

  package static func < (left: CNPJ, right: CNPJ) -> Bool {
    DocumentCharacters.precedes(left.characters, right.characters)
  }

  /// Fourteen characters.
  package var bare: String { characters.text }
  /// `12.ABC.345/01DE-35`.
  package var formatted: String { characters.laid(into: "##.###.###/####-##") }
  /// What pages, logs and errors may show: `12.***.***/****-35`.
  package var masked: String { characters.laid(into: "##.***.***/****-##") }

  /// The eight characters that all branches of a company share (raiz).
  package var root: String { characters.slice(0..<8) }
  /// The four characters of the branch (ordem). `0001` is often the head office (matriz), but
  /// nothing says so: the head office may move to another branch. Ask the register, not this.
  package var branch: String { characters.slice(8..<12) }
  /// The two check digits.
  package var checkDigits: String { characters.slice(12..<14) }
  /// Whether a letter occurs, which systems of before 2026 do not understand.
  package var isAlphanumeric: Bool {
    (0..<12).contains { characters[$0] >= UInt8(ascii: "A") }
  }
}
