/// The dated table of the states' rules on listings. Data, not code: the bureau edits its rows,
/// and each listing keeps the ids of the rows that were applied to it.
package struct StateTerms: Sendable {
  package let rules: [StateRule]
  private let federal: [StateRule]
  private let byState: [FederativeUnit: [StateRule]]

  /// Takes rows; throws all faults at once, by the position of the row (from one).
  ///
  /// There must be a federal row without end, which holds from the first row on; the applied rows
  /// of a state must not overlap; ids must differ.
  package init(rules: [StateRule]) throws(TextTable.Faults) {
    var faults: [TextTable.Fault] = []
    var ids: Set<String> = []
    for (index, rule) in rules.enumerated() {
      func refuse(_ code: String, _ message: String) {
        faults.append(
          TextTable.Fault(line: index + 1, code: code, message: "regra \(rule.id): " + message))
      }
      if rule.id.isEmpty || !ids.insert(rule.id).inserted {
        refuse("rule-id", "o identificador está vazio ou repetido; dê outro.")
      }
      if let end = rule.validTo, end < rule.validFrom {
        refuse("rule-validity", "a validade termina antes de começar; corrija as datas.")
      }
      let days = [rule.minimumDaysOverdue, rule.noticeDays, rule.lawNoticeDays ?? 0]
      if days.contains(where: { !(0...StateTerms.largestDays).contains($0) }) {
        refuse("rule-days", "os prazos vão de 0 a \(StateTerms.largestDays) dias.")
      }
      guard rule.status != .struck else { continue }
      let clashes = rules[..<index].contains { other in
        other.state == rule.state && other.status != .struck
          && other.validFrom <= rule.validTo ?? .last
          && rule.validFrom <= other.validTo ?? .last
      }
      if clashes {
        refuse("rule-overlap", "vale ao mesmo tempo que outra do mesmo estado; corrija as datas.")
      }
    }
    if !rules.contains(where: { $0.state == nil && $0.status != .struck && $0.validTo == nil }) {
      faults.append(
        TextTable.Fault(
          line: max(rules.count, 1), code: "rule-federal-missing",
          message: "falta a regra federal sem data de fim."))
    }
    guard faults.isEmpty else { throw TextTable.Faults(faults) }
    self.rules = rules
    let applied = rules.filter { $0.status != .struck }.sorted { $0.validFrom > $1.validFrom }
    self.federal = applied.filter { $0.state == nil }
    var byState: [FederativeUnit: [StateRule]] = [:]
    for rule in applied {
      if let state = rule.state { byState[state, default: []].append(rule) }
    }
    self.byState = byState
  }

  /// No rule has a term of more days than this.
  package static let largestDays = 365

  /// The rule of a state on a date: its own if one is valid, otherwise the federal one. Struck
  /// rows are never applied.
  package func rule(for state: FederativeUnit, on date: CivilDate) -> StateRule {
    if let own = byState[state]?.first(where: { $0.isValid(on: date) }) { return own }
    if let valid = federal.first(where: { $0.isValid(on: date) }) { return valid }
    // Before the oldest federal row its terms hold, for the initialiser made sure of one.
    return federal[federal.count - 1]
  }

  /// What holds for a debtor and a creditor of two states: of each term the stricter.
  package func stricter(
    of debtorState: FederativeUnit, _ creditorState: FederativeUnit, on date: CivilDate
  ) -> AppliedTerms {
    let debtor = rule(for: debtorState, on: date)
    let creditor = rule(for: creditorState, on: date)
    return AppliedTerms(rules: debtor.id == creditor.id ? [debtor] : [debtor, creditor])
  }
}
