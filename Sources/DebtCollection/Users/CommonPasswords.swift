/// Passwords that a guesser tries first (NIST SP 800-63B, section 3.1.1.2; ASVS 6.2.4). The file
/// beside is composed by `Scripts/common-passwords`, which tells from what.
enum CommonPasswords {
  /// Digits and signs that people append to a word.
  private static let endLimit = 4
  /// The same behind a word with signs for letters, where the whole is one of the list.
  private static let spelledEndLimit = 8
  /// Letters that are repeated over and over: `abab…`, `12341234…`.
  private static let periodLimit = 4
  private static let wordFloor = 5

  private static let words = Set(commonPasswords.split(separator: "\n"))

  /// Whether a password is one of them as it stands, in capitals, with signs for letters
  /// (`S3nh4`), or with a few digits behind; or letters in a row or over and over.
  static func holds(_ password: String) -> Bool {
    let plain = password.lowercased().filter { !$0.isWhitespace }
    return words.contains(Substring(plain)) || words.contains(withoutEnd(plain))
      || isSpelledWord(plain) || isRun(plain) || isRepeated(plain)
  }

  /// Whether it is one with signs for letters. What stands behind is left as it is: in
  /// `S3nh4123456` the 4 is a letter and the digits after it are none.
  private static func isSpelledWord(_ text: String) -> Bool {
    (0...spelledEndLimit).contains { count in
      let end = text.suffix(count)
      let word = spelled(String(text.dropLast(count)))
      guard word.count >= wordFloor, end.allSatisfy({ !$0.isLetter }) else { return false }
      return words.contains(Substring(word + end))
        || count <= endLimit && words.contains(Substring(word))
    }
  }

  /// With letters again where signs stand for them.
  private static func spelled(_ text: String) -> String {
    String(text.map { signs[$0] ?? $0 })
  }

  private static let signs: [Character: Character] = [
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
  ]

  private static func withoutEnd(_ text: String) -> Substring {
    var word = Substring(text)
    for _ in 0..<endLimit {
      guard let last = word.last, !last.isLetter, word.count > wordFloor else { break }
      word = word.dropLast()
    }
    return word
  }

  private static func isRun(_ text: String) -> Bool {
    let values = text.unicodeScalars.map { Int64($0.value) }
    let steps = Set(zip(values, values.dropFirst()).map { $1 - $0 })
    return steps == [1] || steps == [-1]
  }

  private static func isRepeated(_ text: String) -> Bool {
    let letters = Array(text)
    return (1...periodLimit).contains { period in
      letters.count > period
        && letters.indices.allSatisfy { letters[$0] == letters[$0 % period] }
    }
  }
}
