package import Credit
import Refusals
import SQLDatabase
import World

extension Listings {
  /// Asks for the listing of chosen titles (manual, items 34-41). All or none: one title that may
  /// not be listed refuses the request with every reason of every title.
  package func requestListings(
    of receivables: [ID<Receivable>], restrictionCode: String, actor: Actor
  ) async throws -> [Listing] {
    try Self.checkCount(receivables)
    return try await database.write { transaction in
      let setting = try ListingSetting.read(
        office: office, today: world.clock.now().civilDate, in: transaction)
      guard setting.isSwitchedOn else { throw Refusal.switchedOff }
      let chosen = try candidates(receivables, in: transaction)
      try checkCode(restrictionCode, for: chosen, setting: setting, in: transaction)
      let faults = chosen.enumerated().flatMap { index, candidate in
        EligibilityRules.judge(
          setting.facts(candidate, asker: .person)
        ).reasons.filter(\.blocks).map {
          Refusal.Fault(
            pointer: "/receivableIds/\(index)", code: $0.code.rawValue,
            detail: "\($0.detail) (\($0.source))")
        }
      }
      guard faults.isEmpty else {
        throw Refusal(
          .unprocessable, code: "not-eligible",
          detail: "Há títulos que não podem ser negativados; nada foi enviado.", faults: faults)
      }
      return try insertListings(
        chosen.map { ListingOrder(candidate: $0, code: restrictionCode) }, origin: .manual,
        run: nil, setting: setting, actor: actor, in: transaction)
    }
  }

  /// The code must be on the list that was downloaded from the bureau, for this kind of person.
  private func checkCode(
    _ code: String, for candidates: [ListingCandidate], setting: ListingSetting,
    in transaction: Transaction
  ) throws {
    var faults: [Refusal.Fault] = []
    for candidate in candidates {
      guard let integration = setting.integration(of: candidate) else { continue }
      let person = candidate.debtor.isNatural ? "natural" : "legal"
      let known = try transaction.first(
        """
        SELECT 1 FROM integration_codes WHERE integration_id = ?1 AND kind = 'restriction'
          AND code = ?2 AND person IN (?3, 'any') AND valid_from_on <= ?4
          AND (valid_to_on IS NULL OR valid_to_on >= ?4)
        """, [integration, code, person, setting.today]
      ) { try $0.integer(0) }
      if known == nil {
        faults.append(
          Refusal.Fault(
            pointer: "/restrictionCode", code: "unknown-restriction-code",
            detail: "O código de restrição \(code) não está na lista do birô para pessoa "
              + (candidate.debtor.isNatural ? "física" : "jurídica")
              + "; busque os motivos de restrição de novo."))
        break
      }
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }
}

/// A listing to be made of a title that was judged.
struct ListingOrder {
  let candidate: ListingCandidate
  let code: String
  var supersedes: ID<Listing>?
  var forceApproval = false
  var note: String?
}
