import JSONText

/// Prints an object with one long list in it, an element at a time, so that the list need not be
/// held. Nothing of it is pretty: it is for programs.
struct JSONListPrinter {
  private let write: (String) -> Void
  private var isFirst = true

  /// - Parameters:
  ///   - write: takes a piece of the text.
  ///   - before: everything up to the list: `{"file":{},"lines":`.
  init(write: @escaping (String) -> Void, before: String) {
    self.write = write
    write(before + "[")
  }

  mutating func print(_ element: JSON) {
    write((isFirst ? "" : ",") + element.text)
    isFirst = false
  }

  /// - Parameter after: everything after the list: `}`.
  func end(after: String) {
    write("]" + after + "\n")
  }
}
