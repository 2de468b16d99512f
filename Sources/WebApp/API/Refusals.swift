import Credit
package import DebtCollection
package import HTTPService
import HTTPTypes
import SQLDatabase

/// How the use cases' refusals and the database's failures look over HTTP.
package enum Refusals {
  package static func problem(_ error: any Error) -> Problem? {
    switch error {
    case let refusal as Refusal: problem(refusal)
    case let error as ListingError: problem(error)
    case let error as DatabaseError: problem(error)
    default: nil
    }
  }

  package static func problem(_ refusal: Refusal) -> Problem {
    let faults = refusal.faults.map {
      Problem.Fault(pointer: $0.pointer, code: $0.code, detail: $0.detail)
    }
    switch refusal.kind {
    case .notFound: return .notFound(code: refusal.code, refusal.detail)
    case .conflict: return .conflict(code: refusal.code, refusal.detail, faults: faults)
    case .unprocessable: return .refused(code: refusal.code, refusal.detail, faults: faults)
    case .forbidden: return .forbidden(code: refusal.code, refusal.detail)
    case .unavailable(let seconds):
      return .unavailable(code: refusal.code, refusal.detail, retryAfterSeconds: seconds)
    }
  }

  private static func problem(_ error: ListingError) -> Problem {
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

  private static func problem(_ error: DatabaseError) -> Problem? {
    switch error {
    case .busy, .connectionLost:
      .unavailable(
        code: "database-busy", "O banco de dados está ocupado; nada foi gravado. Tente de novo.")
    case .commitUnknown: .outcomeUnknown
    case .diskFull:
      .unavailable(
        code: "disk-full", "O disco está cheio; nada foi gravado. Libere espaço e tente de novo.",
        retryAfterSeconds: 60)
    case .uniqueViolation(let subject) where subject.contains("external_code"):
      .invalidInput([
        .init(
          pointer: "/externalCode", code: "external-code-taken",
          detail: "Outro cadastro já tem este código externo.")
      ])
    case .uniqueViolation:
      .conflict(
        code: "changed-meanwhile", "Outra pessoa gravou o mesmo registro agora; confira.")
    default: nil
    }
  }
}
