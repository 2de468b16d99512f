package import Credit
import SQLDatabase
import World

extension Office {
  /// Titles in one transaction of the routine: enough to spread the cost of a durable commit, few
  /// enough that nobody waits long behind it. On PostgreSQL a change that is committed meanwhile to
  /// what the chunk read undoes it, so that a shorter one is sooner through.
  static func titlesPerChunk(on engine: DatabaseEngine) -> Int {
    engine == .sqlite ? 2_000 : 500
  }

  /// Starts a run of "Atualizar cobranças" (manual, items 51-56) and does it to the end. Without a
  /// rule, every active rule is run in one run.
  ///
  /// A dry run is the real transaction rolled back: only the report is kept.
  /// - Parameter day: the day as of which titles are judged; today where nil.
  package func runCollections(
    rule: ID<CollectionRule>? = nil, dryRun: Bool, on day: CivilDate? = nil, actor: Actor,
    progress: (@Sendable (CollectionRunReport) -> Void)? = nil
  ) async throws -> CollectionRunReport {
    let id = try await startCollections(rule: rule, dryRun: dryRun, on: day, actor: actor)
    return try await continueCollections(id, actor: actor, progress: progress)
  }

  /// Records the run, so that a crash from here on finds it.
  package func startCollections(
    rule: ID<CollectionRule>?, dryRun: Bool, on day: CivilDate?, actor: Actor
  ) async throws -> ID<CollectionRun> {
    let now = world.clock.now()
    return try await database.write { transaction in
      let on = try transaction.first(
        "SELECT uses_credit_analysis FROM parameters"
      ) { try $0.bool(0) }
      guard on == true else { throw Refusal.switchedOff }
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
      try CollectionRunRows.insert(run, in: transaction)
      return run.id
    }
  }

  /// Does what is left of a run, chunk by chunk; each chunk's listings, decisions and position
  /// are one transaction, so a killed run goes on where it was.
  package func continueCollections(
    _ id: ID<CollectionRun>, actor: Actor,
    progress: (@Sendable (CollectionRunReport) -> Void)? = nil
  ) async throws -> CollectionRunReport {
    while true {
      let (run, isDone) = try await runChunk(id, actor: actor)
      progress?(run)
      if isDone { return run }
      try Task.checkCancellation()
    }
  }

  private func runChunk(
    _ id: ID<CollectionRun>, actor: Actor
  ) async throws -> (run: CollectionRunReport, isDone: Bool) {
    let chunk: @Sendable (Transaction) throws -> CollectionChunk = { transaction in
      guard let run = try CollectionRunRows.find(id, in: transaction) else {
        throw Refusal.notFound("Execução")
      }
      guard run.state == .running else { return CollectionChunk(run: run, decisions: []) }
      var chunk = CollectionChunk(run: run, decisions: [])
      try chunk.work(office: self, actor: actor, in: transaction)
      return chunk
    }
    let dryRun = try await database.read { try CollectionRunRows.find(id, in: $0)?.isDryRun }
    if dryRun == true {
      let rehearsed = try await database.rehearse(chunk)
      try await database.write { try rehearsed.save(in: $0) }
      return (rehearsed.run, rehearsed.run.state != .running)
    }
    let done = try await database.write { transaction in
      let done = try chunk(transaction)
      try done.save(in: transaction)
      return done
    }
    return (done.run, done.run.state != .running)
  }

  /// Goes on with the runs that a crash left behind.
  package func resumeCollections(actor: Actor = .routine) async throws {
    let left = try await database.read { transaction in
      try transaction.query(
        "SELECT id FROM collection_runs WHERE state = 'running' ORDER BY id"
      ) { try $0.id(0) as ID<CollectionRun> }
    }
    for id in left { _ = try await continueCollections(id, actor: actor) }
  }
}
