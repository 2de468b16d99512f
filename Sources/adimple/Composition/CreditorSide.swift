import AsyncHTTPClient
import Bureaus
import Credit
import DebtCollection
import Foundation
import HTTPService
import Hummingbird
import Logging
import SQLDatabase
import Sealing
import ServiceLifecycle
import WebApp
import World

/// The creditor's side, composed: database, connectors, use cases, duties and server.
struct CreditorSide: Side {
  let office: Office
  let database: any Database
  let logger: Logger
  private let client: HTTPClient

  /// Opens the database, brings the schema up to date and connects the rooms.
  static func open(
    url: String, environment: Environment, clock choice: ServedClock.Choice,
    publicURL: String? = nil
  ) async throws -> CreditorSide {
    let logger = environment.logger("adimple")
    let random = SystemRandom()
    let key = try KeyFile.masterKey(
      environment: environment, databaseURL: url, random: random)
    let database = try await openDatabase(
      url: url, options: .drawn(by: random), logger: logger)
    let clock: any Clock
    do {
      try await database.migrate(CreditorSchema.migrations)
      clock = try await ServedClock(database: database).clock(choice)
    } catch {
      await database.close()
      throw error
    }
    let world = World(clock: clock, random: random, logger: logger)
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton,
      configuration: HTTPClient.Configuration(
        timeout: .init(connect: .seconds(5), read: .seconds(30)),
        connectionPool: .init(idleTimeout: .seconds(30))))
    let register = TokenRegister(
      database: database, now: { clock.now() },
      report: { logger.error("keeping the state of a token failed", metadata: ["error": "\($0)"]) })
    let connector = CreditoNaMedida(client: client, world: world, observer: register)
    let office = Office(
      database: database, world: world,
      sealer: Sealer(masterKey: key, random: random), documents: DocumentIndex(masterKey: key),
      connectors: [CreditoNaMedida.provider: connector],
      publicURL: publicURL ?? environment.publicURL)
    return CreditorSide(office: office, database: database, logger: logger, client: client)
  }

  /// The work that falls due, in the order in which one instant's work is done.
  func duties(worker: String, uploadFolder: String?) -> [any Duty] {
    clockDuties + work(worker: worker, uploadFolder: uploadFolder)
  }

  /// What a process with a virtual clock does for it.
  var clockDuties: [any Duty] {
    guard let clock = office.world.clock.virtual else { return [] }
    return [ServedClock.Keeping(clock: clock, database: database)]
  }

  private func work(worker: String, uploadFolder: String?) -> [any Duty] {
    [
      InboundEventDuty(office: office),
      ImportDuty(office: office, uploadFolder: uploadFolder, worker: worker),
      SchedulerDuty(office: office, work: taskWork(uploadFolder: uploadFolder)),
      CollectionRunDuty(office: office, worker: worker),
      TransmissionDuty(office: office, worker: worker),
      StrayRecordDuty(office: office, worker: worker),
      BureauChangesDuty(office: office, worker: worker),
      InquiryRescueDuty(office: office), AlarmDuty(office: office),
      ReconciliationDuty(office: office, worker: worker), WebhookDispatchDuty(office: office),
      AuditCheckDuty(office: office),
      WebhookDeliveryDuty(office: office, sender: Sender(client: WebhookClient(client: client))),
    ]
  }

  /// What the scheduled tasks do.
  private func taskWork(uploadFolder: String?) -> TaskWork {
    let office = office
    return TaskWork(
      [
        "alarms": { _ in "\(try await office.updateAlarms()) mudanças." },
        "retention": { _ in
          let erased = try await office.eraseOldReports()
          let forgotten = try await office.forgetOldIdempotencyKeys()
          if let uploadFolder {
            // The files have the machine's dates, whatever the product's clock says.
            _ = try await office.sweepUploads(
              in: uploadFolder, before: SystemClock().now().adding(seconds: -86_400))
          }
          return "\(erased) relatórios e \(forgotten) respostas guardadas eliminados."
        },
      ],
      beginnings: [
        "collect": { actor, run, now, transaction in
          try office.beginScheduledCollection(actor, run, at: now, in: transaction)
        },
        "reconcile": { actor, run, now, transaction in
          try office.beginScheduledReconciliation(actor, run, at: now, in: transaction)
        },
      ])
  }

  private struct Sender: DebtCollection.WebhookSender {
    let client: WebhookClient

    func send(_ message: WebhookMessage) async -> WebhookAnswer {
      let status = await client.post(
        url: message.url, headers: message.headers.map { ($0.name, $0.value) },
        body: String(decoding: message.body, as: UTF8.self))
      return status.map { .answered(status: $0, retryAfterSeconds: nil) }
        ?? .failed(detail: "sem resposta")
    }
  }

  /// The HTTP server with all its routes.
  func server(
    host: String, port: Int, timekeeper: Timekeeper?, uploads: Uploads,
    onBound: @escaping @Sendable (Int) async -> Void
  ) -> HTTPServer {
    CreditorServer(office: office, timekeeper: timekeeper, uploads: uploads)
      .server(HTTPServerSettings(host: host, port: port), logger: logger, onBound: onBound)
  }

  func close() async {
    await database.close()
    do {
      try await client.shutdown()
    } catch {
      logger.warning("closing the HTTP client failed", metadata: ["error": "\(error)"])
    }
  }
}
