import Credit
import Sealing

/// The name that a bureau has for a document, against the one on our card: another one is the first
/// sign of a fraud, and of a slip of the keys.
enum BureauName {
  /// Words that names are written with or without.
  private static let particles: Set<String> = ["DA", "DAS", "DE", "DO", "DOS", "E"]

  /// What decides: words without case, accents and particles.
  static func words(_ name: String) -> [String] {
    PersonRows.folded(name).split { !($0.isLetter || $0.isNumber) }.map { String($0) }
      .filter { !particles.contains($0) }
  }

  static func areDifferent(_ ours: String, _ theirs: String) -> Bool {
    words(ours) != words(theirs)
  }

  /// A name as it is kept beside an inquiry: it can be compared and not be read (HMAC).
  static func proof(of name: String, _ documents: DocumentIndex) -> [UInt8] {
    documents.value(forBare: "name " + words(name).joined(separator: " "))
  }
}
