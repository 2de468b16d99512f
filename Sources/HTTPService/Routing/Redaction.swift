/// Keeps documents, phones and amounts out of the log when the text of an unexpected error is
/// written there.
package enum Redaction {
  /// Letters of an error that the log keeps.
  package static let limit = 500
  /// Digits in a row, not counting `.`, `-`, `/` and spaces between them, that are hidden.
  static let runLength = 5

  /// The text with long numbers, quoted values and addresses of mail hidden.
  package static func text(_ text: String) -> String {
    var words: [String] = []
    for word in text.prefix(limit).split(separator: " ", omittingEmptySubsequences: false) {
      let digits = word.utf8.filter { (0x30...0x39).contains($0) }.count
      words.append(digits >= runLength || word.utf8.contains(0x40) ? "***" : String(word))
    }
    return words.joined(separator: " ")
  }
}
