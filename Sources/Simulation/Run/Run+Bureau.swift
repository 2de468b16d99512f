import BureauRegister
import Credit
import SQLDatabase

extension Run {
  /// What the bureau does by itself; nil where it is not the bureau's.
  func perform(byBureau action: Action) async throws -> String? {
    switch action.kind {
    case .returnLetter:
      let codes = ["moved", "insufficient-address", "refused", "number-not-found"]
      return try await force(
        .noticeReturn(code: codes[action.number(1) % codes.count]), action)
    case .suspend: return try await force(.suspension, action)
    case .reinstate: return try await force(.reinstatement, action)
    case .bureauRemoval: return try await force(.bureauRemoval(reason: "administrative"), action)
    case .reviewFrom:
      var policy = try await sides.register.policy()
      policy.reviewFrom = Cents(Int64(max(1, action.number(0))))
      try await sides.register.setPolicy(policy, actor: "operator")
      return "\(policy.reviewFrom.amount)"
    case .decideReview: return try await decideReview(action)
    case .decideDispute: return try await decideDispute(action)
    default: return nil
    }
  }

  private func force(_ event: ForcedEvent, _ action: Action) async throws -> String {
    guard let record = try await liveRecord(action) else { return "nothing is listed" }
    _ = try await sides.register.force(event, on: ID(record.id), note: nil)
    return "record \(record.id)"
  }

  private func decideReview(_ action: Action) async throws -> String {
    let waiting = try await RecordGlimpse.all(in: sides.bureauTruth).first {
      $0.state == "underReview"
    }
    guard let waiting else { return "nothing waits" }
    let approves = action.number(0) == 1
    _ = try await sides.register.decideReview(
      of: ID(waiting.id), approves: approves, note: "Decidido")
    return "record \(waiting.id) " + (approves ? "accepted" : "rejected")
  }

  private func decideDispute(_ action: Action) async throws -> String {
    let open = try await sides.bureauTruth.read { transaction in
      try transaction.first("SELECT id FROM disputes WHERE state = 'open' ORDER BY id LIMIT 1") {
        try $0.integer(0)
      }
    }
    guard let open else { return "nothing is contested" }
    let outcomes = DisputeOutcome.allCases
    let outcome = outcomes[action.number(0) % outcomes.count]
    _ = try await sides.register.decideDispute(ID(open), outcome, actor: "operator")
    return outcome.rawValue
  }
}
