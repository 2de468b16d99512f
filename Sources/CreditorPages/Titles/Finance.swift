import Markup
import Pages

/// Everything of Financeiro.
extension Site {
  func addFinance(to table: inout PageTable<Site>) {
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
