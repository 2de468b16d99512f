import Bureaus
import Coordination
import Credit
import CreditorAPI
import CreditorPages
import DebtCollection
import Foundation
import HTTPService
import Hummingbird
import KeptAnswers
import Logging
import Outbound
import SQLDatabase
import Sealing
import ServiceLifecycle
import Webhooks
import Work
import World

/// The creditor's side, composed: database, connectors, use cases, duties and server.
struct CreditorSide: Side {
  let office: Office
  let database: any Database
  /// The answers of the interface, in the office's database and under its seal.
  private let keptAnswers: KeptAnswers
  let logger: Logger
  private let proxies: TrustedProxies
  private let exchange: ExchangeFolder?
  /// Nil for a command, which only reads the time.
  private let sharedClock: SharedClock?
  private let outbound: OutboundClient

  /// Opens the database, brings the schema up to date and connects the rooms.
  static func open(
    url: String, environment: Environment, clock choice: SharedClock.Choice,
    publicURL: String? = nil
  ) async throws -> CreditorSide {
    let logger = environment.logger("adimple")
    let random = SystemRandom()
    let key = try KeyFile.masterKey(
      environment: environment, databaseURL: url, random: random)
    let database = try await openDatabase(
      url: url, options: .drawn(by: random), logger: logger)
    let shared = SharedClock(database: database, machine: SystemClock(), random: random)
    let sealer = Sealer(masterKey: key, random: random)
    let clock: any Clock
    do {
      try await database.migrate(CreditorSchema.migrations)
      try await KeyCheck(database: database, sealer: sealer).run(CreditorSchema.sealedSample)
      clock = try await shared.open(choice)
    } catch {
      await database.close()
      throw error
    }
    let world = World(
      clock: clock, random: random, logger: logger, metrics: ProcessMetrics.side())
    let outbound = OutboundClient()
    let register = TokenRegister(
      database: database, now: { clock.now() },
      report: { logger.error("keeping the state of a token failed", metadata: ["error": "\($0)"]) })
    let connector = CreditoNaMedida(transport: outbound, world: world, observer: register)
    let office = Office(
      database: database, world: world,
      sealer: sealer, documents: DocumentIndex(masterKey: key),
      connectors: [CreditoNaMedida.provider: connector],
      publicURL: publicURL ?? environment.publicURL)
    do {
      try await office.auditTrail.beginTrail()
    } catch {
      await shared.leave(logger)
      await database.close()
      throw error
    }
    return CreditorSide(
      office: office, database: database,
      keptAnswers: KeptAnswers(database: office.database, sealer: sealer), logger: logger,
      proxies: environment.proxies,
      exchange: environment.exchange.map { ExchangeFolder(path: $0) },
      sharedClock: choice == .asServed ? nil : shared, outbound: outbound)
  }

  /// The work that falls due, in the order in which one instant's work is done.
  func duties(worker: String) -> [any Duty] {
    clockDuties + work(worker: worker)
  }

  /// What a process does for the clock that it shares with others.
  var clockDuties: [any Duty] {
    sharedClock.map { [$0.duty(for: office.world.clock)] } ?? []
  }

  /// The same without the clock's own.
  func work(worker: String) -> [any Duty] {
    CreditorWork(office: office, transport: outbound).duties(worker: worker)
      + (exchange.map { [ExchangeDuty(office: office, folder: $0)] } ?? [])
  }

  /// The HTTP server with all its routes.
  func server(
    host: String, port: Int, timekeeper: Timekeeper?, demo: DemoHouse? = nil,
    onBound: @escaping @Sendable (Int) async -> Void
  ) -> HTTPServer {
    CreditorServer(
      office: office, keptAnswers: keptAnswers, timekeeper: timekeeper, demo: demo
    )
    .server(
      HTTPServerSettings(host: host, port: port, proxies: proxies), logger: logger,
      onBound: onBound)
  }

  func close() async {
    await sharedClock?.leave(logger)
    await database.close()
    do {
      try await outbound.close()
    } catch {
      logger.warning("closing the HTTP client failed", metadata: ["error": "\(error)"])
    }
  }
}
