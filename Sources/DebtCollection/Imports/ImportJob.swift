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

/// One reason why a line was refused.
package struct ImportFault: Hashable, Sendable {
  /// 1-based line of the file.
  package let line: Int
  /// 0-based among the faults of the line.
  package let sequence: Int
  package let code: String
  package let detail: String
}

/// Why a whole file is refused.
struct ImportProblem: Error, Hashable {
  let sentence: String
}
