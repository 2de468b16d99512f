import CreditorAPI
import CreditorPages
import DebtCollection
import HTTPService
import KeptAnswers
import Logging
import SQLDatabase
import Sealing
import World

/// The creditor's HTTP side over an office: pages, interface for programs, operations.
struct CreditorServer: Sendable {
  /// Requests of one API key in a minute, which may all come at once: far more than a client that
  /// brings a whole book over sends, and less than one that has gone astray.
  static let requestsPerMinute = 120_000

  let office: Office
  let keptAnswers: KeptAnswers
  let timekeeper: Timekeeper?
  /// Nil in a real house.
  var demo: DemoHouse?

  var site: Site {
    Site(
      office: office, hasher: PasswordHasher(random: office.world.random),
      wallClock: SystemClock(), version: Release.version, timekeeper: timekeeper,
      pictures: ScreenPictures.read(), demo: demo)
  }

  func server(
    _ settings: HTTPServerSettings, logger: Logger,
    onBound: @escaping @Sendable (Int) async -> Void
  ) -> HTTPServer {
    let api = CreditorAPI(
      office: office, timekeeper: timekeeper, wallClock: SystemClock())
    let site = site
    let service = ServiceSettings(
      world: office.world, idempotency: keptAnswers,
      // By the machine's clock: a rehearsal's own moves by days.
      rateLimiter: RateLimiter(
        policy: .init(
          name: "api-key", quota: Self.requestsPerMinute, windowSeconds: 60),
        clock: SystemClock()),
      rateLimited: .ownLogin, proxies: settings.proxies,
      problem: { Problem.telling($0, refusal: Office.refusal) },
      showProblem: site.showProblem,
      authenticate: api.authenticate)
    var table = api.routes
    table.add(contentsOf: site.routes)
    let database = office.database
    let databaseMeasures = DatabaseMeasures(of: database)
    OperationsPages.add(
      to: &table, settings: service,
      checks: [
        .init("database") {
          _ = try await database.read { try $0.first("SELECT 1") { try $0.integer(0) } }
        }
      ]
    ) { [office] metrics in
      databaseMeasures.measure(into: metrics)
      try await office.figures.measure()
    }
    OperationsPages.addDescription(
      to: &table, title: "Adimple", version: Release.version,
      description: "Consulta de crédito, negativação e baixa.")
    return HTTPServer(
      router: table.router(service), settings: settings, logger: logger, onBound: onBound)
  }
}
