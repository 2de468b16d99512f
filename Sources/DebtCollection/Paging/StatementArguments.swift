import SQLDatabase

/// The arguments of a statement while it is written, numbered from one.
struct StatementArguments {
  private(set) var values: [SQLValue] = []

  /// Adds a value; the answer stands for it in the text.
  mutating func add(_ value: any SQLConvertible) -> String {
    values.append(value.sqlValue)
    return "?\(values.count)"
  }
}
