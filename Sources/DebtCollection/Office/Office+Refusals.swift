import Credit
package import Refusals
import SQLDatabase

extension Office {
  /// What an error of a use case says to whoever asked for it; nil for one that is nobody's to
  /// tell.
  package static func refusal(of error: any Error) -> Refusal? {
    switch error {
    case let refusal as Refusal: refusal
    case let error as ListingError: refusal(error)
    case DatabaseError.uniqueViolation(let subject): taken(subject)
    default: nil
    }
  }

  private static func refusal(_ error: ListingError) -> Refusal {
    switch error {
    case .removalUnderWay:
      .conflict(code: "removal-under-way", "A baixa desta negativação já foi pedida.")
    case .alreadyClosed:
      .conflict(code: "already-removed", "Esta negativação já não está ativa.")
    case .notPossible(_, let state):
      .conflict(
        code: "not-possible", "Isto não é possível com a negativação em \(state.rawValue).")
    }
  }

  /// An index that allows a value once stood in the way.
  private static func taken(_ subject: String) -> Refusal {
    guard subject.contains("external_code") else {
      return .conflict(
        code: "changed-meanwhile", "Outra pessoa gravou o mesmo registro agora; confira.")
    }
    return .invalid([
      .init(
        pointer: "/externalCode", code: "external-code-taken",
        detail: "Outro cadastro já tem este código externo.")
    ])
  }
}
