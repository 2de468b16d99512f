import Synchronization

/// The one writer: takes what waits, runs it as savepoints of one transaction and answers after
/// the COMMIT, so that many durable writes share one wait for the disk. A write that comes alone
/// is committed at once.
struct SQLiteWriter {
  /// Closures that share one COMMIT at the most; bounds how long the first one waits.
  static let groupLimit = 256

  let connection: SQLiteConnection
  let counters: CommitCounters

  /// Runs `first` and what else waits, and answers all of it.
  func runGroup(startingWith first: Job, from queue: JobQueue<Job>) {
    if first.kind == .read {
      runRead(first)
      return
    }
    do {
      try connection.command("BEGIN IMMEDIATE")
    } catch {
      first.answer(error)
      return
    }
    var group = Group()
    var next: Job? = first
    while let job = next {
      next = nil
      let alone = group.isEmpty
      do {
        try runMember(job)
        group.succeeded.append(job)
        if job.kind.commits { group.writes += 1 }
      } catch let error where connection.isInTransaction {
        group.failed.append((job, error))
      } catch {
        // SQLite gave the whole transaction up. The others did nothing wrong: each runs again in
        // a transaction of its own.
        if alone { job.answer(error) } else { runEachAlone(group.all + [job]) }
        return
      }
      if group.count < Self.groupLimit { next = nextWriter(of: queue, group: &group) }
    }
    finish(group)
    if let read = group.readAfterwards { runRead(read) }
  }

  private struct Group {
    var succeeded: [Job] = []
    var failed: [(job: Job, error: any Error)] = []
    var writes = 0
    /// In a memory database reads come through the same queue; one ends the group.
    var readAfterwards: Job?
    var count: Int { succeeded.count + failed.count }
    var isEmpty: Bool { count == 0 }
    var all: [Job] { succeeded + failed.map(\.job) }
  }

  private func nextWriter(of queue: JobQueue<Job>, group: inout Group) -> Job? {
    while let job = queue.takeWaiting() {
      guard job.begin() else { continue }
      guard job.kind == .read else { return job }
      group.readAfterwards = job
      return nil
    }
    return nil
  }

  private func runMember(_ job: Job) throws {
    try connection.command("SAVEPOINT member")
    do {
      try job.run(Transaction(engine: .sqlite, connection: connection))
      guard connection.isInTransaction else { throw Self.lostTransaction }
      if job.kind == .rehearsal { try connection.command("ROLLBACK TO member") }
      try connection.command("RELEASE member")
    } catch {
      if connection.isInTransaction {
        try connection.command("ROLLBACK TO member")
        try connection.command("RELEASE member")
      }
      throw error
    }
  }

  private func finish(_ group: Group) {
    do {
      if group.writes == 0 {
        try connection.command("ROLLBACK")
      } else {
        try connection.command("COMMIT")
        counters.add(commits: 1, writes: group.writes)
      }
    } catch {
      connection.rollback()
      // A deferred foreign key is checked at COMMIT: one member's mistake must not fail the rest.
      if case .constraintViolation = error as? DatabaseError, group.count > 1 {
        runEachAlone(group.all)
        return
      }
      for job in group.succeeded { job.answer(error) }
      for (job, error) in group.failed { job.answer(error) }
      return
    }
    for job in group.succeeded { job.answer(nil) }
    for (job, error) in group.failed { job.answer(error) }
  }

  private func runEachAlone(_ jobs: [Job]) {
    for job in jobs {
      do {
        try connection.command("BEGIN IMMEDIATE")
        try runMember(job)
        try connection.command(job.kind == .rehearsal ? "ROLLBACK" : "COMMIT")
        if job.kind.commits { counters.add(commits: 1, writes: 1) }
        job.answer(nil)
      } catch {
        connection.rollback()
        job.answer(error)
      }
    }
  }

  /// A read on the writer's connection, which a memory database has to share.
  private func runRead(_ job: Job) {
    SQLiteWriter.runRead(job, on: connection)
  }

  static func runRead(_ job: Job, on connection: SQLiteConnection) {
    do {
      try connection.command("BEGIN")
      connection.refusesWrites = true
      defer {
        connection.refusesWrites = false
        connection.rollback()
      }
      try job.run(Transaction(engine: .sqlite, connection: connection))
    } catch {
      job.answer(error)
      return
    }
    job.answer(nil)
  }

  private static let lostTransaction = DatabaseError.failed(
    code: "transaction-lost",
    message: "the engine rolled the transaction back and the closure went on")
}

/// How many transactions were committed and how many writes they carried, for metrics and tests.
package final class CommitCounters: Sendable {
  private let counts = Mutex((commits: 0, writes: 0))

  package init() {}

  package var commits: Int { counts.withLock { $0.commits } }
  package var writes: Int { counts.withLock { $0.writes } }

  func add(commits: Int, writes: Int) {
    counts.withLock {
      $0.commits += commits
      $0.writes += writes
    }
  }
}
