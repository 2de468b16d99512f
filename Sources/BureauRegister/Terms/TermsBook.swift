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
  /// What holds for a debtor of a state and one of a participant's branches on a day: the stricter
  /// of the two states, or the debtor's where the creditor told none.
  func appliedRule(
    for state: String, creditor: CreditorPlace, on day: CivilDate, in transaction: Transaction
  ) throws -> AppliedRule {
    guard let debtor = FederativeUnit(code: state) else {
      throw RecordRefusal.damaged("a UF do endereço")
    }
    let own = try ParticipantOffices.state(of: creditor, transaction) ?? debtor
    return AppliedRule(
      try terms.terms(in: transaction).stricter(of: debtor, own, on: day), debtor: debtor,
      creditor: own)
  }
}
