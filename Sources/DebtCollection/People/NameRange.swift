import SQLDatabase

/// The stretch of the index of names that begins with a text.
struct NameRange: Sendable {
  private let folded: String
  private let column: String

  init(prefix: String, engine: DatabaseEngine) {
    folded = PersonRows.folded(prefix)
    column = Self.column(engine)
  }

  /// The folded name in byte order, as the index has it; a server's own language order would skip
  /// blanks.
  static func column(_ engine: DatabaseEngine) -> String {
    "name_folded" + (engine == .postgres ? " COLLATE \"C\"" : "")
  }

  func condition(_ arguments: inout StatementArguments) -> String {
    "\(column) >= \(arguments.add(folded)) AND \(column) < \(arguments.add(folded + "~"))"
  }

  /// Adds the condition, with `before` and `after` around it.
  func add(to conditions: inout Conditions, before: String = "", after: String = "") {
    conditions.add("\(before)\(column) >= ? AND \(column) < ?\(after)", folded, folded + "~")
  }
}
