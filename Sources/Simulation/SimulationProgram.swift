package import DebtCollection
package import HTTPService
package import Hummingbird
package import Outbound
package import SQLDatabase
package import World

/// How this program is put together, for simulations of it.
package struct SimulationProgram: Sendable {
  /// The connectors by provider.
  package let connectors:
    @Sendable (any OutboundTransport, World, any Database) -> [String: any BureauConnector]
  /// The creditor's work that falls due, for a worker of this name.
  package let duties: @Sendable (Office, any OutboundTransport, String) -> [any Duty]
  /// What a bureau's webhooks arrive at.
  package let router: @Sendable (Office) -> Router<ServiceContext>

  package init(
    connectors:
      @escaping @Sendable (any OutboundTransport, World, any Database)
      -> [String: any BureauConnector],
    duties: @escaping @Sendable (Office, any OutboundTransport, String) -> [any Duty],
    router: @escaping @Sendable (Office) -> Router<ServiceContext>
  ) {
    self.connectors = connectors
    self.duties = duties
    self.router = router
  }
}
