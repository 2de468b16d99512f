import Credit
package import HTTPService
package import Hummingbird
import SQLDatabase
package import Webhooks
package import World

/// The reference bureau (bureau in a box), ready to be composed into a process.
package struct ReferenceBureau: Sendable {
  package let register: Register
  private let sender: any WebhookSender

  package init(register: Register, sender: any WebhookSender) {
    self.register = register
    self.sender = sender
  }

  /// Its work by the clock, in the order in which one instant's work is done.
  package var duties: [any Duty] {
    [
      PrintBeforeShowing(register: register), RecordDuty(register: register),
      DisputeDuty(register: register),
      WebhookDuty(register: register, sender: sender), MailDuty(register: register),
      PrintDuty(register: register), RetentionDuty(register: register),
    ]
  }

  /// Its router. With a virtual clock and a timekeeper the simulation control is there too.
  ///
  /// - Parameter settings: of the pages for people; nil leaves them out.
  package func router(
    timekeeper: Timekeeper?, version: String, pages settings: PageSettings? = nil
  ) -> Router<ServiceContext> {
    let api = BureauAPI(register: register, timekeeper: timekeeper)
    let pages = settings.map { BureauPages(api: api, settings: $0, version: version) }
    let metrics = Metrics()
    let service = ServiceSettings(
      world: register.world, metrics: metrics,
      idempotency: register.storedAnswers,
      rateLimiter: RateLimiter(
        policy: .init(quota: register.options.requestsPerMinute, windowSeconds: 60),
        clock: register.world.clock),
      problem: Self.problem,
      showProblem: { pages?.showProblem($0, $1, $2) },
      authenticate: api.authenticate)
    var table = api.routes
    if let pages { table.add(contentsOf: pages.routes) }
    let database = register.database
    OperationsPages.add(
      to: &table, settings: service,
      checks: [
        .init("database") {
          _ = try await database.read { try $0.first("SELECT 1") { try $0.integer(0) } }
        }
      ])
    OperationsPages.addDescription(
      to: &table, title: register.options.name, version: version,
      description: "Birô de crédito de referência para homologação.")
    return table.router(service)
  }

  private static func problem(_ error: any Error) -> Problem? {
    switch error {
    case DatabaseError.busy, DatabaseError.connectionLost:
      .unavailable(
        code: "database-busy", "O banco de dados está ocupado; nada foi gravado. Tente de novo.")
    case DatabaseError.commitUnknown: .outcomeUnknown
    case DatabaseError.diskFull:
      .unavailable(
        code: "disk-full", "O disco está cheio; nada foi gravado.", retryAfterSeconds: 60)
    default: nil
    }
  }
}
