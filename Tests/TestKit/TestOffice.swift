package import Credit
package import DebtCollection
import Fictitious
import JSONText
import Logging
import SQLDatabase
import Sealing
import Synchronization
package import World

/// A creditor's office on a private database, with a clock that stands still, random bytes from a
/// seed and a bureau that answers as it was told to.
package struct TestOffice: Sendable {
  package let office: Office
  package let clock: VirtualClock
  package let bureau: ScriptedBureau

  /// - Parameter start: noon in Brasília of the first day where left out.
  package static func with<Value: Sendable>(
    _ engine: TestDatabase, on day: CivilDate = CivilDate(year: 2026, month: 11, day: 24)!,
    _ body: (TestOffice) async throws -> Value
  ) async throws -> Value {
    try await engine.withDatabase(migrations: CreditorSchema.migrations) { database in
      let clock = VirtualClock(startingAt: day.at(hour: 12), running: false)
      let random = SeededRandom(seed: 7)
      let key = MasterKey.generate(random: random)
      let bureau = ScriptedBureau()
      let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
      let office = Office(
        database: database, world: World(clock: clock, random: random, logger: logger),
        sealer: Sealer(masterKey: key, random: random), documents: DocumentIndex(masterKey: key),
        connectors: ["credito-na-medida": bureau], publicURL: nil)
      try await office.auditTrail.beginTrail()
      return try await body(TestOffice(office: office, clock: clock, bureau: bureau))
    }
  }
}

/// Random bytes that are the same in every run.
package final class SeededRandom: RandomSource {
  private let numbers: Mutex<SeededNumbers>

  package init(seed: UInt64) {
    numbers = Mutex(SeededNumbers(seed: seed))
  }

  package func bytes(_ count: Int) -> [UInt8] { numbers.withLock { $0.bytes(count) } }
}

/// A bureau without network: every call takes the next answer of its script, and without one it
/// cannot be reached.
package final class ScriptedBureau: BureauConnector {
  private struct State {
    var inclusions: [BureauOutcome<BureauRecord>] = []
    var everyInclusion: (@Sendable (BureauInclusion) async -> BureauOutcome<BureauRecord>)?
    var everyFinding: (@Sendable (String) -> BureauOutcome<BureauRecord?>)?
    var everyRemoval: (@Sendable (BureauRemoval) -> BureauOutcome<BureauRemovalAnswer>)?
    var removals: [BureauOutcome<BureauRemovalAnswer>] = []
    var amendments: [BureauOutcome<BureauRecord>] = []
    var findings: [BureauOutcome<BureauRecord?>] = []
    var fee: BureauOutcome<Cents>?
    var reports: [BureauOutcome<BureauReport>] = []
    var restrictions: [BureauCode] = []
    var offered: [BureauProduct] = []
    var sentInclusions: [BureauInclusion] = []
    var sentRemovals: [BureauRemoval] = []
    var sentAmendments: [BureauAmendment] = []
    var asked: [String] = []
    var disputes: @Sendable (String?) -> BureauOutcome<BureauDisputePage> = { _ in
      .answered(BureauDisputePage(disputes: [], nextCursor: nil))
    }
    var disputePagesAsked = 0
    var document: BureauOutcome<[UInt8]>?
    var answers: [BureauOutcome<BureauDispute>] = []
    var sentAnswers: [BureauDisputeAnswer] = []
    var test: BureauOutcome<Void> = .answered(())
    var everyMessage: (@Sendable (String) -> (reference: String, record: BureauRecord)?)?
    var everyPage: (@Sendable (BureauAccess) -> BureauOutcome<BureauPage>)?
  }

  private let state = Mutex(State())

  package init() {}

  package func answer(inclusion: BureauOutcome<BureauRecord>) {
    state.withLock { $0.inclusions.append(inclusion) }
  }

  /// What comes of every inclusion that the script has no answer to. May take its time.
  package func answer(
    inclusions: @escaping @Sendable (BureauInclusion) async -> BureauOutcome<BureauRecord>
  ) {
    state.withLock { $0.everyInclusion = inclusions }
  }

  /// What comes of every question that the script has no answer to.
  package func answer(
    findings: @escaping @Sendable (String) -> BureauOutcome<BureauRecord?>
  ) {
    state.withLock { $0.everyFinding = findings }
  }

  /// What comes of every removal that the script has no answer to.
  package func answer(
    removals: @escaping @Sendable (BureauRemoval) -> BureauOutcome<BureauRemovalAnswer>
  ) {
    state.withLock { $0.everyRemoval = removals }
  }

  /// How the bodies of webhooks are read; unreadable ones give nil.
  package func read(
    messages: @escaping @Sendable (String) -> (reference: String, record: BureauRecord)?
  ) {
    state.withLock { $0.everyMessage = messages }
  }

  /// What comes of every question for changes.
  package func answer(
    changes: @escaping @Sendable (BureauAccess) -> BureauOutcome<BureauPage>
  ) {
    state.withLock { $0.everyPage = changes }
  }

  package func answer(removal: BureauOutcome<BureauRemovalAnswer>) {
    state.withLock { $0.removals.append(removal) }
  }

  package func answer(amendment: BureauOutcome<BureauRecord>) {
    state.withLock { $0.amendments.append(amendment) }
  }

  package func answer(finding: BureauOutcome<BureauRecord?>) {
    state.withLock { $0.findings.append(finding) }
  }

  package func answer(fee: BureauOutcome<Cents>) {
    state.withLock { $0.fee = fee }
  }

  /// What every question for contestations finds from now on.
  package func answer(disputes: BureauOutcome<[BureauDispute]>) {
    answer(disputePages: { _ in disputes.map { BureauDisputePage(disputes: $0, nextCursor: nil) } })
  }

  /// The page at each cursor of every question for contestations from now on.
  package func answer(
    disputePages: @escaping @Sendable (String?) -> BureauOutcome<BureauDisputePage>
  ) {
    state.withLock { $0.disputes = disputePages }
  }

  package var disputePagesAsked: Int { state.withLock { $0.disputePagesAsked } }

  package func answer(disputeDocument: BureauOutcome<[UInt8]>) {
    state.withLock { $0.document = disputeDocument }
  }

  /// What comes of the next answer to a contestation.
  package func answer(answer: BureauOutcome<BureauDispute>) {
    state.withLock { $0.answers.append(answer) }
  }

  package var sentAnswers: [BureauDisputeAnswer] { state.withLock { $0.sentAnswers } }
  package var sentAmendments: [BureauAmendment] { state.withLock { $0.sentAmendments } }
  /// The references that the bureau was asked for.
  package var asked: [String] { state.withLock { $0.asked } }

  package func answer(inquiry: BureauOutcome<BureauReport>) {
    state.withLock { $0.reports.append(inquiry) }
  }

  /// What it hands out when lists are fetched; nothing is handed out before.
  package func offer(restrictions: [BureauCode], products: [BureauProduct]) {
    state.withLock { state in
      state.restrictions = restrictions
      state.offered = products
    }
  }

  /// What a test of the connection finds from now on.
  package func answer(test: BureauOutcome<Void>) {
    state.withLock { $0.test = test }
  }

  package var sentInclusions: [BureauInclusion] { state.withLock { $0.sentInclusions } }
  package var sentRemovals: [BureauRemoval] { state.withLock { $0.sentRemovals } }

  private func silent<Value>() -> BureauOutcome<Value> {
    .unavailable(detail: "the script has no answer", pause: nil)
  }

  package func test(_ access: BureauAccess) async -> BureauOutcome<Void> {
    state.withLock { $0.test }
  }

  package func products(_ access: BureauAccess) async -> BureauOutcome<[BureauProduct]> {
    let offered = state.withLock { $0.offered }
    return offered.isEmpty ? silent() : .answered(offered)
  }

  package func codes(
    _ access: BureauAccess, kind: BureauCode.Kind
  ) async -> BureauOutcome<[BureauCode]> {
    let (codes, isSilent) = state.withLock { ($0.restrictions, $0.offered.isEmpty) }
    return isSilent ? silent() : .answered(codes.filter { $0.kind == kind })
  }

  package func inquire(
    _ access: BureauAccess, _ question: BureauInquiry
  ) async -> BureauOutcome<BureauReport> {
    state.withLock { $0.reports.isEmpty ? nil : $0.reports.removeFirst() } ?? silent()
  }

  package func include(
    _ access: BureauAccess, _ inclusion: BureauInclusion
  ) async -> BureauOutcome<BureauRecord> {
    let (next, every) = state.withLock { state in
      state.sentInclusions.append(inclusion)
      return (
        state.inclusions.isEmpty ? nil : state.inclusions.removeFirst(), state.everyInclusion
      )
    }
    if let next { return next }
    return await every?(inclusion) ?? silent()
  }

  package func find(
    _ access: BureauAccess, reference: String
  ) async -> BureauOutcome<BureauRecord?> {
    let (next, every) = state.withLock { state in
      state.asked.append(reference)
      return (state.findings.isEmpty ? nil : state.findings.removeFirst(), state.everyFinding)
    }
    return next ?? every?(reference) ?? silent()
  }

  package func amend(
    _ access: BureauAccess, _ amendment: BureauAmendment
  ) async -> BureauOutcome<BureauRecord> {
    state.withLock { state in
      state.sentAmendments.append(amendment)
      return state.amendments.isEmpty ? nil : state.amendments.removeFirst()
    } ?? silent()
  }

  package func listingFee(
    _ access: BureauAccess, for inclusion: BureauInclusion
  ) async -> BureauOutcome<Cents> { state.withLock { $0.fee } ?? silent() }

  package func record(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<BureauRecord?> { silent() }

  package func remove(
    _ access: BureauAccess, _ removal: BureauRemoval
  ) async -> BureauOutcome<BureauRemovalAnswer> {
    let (next, every) = state.withLock { state in
      state.sentRemovals.append(removal)
      return (state.removals.isEmpty ? nil : state.removals.removeFirst(), state.everyRemoval)
    }
    return next ?? every?(removal) ?? silent()
  }

  package func changes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauPage> {
    state.withLock { $0.everyPage }?(access) ?? silent()
  }

  package func disputes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauDisputePage> {
    state.withLock { state in
      state.disputePagesAsked += 1
      return state.disputes
    }(cursor)
  }

  package func disputeDocument(
    _ access: BureauAccess, dispute: String, id: String
  ) async -> BureauOutcome<[UInt8]> { state.withLock { $0.document } ?? silent() }

  package func answer(
    _ access: BureauAccess, _ answer: BureauDisputeAnswer
  ) async -> BureauOutcome<BureauDispute> {
    state.withLock { state in
      state.sentAnswers.append(answer)
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    } ?? silent()
  }

  package func statement(
    _ access: BureauAccess, cursor: String?
  ) async -> BureauOutcome<BureauPage> { silent() }

  package func registerWebhook(
    _ access: BureauAccess, url: String
  ) async -> BureauOutcome<BureauWebhook> { silent() }

  package func message(inWebhook body: String) -> (reference: String, record: BureauRecord)? {
    state.withLock { $0.everyMessage }?(body)
  }

  package func notice(_ access: BureauAccess, id: String) async -> BureauOutcome<[UInt8]> {
    silent()
  }
}
