import BureauRegister
package import BureauSite
import Bureaus
package import Credit
import CreditorAPI
import CreditorPages
package import DebtCollection
import Foundation
import HTTPService
import Hummingbird
import KeptAnswers
import Logging
import Outbound
package import SQLDatabase
import Sealing
import Webhooks
package import World

/// Both sides in one process over real HTTP on loopback, on a clock that only moves when a test
/// moves it: the creditor's office and server on one database, the reference bureau and its server
/// on another, and one timekeeper over the duties of both.
package struct Rehearsal: Sendable {
  /// A Tuesday, at nine in the morning of Brasília.
  package static let start = Instant(rfc3339: "2026-11-24T12:00:00Z")!

  package let clock: VirtualClock
  package let office: Office
  package let bureau: ReferenceBureau
  package let creditorDatabase: any Database
  package let bureauDatabase: any Database
  package let bureauURL: String
  let outbound: OutboundClient
  /// A folder that is deleted at the end.
  let folder: String
  private let timekeeper: Timekeeper

  /// Composes both sides, runs `body` and takes everything down again.
  package static func run(
    on engine: TestDatabase, seed: UInt64,
    _ body: @Sendable (Rehearsal) async throws -> Void
  ) async throws {
    let folder = try temporaryFolder()
    let outbound = OutboundClient()
    let creditor = try await engine.open(migrations: CreditorSchema.migrations)
    let bureau = try await engine.open(migrations: BureauSchema.migrations)
    var failure: (any Error)?
    do {
      try await serve(
        Parts(
          seed: seed, folder: folder, outbound: outbound, creditor: creditor, bureau: bureau),
        body)
    } catch {
      failure = error
    }
    try await outbound.close()
    await creditor.close()
    await bureau.close()
    try FileManager.default.removeItem(atPath: folder)
    if let failure { throw failure }
  }

  /// What is opened before the servers and closed after them.
  private struct Parts {
    let seed: UInt64
    let folder: String
    let outbound: OutboundClient
    let creditor: any Database
    let bureau: any Database
  }

  private static func serve(
    _ parts: Parts, _ body: @Sendable (Rehearsal) async throws -> Void
  ) async throws {
    let clock = VirtualClock(startingAt: start, running: false)
    let bureau = bureau(parts, clock: clock)
    let creditorKey = MasterKey.generate(random: SeededRandom(seed: parts.seed &+ 1))
    let world = World(
      clock: clock, random: SeededRandom(seed: parts.seed &+ 2), logger: quiet)
    let register = TokenRegister(
      database: parts.creditor, now: { clock.now() }, report: { _ in })
    let connector = CreditoNaMedida(transport: parts.outbound, world: world, observer: register)
    func office(publicURL: String?) -> Office {
      Office(
        database: parts.creditor, world: world,
        sealer: Sealer(masterKey: creditorKey, random: world.random),
        documents: DocumentIndex(masterKey: creditorKey),
        connectors: [CreditoNaMedida.provider: connector], publicURL: publicURL)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      let bureauPort = try await LoopbackServer.start(in: &group) { onBound in
        HTTPServer(
          router: bureau.router(timekeeper: nil, version: "test"),
          settings: HTTPServerSettings(), logger: quiet, onBound: onBound)
      }
      let listening = office(publicURL: nil)
      let creditorPort = try await LoopbackServer.start(in: &group) { onBound in
        HTTPServer(
          router: creditorRouter(listening),
          settings: HTTPServerSettings(), logger: quiet, onBound: onBound)
      }
      let reachable = office(publicURL: LoopbackServer.url(port: creditorPort))
      try await reachable.auditTrail.beginTrail()
      let duties = creditorDuties(reachable, outbound: parts.outbound, worker: "first")
      let rehearsal = Rehearsal(
        clock: clock, office: reachable, bureau: bureau, creditorDatabase: parts.creditor,
        bureauDatabase: parts.bureau, bureauURL: LoopbackServer.url(port: bureauPort),
        outbound: parts.outbound, folder: parts.folder,
        timekeeper: Timekeeper(clock: clock, duties: duties + bureau.duties, logger: quiet))
      defer { group.cancelAll() }
      try await body(rehearsal)
    }
  }

  private static func bureau(_ parts: Parts, clock: VirtualClock) -> ReferenceBureau {
    let random = SeededRandom(seed: parts.seed &+ 3)
    var options = Register.Options()
    options.webhookPolicy = .bureauWebhooksInRehearsal
    let register = Register(
      database: parts.bureau, world: World(clock: clock, random: random, logger: quiet),
      masterKey: MasterKey.generate(random: random), options: options)
    return ReferenceBureau(
      register: register,
      sender: OutboundWebhookSender(transport: parts.outbound, policy: options.webhookPolicy))
  }

  private static func creditorRouter(_ office: Office) -> Router<ServiceContext> {
    let api = CreditorAPI(office: office, timekeeper: nil)
    let settings = ServiceSettings(
      world: office.world,
      idempotency: KeptAnswers(database: office.database, sealer: office.sealer),
      problem: { Problem.telling($0, refusal: Office.refusal) }, authenticate: api.authenticate)
    return api.routes.router(settings)
  }

  /// The creditor's work by the clock, in the order of the server.
  static func creditorDuties(
    _ office: Office, outbound: OutboundClient, worker: String
  ) -> [any Duty] {
    [
      InboundEventDuty(office: office), ImportDuty(office: office), UploadDuty(office: office),
      CollectionRunDuty(office: office), TransmissionDuty(office: office, worker: worker),
      StrayRecordDuty(office: office), BureauChangesDuty(office: office),
      DisputeAnswerDuty(office: office), DisputeAlarmDuty(office: office),
      InquiryRescueDuty(office: office),
      AlarmDuty(office: office), ReconciliationDuty(office: office),
      WebhookDispatchDuty(office: office),
      WebhookDeliveryDuty(
        office: office,
        sender: OutboundWebhookSender(transport: outbound, policy: .creditorWebhooks)),
    ]
  }

  private static func temporaryFolder() throws -> String {
    var name = Array((NSTemporaryDirectory() + "rehearsal-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { throw CocoaError(.fileWriteUnknown) }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static let quiet = Logger(label: "rehearsal", factory: { _ in SwiftLogNoOpLogHandler() })
}

extension Rehearsal {
  /// Does everything that is due now on both sides.
  package func settle() async throws {
    try await timekeeper.settle()
  }

  /// Moves the clock through every instant at which something falls due on either side.
  package func advance(to instant: Instant) async throws {
    try await timekeeper.advance(clock, to: instant)
  }

  package func advance(hours: Int) async throws {
    try await advance(to: clock.now().adding(seconds: hours * 3_600))
  }

  package func advance(days: Int) async throws {
    try await advance(hours: days * 24)
  }

  /// Lets a second process of the creditor work until it is killed after so many writes; its
  /// claims and whatever it had sent stay behind.
  package func workUntilKilled(afterWrites count: Int) async throws {
    let dying = DyingDatabase(creditorDatabase, afterWrites: count)
    let doomed = Office(
      database: dying, world: office.world, sealer: office.sealer, documents: office.documents,
      connectors: office.connectors, publicURL: office.publicURL)
    let duties = Self.creditorDuties(doomed, outbound: outbound, worker: "killed")
    try await Timekeeper(clock: clock, duties: duties, logger: Self.quiet).settle()
  }

  /// Writes a file into the folder of the rehearsal and answers with its path.
  package func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = folder + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }
}
