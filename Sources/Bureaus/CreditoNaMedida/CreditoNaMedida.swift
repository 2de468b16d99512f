package import AsyncHTTPClient
import Credit
package import DebtCollection
import JSONText
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

  let transport: BureauTransport
  let world: World
  let tokens = TokenCache()
  let observer: any TokenObserver
  let breakers = Breakers()

  package init(client: HTTPClient, world: World, observer: any TokenObserver) {
    self.transport = BureauTransport(client: client)
    self.world = world
    self.observer = observer
  }

  /// One circuit for each address.
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
