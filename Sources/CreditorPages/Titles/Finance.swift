import Markup

/// Everything of Financeiro.
extension Site {
  func addFinance(to table: inout PageTable) {
    addTitles(to: &table)
    addTitle(to: &table)
    addReceive(to: &table)
    addClosing(to: &table)
    addDispute(to: &table)
    addBlocks(to: &table)
    addPaymentPages(to: &table)
    addImportList(to: &table)
    addImportPage(to: &table)
  }
}
