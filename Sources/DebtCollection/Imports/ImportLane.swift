import Credit
import SQLDatabase
import Work
import World

extension Imports {
  static let importLaneName = "imports"
  /// After so long without a chunk an import counts as left behind by a process that died.
  static let importLeaseSeconds = 120

  /// Imports that have not ended.
  var importLane: Lane {
    Lane(
      name: Self.importLaneName,
      rows: LaneRows(
        table: "imports", condition: "r.state = 'running'", due: .at("r.started_at"),
        order: "r.id"),
      policy: .inside, subject: { ID<ImportJob>($0).description },
      sentence: WorkQueues.workSentence,
      onFailure: { id, problem, now, transaction in
        guard var report = try ImportRows.find(ID(id), locked: true, in: transaction),
          report.state == .running
        else { return }
        report.state = .failed
        report.problem = problem
        report.finishedAt = now
        try ImportRows.update(report, in: transaction)
      },
      onRetry: { id, _, transaction in
        // Without its content there is nothing to take up.
        guard var report = try ImportRows.find(ID(id), locked: true, in: transaction),
          report.state == .failed, report.upload != nil
        else { return }
        report.state = .running
        report.problem = nil
        report.finishedAt = nil
        try ImportRows.update(report, in: transaction)
      })
  }

  /// One attempt of the lane at an import.
  func workImport(_ claim: WorkClaim) async throws -> WorkEnding {
    _ = try await continueImport(ID(claim.row), claim: claim, progress: nil)
    return .done
  }
}
