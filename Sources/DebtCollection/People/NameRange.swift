import SQLDatabase

/// The stretch of the index of names that begins with a text.
struct NameRange: Sendable {
  private let folded: String
  private let collation: String

  init(prefix: String, engine: DatabaseEngine) {
    folded = PersonRows.folded(prefix)
    // Byte order, as the index has it; a server's own language order would skip blanks.
    collation = engine == .postgres ? " COLLATE \"C\"" : ""
  }

  /// - Parameter first: the number of the first of its two arguments.
  func condition(first: Int) -> String {
    "name_folded\(collation) >= ?\(first) AND name_folded\(collation) < ?\(first + 1)"
  }

  var arguments: [any SQLConvertible] { [folded, folded + "~"] }
}
