import Markup

/// Everything of CRM › Cobrança.
extension Site {
  func addCollection(to table: inout PageTable) {
    addCases(to: &table)
    addRules(to: &table)
    addRunStart(to: &table)
    addRuns(to: &table)
  }
}
