/// The number of a natural person in the register of the Receita Federal: nine digits and two
/// check digits. A value of this type always has right check digits.
package struct CPF: Hashable, Comparable, Sendable {
  let characters: DocumentCharacters

  private init(unchecked characters: DocumentCharacters) {
    self.characters = characters
  }

  /// Reads a CPF.
  ///
  /// Lenient reading forgives spaces around it and punctuation (`.`, `/`, `-`) anywhere; strict
  /// reading takes only `000.000.000-00` and eleven digits.
  package static func parse(_ text: String, strict: Bool = false) throws(DocumentError) -> CPF {
    try Document.scan(text, strict: strict) { scan, bytes in
      CPF.check(scan, bytes, strict: strict)
    }.get()
  }

  /// Judges a text that was read; the faults in the order in which a person would mend them.
  @inline(__always)
  static func check(
    _ scan: DocumentScan, _ bytes: UnsafeBufferPointer<UInt8>, strict: Bool
  ) -> Result<CPF, DocumentError> {
    if scan.foreign { return .failure(.foreignCharacter(DocumentScan.foreignScalar(bytes))) }
    let characters = scan.characters
    if characters.count != 11 {
      let found = characters.count
      return .failure(found == 0 ? .empty : .wrongLength(found: found, kind: .cpf))
    }
    if scan.hasLetter { return .failure(.letterInCPF) }
    if strict, !scan.isCanonical(.cpf) { return .failure(.notCanonical) }
    var sum = 0
    var plain = 0
    for position in 0..<9 {
      let value = characters.value(position)
      sum &+= value &* (10 &- position)
      plain &+= value
    }
    let first = checkDigit(ofSum: sum)
    // Every weight of the second sum is one more, and the first check digit weighs two.
    let second = checkDigit(ofSum: sum &+ plain &+ 2 &* first)
    guard characters.value(9) == first, characters.value(10) == second else {
      return .failure(characters.allEqual ? .repeatedDigits(.cpf) : .wrongCheckDigits(.cpf))
    }
    if characters.allEqual { return .failure(.repeatedDigits(.cpf)) }
    return .success(CPF(unchecked: characters))
  }

  /// How many different CPFs `fictitious` makes.
  package static let fictitiousCount: UInt64 = 900_000_000

  /// A valid CPF for fictitious data; different numbers below `fictitiousCount` give different
  /// ones. Nobody knows whether such a number was given to a person: use it only where everything
  /// is fictitious.
  package static func fictitious(number: UInt64) -> CPF {
    let number = number % fictitiousCount
    // Multiplying by a prime that is no factor of the modulus permutes the numbers.
    let root = (number % 100_000_000) * 61_803_399 % 100_000_000
    let firstDigit = root / 10_000_000
    // Never equal to the first digit, so that no CPF of one repeated digit comes out.
    let ninth = (firstDigit + 1 + number / 100_000_000) % 10
    var characters = DocumentCharacters()
    var sum = 0
    var plain = 0
    var divisor: UInt64 = 10_000_000
    for position in 0..<9 {
      let value = position < 8 ? Int(root / divisor % 10) : Int(ninth)
      divisor = max(1, divisor / 10)
      characters.append(UInt8(48 + value))
      sum += value * (10 - position)
      plain += value
    }
    let first = checkDigit(ofSum: sum)
    characters.append(UInt8(48 + first))
    characters.append(UInt8(48 + checkDigit(ofSum: sum + plain + 2 * first)))
    return CPF(unchecked: characters)
  }

  package static func < (left: CPF, right: CPF) -> Bool {
    DocumentCharacters.precedes(left.characters, right.characters)
  }

  /// Eleven digits.
  package var bare: String { characters.text }
  /// `529.982.247-25`.
  package var formatted: String { characters.laid(into: "###.###.###-##") }
  /// What pages, logs and errors may show: `529.***.***-25`.
  package var masked: String { characters.laid(into: "###.***.***-##") }
}
