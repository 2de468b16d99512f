import Credit
import HTTPService

/// The participant behind a token.
struct TokenHolder: Principal, Hashable {
  let participant: ID<Participant>
  let scopes: [BureauScope]

  var name: String { participant.description }

  func holds(_ permission: String) -> Bool {
    scopes.contains { $0.rawValue == permission }
  }
}
