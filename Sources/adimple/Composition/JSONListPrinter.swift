import JSONText

/// Prints an object with one long list in it, an element at a time, so that the list need not be
/// held. Nothing of it is pretty: it is for programs.
struct JSONListPrinter {
  private var isFirst = true

  /// - Parameter before: everything up to the list: `{"file":{},"lines":`.
  init(before: String) {
    Swift.print(before, terminator: "[")
  }

  mutating func print(_ element: JSON) {
    Swift.print(isFirst ? "" : ",", terminator: element.text)
    isFirst = false
  }

  /// - Parameter after: everything after the list: `}`.
  func end(after: String) {
    Swift.print("]" + after)
  }
}
