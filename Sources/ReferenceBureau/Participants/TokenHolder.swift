import Credit
import HTTPService

/// The participant behind a token.
struct TokenHolder: Principal, Hashable {
  let participant: ID<Participant>
  let scopes: [BureauScope]
  /// From where it may be used.
  let allowed: AddressList

  var name: String { participant.description }

  func holds(_ permission: String) -> Bool {
    scopes.contains { $0.rawValue == permission }
  }
}
