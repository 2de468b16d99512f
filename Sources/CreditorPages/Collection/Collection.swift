import Markup
import Pages

/// Everything of CRM › Cobrança.
extension Site {
  func addCollection(to table: inout PageTable<Site>) {
    addCases(to: &table)
    addRules(to: &table)
    addRunStart(to: &table)
    addRuns(to: &table)
  }
}
