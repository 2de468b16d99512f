/// A table written as text: one row a line, cells between `|`, the first row names the columns,
/// blank lines and lines that begin with `#` do not count.
///
/// Law and calendars are kept this way, so that they are read, compared and edited as what they
/// are, and so that a large table does not burden the compiler.
package struct TextTable: Sendable {
  package let columns: [String]
  package let rows: [Row]

  /// The cells of one line, by the name of their column.
  package struct Row: Sendable {
    /// Counted from one, comments included.
    package let line: Int
    let cells: [String: String]

    /// The cell of a column without the spaces around it; empty if there is no such column.
    package subscript(column column: String) -> String { cells[column] ?? "" }
  }

  /// What is wrong with a line of a table.
  package struct Fault: Hashable, Sendable {
    package let line: Int
    /// Stable, for machines.
    package let code: String
    /// In Portuguese, for people.
    package let message: String

    package init(line: Int, code: String, message: String) {
      self.line = line
      self.code = code
      self.message = message
    }
  }

  /// All faults that were found, in the order of the lines.
  package struct Faults: Error, Hashable, Sendable, CustomStringConvertible {
    package let faults: [Fault]

    package init(_ faults: [Fault]) { self.faults = faults }

    package var description: String {
      faults.map { "linha \($0.line): \($0.message)" }.joined(separator: "\n")
    }
  }

  /// Reads a table that must have at least the given columns.
  package init(parsing text: String, requiring required: [String]) throws(Faults) {
    var columns: [String] = []
    var rows: [Row] = []
    var faults: [Fault] = []
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      let line = TextTable.trimmed(bytes)
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let cells = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        .map { String(Substring(TextTable.trimmed($0))) }
      if columns.isEmpty {
        columns = cells
        for name in required where !cells.contains(name) {
          faults.append(
            Fault(line: index + 1, code: "column-missing", message: "falta a coluna “\(name)”."))
        }
        continue
      }
      guard cells.count == columns.count else {
        faults.append(
          Fault(
            line: index + 1, code: "cell-count",
            message: "a linha tem \(cells.count) células e o cabeçalho \(columns.count)."))
        continue
      }
      rows.append(
        Row(line: index + 1, cells: Dictionary(zip(columns, cells)) { first, _ in first }))
    }
    if columns.isEmpty {
      faults.append(Fault(line: 1, code: "table-empty", message: "a tabela está vazia."))
    }
    guard faults.isEmpty else { throw Faults(faults) }
    self.columns = columns
    self.rows = rows
  }

  private static func trimmed(_ bytes: Substring.UTF8View) -> Substring.UTF8View {
    var bytes = bytes
    while let byte = bytes.first, DocumentScan.isSpace(byte) { bytes = bytes.dropFirst() }
    while let byte = bytes.last, DocumentScan.isSpace(byte) { bytes = bytes.dropLast() }
    return bytes
  }
}
