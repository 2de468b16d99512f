package import BureauRegister
import Credit
package import HTTPService
package import Hummingbird
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
  package var duties: [any Duty] { register.duties(sender: sender) }

  /// Its router. With a virtual clock and a timekeeper the simulation control is there too.
  ///
  /// - Parameters:
  ///   - proxies: whose word on the caller's address is taken.
  ///   - settings: of the pages for people; nil leaves them out.
  package func router(
    timekeeper: Timekeeper?, version: String, proxies: TrustedProxies = .none,
    pages settings: PageSettings? = nil
  ) -> Router<ServiceContext> {
    let api = BureauAPI(
      register: register, timekeeper: timekeeper,
      wallClock: settings?.wallClock ?? register.world.clock)
    let pages = settings.map { BureauPages(api: api, settings: $0, version: version) }
    let service = ServiceSettings(
      world: register.world, idempotency: api.storedAnswers,
      rateLimiter: RateLimiter(
        policy: .init(quota: register.options.requestsPerMinute, windowSeconds: 60),
        clock: register.world.clock),
      proxies: proxies, problem: { Problem.telling($0) },
      showProblem: { pages?.showProblem($0, $1, $2) },
      authenticate: api.authenticate)
    var table = api.routes
    if let pages { table.add(contentsOf: pages.routes) }
    let register = register
    let databaseMeasures = DatabaseMeasures(of: register.database)
    OperationsPages.add(
      to: &table, settings: service,
      checks: [
        .init("database") { try await register.checkDatabase() }
      ]
    ) { metrics in
      databaseMeasures.measure(into: metrics)
      try await register.measure()
    }
    OperationsPages.addDescription(
      to: &table, title: register.options.name, version: version,
      description: "Birô de crédito de referência para homologação.")
    return table.router(service)
  }
}
