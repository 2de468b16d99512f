package import Credit
import Refusals
import SQLDatabase
import World

extension Listings {
  /// Titles in one question or request at the most.
  package static let titlesPerRequest = 200

  /// Judges each title as if a person asked for its listing today. Unknown ids are a fault each.
  package func eligibility(
    of receivables: [ID<Receivable>]
  ) async throws -> [(receivable: ID<Receivable>, eligibility: Eligibility)] {
    try Self.checkCount(receivables)
    return try await database.read { transaction in
      let setting = try ListingSetting.read(
        office: office, today: world.clock.now().civilDate, in: transaction)
      return try candidates(receivables, in: transaction).map {
        ($0.receivable, EligibilityRules.judge(setting.facts($0, asker: .person)))
      }
    }
  }

  static func checkCount(_ receivables: [ID<Receivable>]) throws {
    guard !receivables.isEmpty, receivables.count <= titlesPerRequest else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/receivableIds", code: "out-of-range",
          detail: "Escolha de 1 a \(titlesPerRequest) títulos.")
      ])
    }
    guard Set(receivables).count == receivables.count else {
      throw Refusal.invalid([
        Refusal.Fault(
          pointer: "/receivableIds", code: "duplicate",
          detail: "O mesmo título foi escolhido mais de uma vez.")
      ])
    }
  }

  /// The chosen titles; every unknown id is a fault.
  func candidates(
    _ receivables: [ID<Receivable>], in transaction: Transaction
  ) throws -> [ListingCandidate] {
    let found = try ListingCandidate.read(receivables, in: transaction)
    let known = Set(found.map(\.receivable))
    let faults = receivables.enumerated().filter { !known.contains($0.element) }.map {
      Refusal.Fault(
        pointer: "/receivableIds/\($0.offset)", code: "not-found", detail: "Título não encontrado.")
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    return found
  }
}
