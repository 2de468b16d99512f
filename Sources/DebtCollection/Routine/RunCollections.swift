package import Credit
import Refusals
import SQLDatabase
import Work
import World

extension Collections {
  /// Titles in one transaction of the routine: enough to spread the cost of a durable commit, few
  /// enough that nobody waits long behind it. On PostgreSQL a change that is committed meanwhile to
  /// what the chunk read undoes it, so that a shorter one is sooner through.
  static func titlesPerChunk(on engine: DatabaseEngine) -> Int {
    engine == .sqlite ? 2_000 : 500
  }
  /// After so long without a chunk a run counts as left behind by a process that died.
  static let runLeaseSeconds = 120

  /// Starts a run of "Atualizar cobranças" (manual, items 51-56) and does it to the end. Without a
  /// rule, every active rule is run in one run. It is claimed from the beginning: no other process
  /// works at it before this one is silent for `runLeaseSeconds`.
  ///
  /// A dry run is the real transaction rolled back: only the report is kept.
  /// - Parameter day: the day as of which titles are judged; today where nil.
  package func runCollections(
    rule: ID<CollectionRule>? = nil, dryRun: Bool, on day: CivilDate? = nil, actor: Actor,
    progress: (@Sendable (CollectionRunReport) -> Void)? = nil
  ) async throws -> CollectionRunReport {
    let now = world.clock.now()
    let claim = try await database.write { transaction in
      let id = try beginRun(
        rule: rule, dryRun: dryRun, on: day, actor: actor, at: now, in: transaction)
      let claim = try WorkClaim.take(
        id.number, lane: Self.collectionLaneName, worker: actor.name,
        leaseSeconds: Self.runLeaseSeconds, at: now, in: transaction)
      guard let claim else { throw ClaimLost() }
      return claim
    }
    do {
      return try await continueCollections(claim, progress: progress)
    } catch {
      await office.workQueues.giveBack(claim, after: error)
      throw error
    }
  }

  /// Records the run; the lane of runs does it.
  package func startCollections(
    rule: ID<CollectionRule>?, dryRun: Bool, on day: CivilDate?, actor: Actor
  ) async throws -> ID<CollectionRun> {
    let now = world.clock.now()
    return try await database.write { transaction in
      try beginRun(rule: rule, dryRun: dryRun, on: day, actor: actor, at: now, in: transaction)
    }
  }

  /// Records a run in the caller's transaction, so that a crash from there on finds it.
  ///
  /// - Parameter task: the run of the scheduled task that ends with this run.
  func beginRun(
    rule: ID<CollectionRule>? = nil, dryRun: Bool, on day: CivilDate? = nil, actor: Actor,
    task: ID<TaskRun>? = nil, at now: Instant, in transaction: Transaction
  ) throws -> ID<CollectionRun> {
    guard try isSwitchedOn(in: transaction) else { throw Refusal.switchedOff }
    if let rule, try CollectionRuleRows.find(rule, in: transaction) == nil {
      throw Refusal.notFound("Regra de cobrança")
    }
    guard try !CollectionRuleRows.active(only: rule, in: transaction).isEmpty else {
      throw Refusal(
        .conflict, code: "no-collection-rule",
        detail: "Não há regra de cobrança ativa; crie uma em Parâmetros de Cobrança.")
    }
    let run = CollectionRunReport(
      id: ID(try transaction.nextIdentifier()), rule: rule, isDryRun: dryRun, state: .running,
      runOn: day ?? now.civilDate, startedBy: actor.name, startedAt: now,
      cursor: (CivilDate(daysSinceEpoch: -1_000_000), 0))
    try CollectionRunRows.insert(run, task: task, in: transaction)
    return run.id
  }

  /// Does what is left of a run, chunk by chunk; each chunk's listings, decisions and position
  /// are one transaction, so a killed run goes on where it was. Throws `ClaimLost` where another
  /// process has the run: then nothing of the chunk was written.
  func continueCollections(
    _ claim: WorkClaim, progress: (@Sendable (CollectionRunReport) -> Void)? = nil
  ) async throws -> CollectionRunReport {
    while true {
      let run = try await runChunk(claim)
      progress?(run)
      if run.state != .running { return run }
      try Task.checkCancellation()
    }
  }

  private func runChunk(_ claim: WorkClaim) async throws -> CollectionRunReport {
    let id = ID<CollectionRun>(claim.row)
    let chunk: @Sendable (Transaction) throws -> CollectionChunk = { transaction in
      guard let run = try CollectionRunRows.find(id, in: transaction) else {
        throw Refusal.notFound("Execução")
      }
      var chunk = CollectionChunk(run: run, decisions: [])
      guard run.state == .running else { return chunk }
      guard try isSwitchedOn(in: transaction) else {
        chunk.fail(Refusal.switchedOff.detail, at: world.clock.now())
        return chunk
      }
      try chunk.work(office: office, actor: .routine, in: transaction)
      return chunk
    }
    let dryRun = try await database.read { try CollectionRunRows.find(id, in: $0)?.isDryRun }
    let rehearsed = dryRun == true ? try await database.rehearse(chunk) : nil
    let now = world.clock.now()
    return try await database.write { transaction in
      // First of all: who has lost the run must not wait for the rows of who has it.
      try claim.hold(seconds: Self.runLeaseSeconds, at: now, in: transaction)
      let done = try rehearsed ?? chunk(transaction)
      try done.save(in: transaction)
      if done.run.state != .running {
        try claim.finish(in: transaction)
        try CollectionRunRows.endTask(of: done.run, at: now, in: transaction)
      }
      return done.run
    }
  }

  /// Whether "Utiliza integração com análise de crédito" is on.
  func isSwitchedOn(in transaction: Transaction) throws -> Bool {
    try transaction.first("SELECT uses_credit_analysis FROM parameters") { try $0.bool(0) } == true
  }
}
