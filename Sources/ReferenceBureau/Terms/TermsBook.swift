import Credit
import SQLDatabase
import Synchronization

/// The state terms as they stand in the database, read again when a row came or went.
final class TermsBook: Sendable {
  private struct Edition {
    let revision: [Int64]
    let terms: StateTerms
  }

  private let edition = Mutex<Edition?>(nil)

  /// The terms in force in this transaction.
  func terms(in transaction: Transaction) throws -> StateTerms {
    // Rows are only ever added or retired.
    let revision =
      try transaction.first("SELECT COUNT(*), COUNT(retired_at) FROM state_terms") {
        [try $0.integer(0), try $0.integer(1)]
      } ?? []
    if let known = edition.withLock({ $0 }), known.revision == revision { return known.terms }
    let rules = try StateTermRows.all(transaction).filter { $0.retiredAt == nil }.map(\.rule)
    let terms = try StateTerms(rules: rules)
    edition.withLock { $0 = Edition(revision: revision, terms: terms) }
    return terms
  }
}

extension Register {
  /// The row that holds for a debtor of a state on a day.
  func appliedRule(
    for state: String, on day: CivilDate, in transaction: Transaction
  ) throws -> AppliedRule {
    guard let unit = FederativeUnit(code: state) else {
      preconditionFailure("an address was taken with the state \(state)")
    }
    return AppliedRule(try terms.terms(in: transaction).rule(for: unit, on: day), for: unit)
  }
}
