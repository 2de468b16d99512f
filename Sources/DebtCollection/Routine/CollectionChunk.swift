import Credit
import SQLDatabase
import World

/// The work of one chunk of a run: reads the titles that are due, judges each, writes what
/// follows, and keeps a decision with its reasons for every one.
struct CollectionChunk: Sendable {
  var run: CollectionRunReport
  var decisions: [CollectionDecision]

  mutating func work(office: Office, actor: Actor, in transaction: Transaction) throws {
    let rules = try CollectionRuleRows.active(only: run.rule, in: transaction)
    let setting = try ListingSetting.read(office: office, today: run.runOn, in: transaction)
    run.listedByRule = try CollectionRunRows.listedByRule(of: run.id, in: transaction)
    if run.examined == 0 {
      try removeSettled(office: office, rules: rules, actor: actor, in: transaction)
    }
    let listing = rules.filter(\.listAutomatically)
    guard let firstDay = listing.map(\.daysToRun).min() else {
      return finish(at: office.world.clock.now())
    }
    let limit = Collections.titlesPerChunk(on: transaction.engine)
    let candidates = try ListingCandidate.due(
      onOrBefore: run.runOn.adding(days: -firstDay), after: run.cursor,
      limit: limit, in: transaction)
    var orders: [ListingOrder] = []
    var closed: [[SQLValue]] = []
    for candidate in candidates {
      run.cursor = (candidate.title.dueOn, candidate.receivable.number)
      guard let rule = rule(for: candidate, among: listing, setting: setting) else { continue }
      guard run.runOn.days(since: candidate.title.dueOn) >= rule.daysToRun else { continue }
      run.examined += 1
      let judged = EligibilityRules.judge(
        setting.facts(
          candidate, asker: .routine(minimumDaysOverdue: rule.daysToRun),
          minimum: rule.minimumAmount))
      if judged.isEligible, let code = setting.restrictionCode(for: candidate) {
        if run.listedByRule[rule.id, default: 0] < rule.maximumPerRun {
          orders.append(
            ListingOrder(
              candidate: candidate, code: code, supersedes: candidate.removedForPayment,
              forceApproval: candidate.removedForPayment != nil))
          run.listed.add(candidate.title.open)
          run.listedByRule[rule.id, default: 0] += 1
          keep(candidate, .listed, judged.reasons)
          continue
        }
        run.leftOut.add(candidate.title.open)
        keep(candidate, .leftOut, judged.reasons + [Self.limitReached(rule.maximumPerRun)])
        continue
      }
      run.leftOut.add(candidate.title.open)
      keep(candidate, .leftOut, judged.reasons)
      if judged.reasons.contains(where: { $0.code == .fiveYears }) {
        // Never possible again: explained once, then out of the routine's way.
        closed.append([candidate.receivable.sqlValue, run.runOn.sqlValue])
      }
    }
    let made = try office.listings.insertListings(
      orders, origin: .routine, run: run.id, setting: setting, actor: .routine, in: transaction)
    run.cost += made.reduce(.zero) { $0 + ($1.fee ?? .zero) }
    try transaction.executeMany(
      "UPDATE receivables SET listing_closed_on = ?2 WHERE id = ?1", closed)
    if candidates.count < limit { finish(at: office.world.clock.now()) }
  }

  /// The rule of the title's branch, else the general one.
  private func rule(
    for candidate: ListingCandidate, among rules: [CollectionRuleRow], setting: ListingSetting
  ) -> CollectionRuleRow? {
    let branch = setting.branch(of: candidate)
    return rules.first { $0.branch != nil && $0.branch == branch }
      ?? rules.first { $0.branch == nil }
  }

  private mutating func keep(
    _ candidate: ListingCandidate, _ outcome: CollectionDecision.Outcome,
    _ reasons: [EligibilityReason]
  ) {
    decisions.append(
      CollectionDecision(
        receivable: candidate.receivable, outcome: outcome, amount: candidate.title.open,
        reasons: reasons.map {
          DecisionReason(code: $0.code.rawValue, detail: $0.detail, source: $0.source)
        }))
  }

  private static func limitReached(_ limit: Int) -> EligibilityReason {
    EligibilityReason(
      code: .runLimitReached,
      detail: "O limite de \(limit) negativações por execução foi atingido.",
      source: "Parâmetros de cobrança")
  }

  /// Ends the run before its time, with the reason.
  mutating func fail(_ problem: String, at now: Instant) {
    run.state = .failed
    run.problem = problem
    run.finishedAt = now
  }

  private mutating func finish(at now: Instant) {
    run.state = .finished
    run.finishedAt = now
  }

  /// Removal never waits for the routine: settlement queues it at once. This is the net below it,
  /// for a title that was closed by a road that did not.
  private mutating func removeSettled(
    office: Office, rules: [CollectionRuleRow], actor: Actor, in transaction: Transaction
  ) throws {
    guard rules.contains(where: \.removeAutomatically) else { return }
    let settled = try transaction.query(
      """
      SELECT r.id, r.amount_cents, r.status FROM listings l
      JOIN receivables r ON r.id = l.receivable_id
      WHERE l.state IN ('queued', 'uncertain', 'submitted', 'inNotice', 'noticeProblem',
          'active', 'suspended', 'awaitingApproval', 'outOfSync')
        AND l.removal_due_on IS NULL
        AND (r.open_cents = 0 OR r.status IN ('paid', 'cancelled', 'renegotiated'))
      ORDER BY l.id LIMIT ?1
      """, [Collections.titlesPerChunk(on: transaction.engine)]
    ) { row in
      (
        receivable: try row.id(0) as ID<Receivable>, amount: try row.cents(1),
        status: try row.word(2) as ReceivableStatus
      )
    }
    for title in settled {
      let reason: RemovalReason =
        switch title.status {
        case .cancelled: .cancellation
        case .renegotiated: .renegotiation
        case .open, .partiallyPaid, .paid: .payment
        }
      // The title before its listing, as everywhere.
      guard try ReceivableRows.lock(title.receivable, in: transaction) != nil,
        try office.removals.queueRemoval(
          ofReceivable: title.receivable, reason: reason, availableOn: run.runOn, actor: .routine,
          in: transaction) != nil
      else { continue }
      run.removed.add(title.amount)
      decisions.append(
        CollectionDecision(
          receivable: title.receivable, outcome: .removed, amount: title.amount,
          reasons: [
            DecisionReason(
              code: reason.rawValue, detail: reason.portuguese, source: "STJ, Súmula 548")
          ]))
    }
  }

  /// The report and the position.
  func save(in transaction: Transaction) throws {
    try CollectionRunRows.insert(decisions, run: run.id, in: transaction)
    try CollectionRunRows.addReasons(of: decisions, run: run.id, in: transaction)
    try CollectionRunRows.keepListedByRule(of: run, in: transaction)
    try CollectionRunRows.update(run, in: transaction)
  }
}
