import SQLDatabase

/// The conditions of a filtered list, with their numbered arguments.
struct Conditions {
  private(set) var texts: [String] = []
  private(set) var arguments: [SQLValue] = []

  /// Adds a condition; each `?` in the text takes the next of the values.
  mutating func add(_ text: String, _ values: any SQLConvertible...) {
    var numbered = ""
    var used = 0
    for character in text {
      numbered.append(character)
      if character == "?" {
        precondition(used < values.count, "\(text) takes more than \(values.count) values")
        arguments.append(values[used].sqlValue)
        used += 1
        numbered += String(arguments.count)
      }
    }
    precondition(used == values.count, "\(text) takes \(used) values, not \(values.count)")
    texts.append(numbered)
  }

  /// ` WHERE a AND b`, or nothing.
  var clause: String {
    texts.isEmpty ? "" : " WHERE " + texts.joined(separator: " AND ")
  }
}
