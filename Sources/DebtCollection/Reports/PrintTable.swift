import Letters
import SQLDatabase
import World

extension Reports {
  /// Rows of a printed report at the most: what a person reads on paper. The CSV has all of them.
  package static let printedRowsLimit = 2_000

  /// A report as PDF, under the name of the first branch. Rows beyond the limit are left out, and
  /// the paper says so.
  package func printTable(
    _ title: String, facts: [(name: String, value: String)], columns: [PrintedColumn],
    rows: [[String]]
  ) async throws -> [UInt8] {
    let owner = try await database.read { transaction in
      try transaction.first("SELECT name FROM branches ORDER BY id LIMIT 1") { try $0.text(0) }
    }
    let isCut = rows.count > Self.printedRowsLimit
    let report = TableReport(
      title: title, owner: owner ?? "Adimple", facts: facts,
      columns: columns.map { .init($0.title, share: $0.share, isAmount: $0.isAmount) },
      rows: Array(rows.prefix(Self.printedRowsLimit)),
      notice: isCut
        ? "O papel traz as primeiras \(Self.printedRowsLimit) linhas; o CSV traz todas." : nil,
      printedAt: world.clock.now())
    return try await printing.run { try TableReportPDF.render(report) }
  }
}

/// A column of a printed report.
package struct PrintedColumn: Sendable {
  package let title: String
  /// The column's part of the width.
  package let share: Double
  /// Amounts and counts stand to the right.
  package let isAmount: Bool

  package init(_ title: String, share: Double, isAmount: Bool = false) {
    self.title = title
    self.share = share
    self.isAmount = isAmount
  }
}
