import BureauRegister
import BureauSite
import Bureaus
import Coordination
import Credit
import HTTPService
import Logging
import Outbound
import SQLDatabase
import Sealing
import Webhooks
import World

/// The reference bureau, composed.
struct BureauSide: Side {
  let bureau: ReferenceBureau
  let database: any Database
  let logger: Logger
  private let proxies: TrustedProxies
  /// Opens the console; nil where the clock is the machine's.
  let consolePassword: String?
  /// Nil where the clock is another's, or only read by a command.
  private let sharedClock: SharedClock?
  private let outbound: OutboundClient

  /// Where the bureau's time comes from.
  enum Time {
    /// The clock of its database.
    case own(SharedClock.Choice)
    /// The clock of the other side, in the demo.
    case of(any Clock)
  }

  static func open(
    url: String, environment: Environment, time: Time, publicURL: String
  ) async throws -> BureauSide {
    let logger = environment.logger("bureau")
    let random = SystemRandom()
    let key = try KeyFile.masterKey(
      environment: environment, databaseURL: url, random: random)
    let database = try await openDatabase(
      url: url, options: .drawn(by: random), logger: logger)
    let clock: any Clock
    var shared: SharedClock?
    do {
      try await database.migrate(BureauSchema.migrations)
      try await KeyCheck(
        database: database,
        sealer: Sealer(masterKey: key, purpose: Register.sealingPurpose, random: random)
      ).run(BureauSchema.sealedSample)
      switch time {
      case .of(let given): clock = given
      case .own(let choice):
        let own = SharedClock(database: database, machine: SystemClock(), random: random)
        clock = try await own.open(choice)
        shared = choice == .asServed ? nil : own
      }
    } catch {
      await database.close()
      throw error
    }
    var options = Register.Options()
    options.publicURL = publicURL
    // With a virtual clock it is a rehearsal, and both sides may live on one machine.
    options.webhookPolicy = Self.webhookPolicy(isRehearsal: clock.virtual != nil)
    let outbound = OutboundClient()
    let consolePassword = try clock.virtual.map { _ in
      try ConsolePassword.password(beside: url, random: random)
    }
    let register = Register(
      database: database,
      world: World(
        clock: clock, random: random, logger: logger, metrics: ProcessMetrics.side()),
      masterKey: key, options: options)
    do {
      try await register.beginTrail()
    } catch {
      await shared?.leave(logger)
      await database.close()
      throw error
    }
    return BureauSide(
      bureau: ReferenceBureau(
        register: register,
        sender: Self.webhooks(over: outbound, for: options)),
      database: database, logger: logger, proxies: environment.proxies,
      consolePassword: consolePassword, sharedClock: shared, outbound: outbound)
  }

  /// Its work by the clock, and what the process does for the clock that it shares with others.
  var duties: [any Duty] {
    (sharedClock.map { [$0.duty(for: bureau.register.world.clock)] } ?? []) + bureau.duties
  }

  static func webhookPolicy(isRehearsal: Bool) -> AddressPolicy {
    isRehearsal ? .bureauWebhooksInRehearsal : .bureauWebhooks
  }

  /// Posts the webhooks of this side.
  static func webhooks(
    over transport: any OutboundTransport, for options: Register.Options
  ) -> any WebhookSender {
    OutboundWebhookSender(transport: transport, policy: options.webhookPolicy)
  }

  func server(
    host: String, port: Int, timekeeper: Timekeeper?,
    onBound: @escaping @Sendable (Int) async -> Void
  ) -> HTTPServer {
    HTTPServer(
      router: bureau.router(
        timekeeper: timekeeper, version: Release.version, proxies: proxies,
        pages: PageSettings(
          wallClock: SystemClock(),
          consolePassword: ConsolePassword.isLoopback(host) ? consolePassword : nil)),
      settings: HTTPServerSettings(host: host, port: port, proxies: proxies), logger: logger,
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
