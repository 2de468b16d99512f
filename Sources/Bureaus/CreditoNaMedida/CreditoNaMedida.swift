import Credit
package import DebtCollection
import JSONText
package import Outbound
import Synchronization
package import World

/// The connector `credito-na-medida`: OAuth 2 client credentials, JSON, problem details.
///
/// The token is obtained by the first call (manual, item 17), kept in memory and renewed. A
/// document travels in bodies only, and nothing of a body is ever logged.
package struct CreditoNaMedida: BureauConnector {
  /// The name of the provider in the integrations.
  package static let provider = "credito-na-medida"
  static let callSeconds: Int64 = 15
  /// A person waits for it, and its sources may be slow.
  static let inquirySeconds: Int64 = 30
  static let pageSize = 200

  let world: World
  let tokens = TokenCache()
  let observer: any TokenObserver
  let exchange: BureauExchange

  package init(transport: any OutboundTransport, world: World, observer: any TokenObserver) {
    self.world = world
    self.observer = observer
    exchange = BureauExchange(
      transport: transport, breakers: Breakers(), now: { world.clock.now() })
  }

  /// One circuit for each server.
  final class Breakers: Sendable {
    private let breakers = Mutex<[String: CircuitBreaker]>([:])

    func breaker(for address: String) -> CircuitBreaker {
      breakers.withLock { breakers in
        if let known = breakers[address] { return known }
        let breaker = CircuitBreaker()
        breakers[address] = breaker
        return breaker
      }
    }
  }
}
