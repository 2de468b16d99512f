package import Credit

/// Importação: one file that is read into the database, chunk by chunk.
package enum ImportJob: Identified {
  package static let idPrefix = "imp"
}

/// What the lines of an import are.
package enum ImportKind: String, CaseIterable, Sendable {
  case people, contracts, receivables, payments
  case bankReturn = "bank-return"
}

package enum ImportState: String, Sendable {
  case running, finished, failed
}

/// How far an import is and what it did.
package struct ImportReport: Sendable {
  package let id: ID<ImportJob>
  package let kind: ImportKind
  /// What the file was called where it came from; nil where nobody said.
  package var fileName: String?
  package var state: ImportState
  /// Everything is done and undone again; only this report stays.
  package let isDryRun: Bool
  package let byteCount: Int
  package var positionBytes: Int
  /// Lines before the position.
  package var positionLine: Int
  package var created = 0
  package var updated = 0
  package var unchanged = 0
  package var refused = 0
  /// Payments of titles that were paid or closed before: all of their money is owed back.
  package var alreadyPaid = 0
  package var owedBack = Cents.zero
  /// What a person should know about the file as a whole.
  package var notices: [String] = []
  /// Why the whole file was refused.
  package var problem: String?
  package let startedBy: String
  package let startedAt: Instant
  package var finishedAt: Instant?
  /// The content; nil once it was thrown away.
  package var upload: ID<Upload>?
  /// What the first line said: the columns of a CSV, the bank of a return file.
  var header: String?
  /// A preview's file is kept until then, so that a person can confirm it.
  package var confirmUntil: Instant?
  /// The import that does what this preview showed.
  package var confirmed: ID<ImportJob>?
}

extension ImportReport {
  /// The columns that the file has, with their places among those of its kind.
  package func fileColumns() throws -> [(index: Int, name: String)] {
    guard kind != .bankReturn, let header else { return [] }
    let read = try ImportHeader(stored: header)
    return kind.columns.enumerated().compactMap { index, name in
      read.positions.indices.contains(index) && read.positions[index] >= 0 ? (index, name) : nil
    }
  }
}

/// One reason why a line was refused.
package struct ImportFault: Hashable, Sendable {
  /// 1-based line of the file.
  package let line: Int
  /// 0-based among the faults of the line.
  package let sequence: Int
  package let code: String
  package let detail: String
  /// Whose line it is: the person's name, or the code that stands for the person.
  package var subject = ""
  /// What stood in the line, in the order of the kind's columns; kept once for a line, with its
  /// first fault. Nil for a column that the file does not have.
  package var fields: [String?]?
}

extension ImportJob {
  /// Letters of a file's name at the most.
  package static let fileNameLimit = 120

  /// The last part of a path, without what cannot be shown; nil where nothing is left.
  static func fileName(_ text: String?) -> String? {
    guard let last = text?.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else {
      return nil
    }
    let name = TextBound.cleaned(String(last), limit: fileNameLimit)
    return name.allSatisfy { $0 == " " } ? nil : name
  }
}

/// Why a whole file is refused.
struct ImportProblem: Error, Hashable {
  let sentence: String
}
