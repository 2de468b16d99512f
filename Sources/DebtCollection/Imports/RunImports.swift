package import Credit
import Refusals
import SQLDatabase
import Work
import World

extension Imports {
  /// Records an import of a file of this machine, whose content is taken into the database: from
  /// then on any process can do it, and the file may go. A crash finds it; `continueImport` or
  /// `ImportDuty` does it.
  ///
  /// - Parameter resumes: answers with the import of the same content by the same actor that was
  ///   interrupted, where there is one. The import is claimed at once: the caller does it, and no
  ///   other process takes it up before it is silent for long.
  package func startImport(
    kind: ImportKind, contentPath: String, dryRun: Bool, resumes: Bool = false, actor: Actor
  ) async throws -> ID<ImportJob> {
    let file = LocalFile(path: contentPath)
    do {
      if resumes {
        let hash = try await file.hash()
        let interrupted = try await database.read {
          try ImportRows.running(kind, dryRun: dryRun, by: actor, contentHash: hash, in: $0)
        }
        if let interrupted { return interrupted }
      }
      return try await startImport(
        kind: kind, upload: try await keepUpload(file), fileName: contentPath, dryRun: dryRun,
        resumes: resumes, actor: actor)
    } catch let problem as ImportProblem {
      throw Refusal(.unprocessable, code: "unreadable-file", detail: problem.sentence)
    }
  }

  /// Records the import of an upload, which is deleted where none is started.
  ///
  /// - Parameters:
  ///   - fileName: what the file is called where it comes from, perhaps with its path.
  ///   - confirmUntil: keeps the content of a dry run, so that it can be confirmed.
  package func startImport(
    kind: ImportKind, upload: ID<Upload>, fileName: String? = nil, dryRun: Bool,
    confirmUntil: Instant? = nil,
    resumes: Bool = false, actor: Actor
  ) async throws -> ID<ImportJob> {
    let started: ID<ImportJob>?
    do {
      started = try await record(
        kind, upload, fileName: ImportJob.fileName(fileName), dryRun: dryRun,
        confirmUntil: confirmUntil, resumes: resumes, actor: actor)
    } catch {
      await giveUpUpload(upload)
      throw error
    }
    if let started { return started }
    // Somebody else began with the same content meanwhile.
    let hash = try await database.read { try UploadRows.measure(upload, in: $0)?.hash }
    await giveUpUpload(upload)
    let other = try await database.read {
      try ImportRows.running(kind, dryRun: dryRun, by: actor, contentHash: hash ?? [], in: $0)
    }
    guard let other else { throw Refusal.notFound("Importação") }
    return other
  }

  /// Nil where an interrupted import of the same content goes on instead.
  private func record(
    _ kind: ImportKind, _ upload: ID<Upload>, fileName: String?, dryRun: Bool,
    confirmUntil: Instant?, resumes: Bool, actor: Actor
  ) async throws -> ID<ImportJob>? {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let content = try UploadRows.measure(upload, in: transaction) else {
        throw Refusal.notFound("Arquivo")
      }
      guard content.byteCount > 0 else {
        throw Refusal(
          .unprocessable, code: "empty-file", detail: "O arquivo está vazio; envie outro.")
      }
      if resumes {
        let interrupted = try ImportRows.running(
          kind, dryRun: dryRun, by: actor, contentHash: content.hash, in: transaction)
        if interrupted != nil { return nil }
      }
      let report = ImportReport(
        id: ID(try transaction.nextIdentifier()), kind: kind, fileName: fileName, state: .running,
        isDryRun: dryRun, byteCount: content.byteCount, positionBytes: 0, positionLine: 0,
        startedBy: actor.name,
        startedAt: now, upload: upload, confirmUntil: confirmUntil)
      try ImportRows.insert(report, contentHash: content.hash, in: transaction)
      if resumes { try claimImport(report.id, worker: actor.name, at: now, in: transaction) }
      return report.id
    }
  }

  /// Takes an import away from whoever has it: the position in its file tells who was faster, so
  /// that two never do a chunk twice.
  @discardableResult
  private func claimImport(
    _ id: ID<ImportJob>, worker: String, at now: Instant, in transaction: Transaction
  ) throws -> WorkClaim? {
    try WorkClaim.take(
      id.number, lane: Self.importLaneName, worker: worker,
      leaseSeconds: Self.importLeaseSeconds, at: now, isForced: true, in: transaction)
  }

  /// Does what is left of an import. What a chunk of lines did and the position after it are one
  /// transaction, so a killed import goes on where it was.
  package func continueImport(
    _ id: ID<ImportJob>, progress: (@Sendable (ImportReport) -> Void)? = nil
  ) async throws -> ImportReport {
    let begun = try await importReport(id)
    guard begun.state == .running else { return begun }
    let now = world.clock.now()
    let claim = try await database.write { transaction -> WorkClaim? in
      // One that has ended meanwhile is nobody's: a claim of it would stay.
      let current = try ImportRows.find(id, locked: true, in: transaction)
      guard current?.state == .running else { return nil }
      return try claimImport(id, worker: begun.startedBy, at: now, in: transaction)
    }
    do {
      return try await continueImport(id, claim: claim, progress: progress)
    } catch {
      if let claim { await office.workQueues.giveBack(claim, after: error) }
      throw error
    }
  }

  /// - Parameter claim: renewed with every chunk.
  func continueImport(
    _ id: ID<ImportJob>, claim: WorkClaim?, progress: (@Sendable (ImportReport) -> Void)?
  ) async throws -> ImportReport {
    var report = try await importReport(id)
    guard report.state == .running else { return report }
    do {
      var source = try await ImportSource.open(report, office: office)
      while report.state == .running {
        try Task.checkCancellation()
        let chunk = try await source.next(office: office)
        report = try await applyBesideOthers(chunk, to: id, claim)
        progress?(report)
        if report.positionBytes != chunk.report.positionBytes, report.state == .running {
          // Another process works at the same import and was faster.
          source = try await ImportSource.open(report, office: office)
        }
      }
      return report
    } catch let problem as ImportProblem {
      return try await fail(id, problem.sentence)
    }
  }

  package func importReport(_ id: ID<ImportJob>) async throws -> ImportReport {
    guard let report = try await database.read({ try ImportRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Importação")
    }
    return report
  }

  /// The newest imports first; all, or those of one kind.
  package func importReports(
    kind: ImportKind? = nil, before: ID<ImportJob>?, limit: Int
  ) async throws -> [ImportReport] {
    let narrowed = kind.map { " AND kind = '\($0.rawValue)'" } ?? ""
    return try await database.read { transaction in
      try transaction.query(
        ImportRows.select + " WHERE id < ?1\(narrowed) ORDER BY id DESC LIMIT ?2",
        [before ?? ID(Int64.max), limit], ImportRows.decode)
    }
  }

  /// The faults of an import in the order of the lines.
  package func importFaults(
    _ id: ID<ImportJob>, after: (line: Int, sequence: Int)?, limit: Int
  ) async throws -> [ImportFault] {
    let sealer = sealer
    return try await database.read { transaction in
      try ImportRows.faults(of: id, after: after, limit: limit, sealer: sealer, in: transaction)
    }
  }

  func fail(_ id: ID<ImportJob>, _ sentence: String) async throws -> ImportReport {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard var report = try ImportRows.find(id, locked: true, in: transaction) else {
        throw Refusal.notFound("Importação")
      }
      guard report.state == .running else { return report }
      report.state = .failed
      report.problem = sentence
      report.finishedAt = now
      try ImportRows.update(report, in: transaction)
      try Self.forgetClaim(of: id, in: transaction)
      return report
    }
  }

  /// An import that has ended is nobody's.
  private static func forgetClaim(
    of id: ID<ImportJob>, in transaction: Transaction
  ) throws {
    try transaction.execute(
      "DELETE FROM work_items WHERE lane = ?1 AND row_id = ?2 AND failed_at IS NULL",
      [importLaneName, id])
  }

  /// Renews the claim while the import goes on.
  private static func keep(
    _ claim: WorkClaim?, _ report: ImportReport, at now: Instant, in transaction: Transaction
  ) throws {
    guard report.state == .running else {
      return try forgetClaim(of: report.id, in: transaction)
    }
    _ = try claim?.renew(seconds: importLeaseSeconds, at: now, in: transaction)
  }

  /// How often a chunk is done again because another process brought the same rows meanwhile.
  private static let collisionLimit = 5

  /// Two processes that bring the same customers at once meet in an index: the one that comes
  /// second does its chunk again, and finds them.
  private func applyBesideOthers(
    _ chunk: ImportChunk, to id: ID<ImportJob>, _ claim: WorkClaim?
  ) async throws -> ImportReport {
    for _ in 0..<Self.collisionLimit {
      do {
        return try await apply(chunk, to: id, claim)
      } catch DatabaseError.uniqueViolation {
        continue
      }
    }
    return try await apply(chunk, to: id, claim)
  }

  private func apply(
    _ chunk: ImportChunk, to id: ID<ImportJob>, _ claim: WorkClaim?
  ) async throws -> ImportReport {
    let now = world.clock.now()
    if chunk.report.isDryRun {
      let done = try await database.rehearse { try chunk.work(office: office, in: $0) }
      return try await database.write { transaction in
        let report = try chunk.save(done, office: office, in: transaction)
        try Self.keep(claim, report, at: now, in: transaction)
        return report
      }
    }
    return try await database.write { transaction in
      // Asked before anything is done: a chunk takes effect once, whoever works at it.
      guard let current = try ImportRows.find(id, locked: true, in: transaction) else {
        throw Refusal.notFound("Importação")
      }
      guard chunk.isNext(after: current) else { return current }
      let done = try chunk.work(office: office, in: transaction)
      let report = try chunk.save(done, office: office, in: transaction)
      try Self.keep(claim, report, at: now, in: transaction)
      return report
    }
  }
}
