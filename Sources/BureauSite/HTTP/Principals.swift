import BureauRegister
import Credit
import HTTPService

/// A participant calls with its token.
extension TokenHolder: Principal {
  package var name: String { participant.description }

  package func holds(_ permission: String) -> Bool {
    scopes.contains { $0.rawValue == permission }
  }
}

/// The person concerned calls with the code of its letter.
extension ConsumerHolder: Principal {
  package var name: String { "person \(record)" }

  package func holds(_ permission: String) -> Bool { false }
}
