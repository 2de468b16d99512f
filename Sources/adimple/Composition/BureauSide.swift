import AsyncHTTPClient
import Bureaus
import Credit
import HTTPService
import Logging
import NIOCore
import ReferenceBureau
import SQLDatabase
import Sealing
import World

/// The reference bureau, composed.
struct BureauSide: Side {
  let bureau: ReferenceBureau
  let database: any Database
  let logger: Logger
  /// Opens the console; nil where the clock is the machine's.
  let consolePassword: String?
  private let client: HTTPClient

  static func open(
    url: String, environment: Environment, clock: any Clock, publicURL: String
  ) async throws -> BureauSide {
    let logger = environment.logger("bureau")
    let random = SystemRandom()
    let key = try KeyFile.masterKey(
      environment: environment, databaseURL: url, random: random)
    let database = try await openDatabase(
      url: url, options: .drawn(by: random), logger: logger)
    do {
      try await database.migrate(BureauSchema.migrations)
    } catch {
      await database.close()
      throw error
    }
    var options = Register.Options()
    options.publicURL = publicURL
    // With a virtual clock it is a rehearsal, and both sides may live on one machine.
    options.allowsLoopbackWebhooks = clock.virtual != nil
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton,
      configuration: HTTPClient.Configuration(
        redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5))))
    let consolePassword = try clock.virtual.map { _ in
      try ConsolePassword.password(beside: url, random: random)
    }
    let register = Register(
      database: database, world: World(clock: clock, random: random, logger: logger),
      masterKey: key, options: options)
    return BureauSide(
      bureau: ReferenceBureau(
        register: register,
        sender: Sender(
          client: WebhookClient(client: client, allows: register.allowsWebhooks(to:)))),
      database: database, logger: logger, consolePassword: consolePassword, client: client)
  }

  private struct Sender: WebhookSender {
    let client: WebhookClient

    func send(
      url: String, headers: [(String, String)], body: String
    ) async -> WebhookReply {
      switch await client.exchange(url: url, headers: headers, body: body) {
      case .answered(let status, let seconds):
        .answered(status: status, retryAfterSeconds: seconds)
      case .forbiddenAddress: .failed(.forbiddenAddress)
      case .noAnswer: .failed(.noAnswer)
      }
    }
  }

  func server(
    host: String, port: Int, timekeeper: Timekeeper?,
    onBound: @escaping @Sendable (Int) async -> Void
  ) -> HTTPServer {
    HTTPServer(
      router: bureau.router(
        timekeeper: timekeeper, version: Release.version,
        pages: PageSettings(
          wallClock: SystemClock(),
          consolePassword: ConsolePassword.isLoopback(host) ? consolePassword : nil)),
      settings: HTTPServerSettings(host: host, port: port), logger: logger, onBound: onBound)
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
