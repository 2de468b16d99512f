import Credit
import Glibc
import SQLDatabase
import Work
import World

extension Office {
  static let importLaneName = "imports"
  /// After so long without a chunk an import counts as left behind by a process that died.
  static let importLeaseSeconds = 120
  /// Seconds until a file that this process cannot read is looked for again.
  static let unreadableSeconds = 60
  /// After so long an import whose file nobody can read is given up.
  static let unreadableLimitSeconds = 24 * 3_600

  /// Imports that have not ended.
  var importLane: Lane {
    Lane(
      name: Self.importLaneName,
      rows: LaneRows(
        table: "imports", condition: "r.state = 'running'", due: .at("r.started_at"),
        order: "r.id"),
      policy: .inside, subject: { ID<ImportJob>($0).description },
      sentence: Self.workSentence,
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
        // Without its file there is nothing to take up.
        guard var report = try ImportRows.find(ID(id), locked: true, in: transaction),
          report.state == .failed, report.contentPath != nil
        else { return }
        report.state = .running
        report.problem = nil
        report.finishedAt = nil
        try ImportRows.update(report, in: transaction)
      })
  }

  /// One attempt of the lane at an import.
  func workImport(_ claim: WorkClaim) async throws -> WorkEnding {
    let id = ID<ImportJob>(claim.row)
    do {
      _ = try await continueImport(id, claim: claim, progress: nil)
      return .done
    } catch let unreadable as UnreadableFile {
      let now = world.clock.now()
      let report = try await importReport(id)
      let age = now.microseconds(since: report.startedAt) / 1_000_000
      guard age < Int64(Self.unreadableLimitSeconds) else {
        _ = try await fail(id, unreadable.problem.sentence)
        return .done
      }
      return .later(
        at: now.adding(seconds: Self.unreadableSeconds), why: unreadable.problem.sentence)
    }
  }

  /// Deletes the file of an import that has ended, where it is an upload of this process.
  func discardContent(of report: ImportReport, in uploadFolder: String?) async throws {
    guard let uploadFolder, let path = report.contentPath, path.hasPrefix(uploadFolder + "/"),
      report.state != .running
    else { return }
    // The file goes first: a crash in between leaves a row without a file, never personal data
    // that nothing points to. One that is gone already is what was wanted.
    unlink(path)
    try await database.write { transaction in
      _ = try transaction.execute(
        "UPDATE imports SET content_path = NULL WHERE id = ?1", [report.id])
    }
  }
}

/// The file of an import cannot be opened or read by this process.
struct UnreadableFile: Error, Hashable {
  let problem: ImportProblem
}
