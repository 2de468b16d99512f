package import Credit

/// A report that is a table with some facts above it, as it is printed.
package struct TableReport: Sendable {
  package struct Column: Sendable {
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

  package var title: String
  /// The creditor.
  package var owner: String
  package var facts: [(name: String, value: String)]
  package var columns: [Column]
  package var rows: [[String]]
  /// What the reader must know of the table: that it was cut, for instance.
  package var notice: String?
  package var printedAt: Instant

  package init(
    title: String, owner: String, facts: [(name: String, value: String)], columns: [Column],
    rows: [[String]], notice: String? = nil, printedAt: Instant
  ) {
    self.title = title
    self.owner = owner
    self.facts = facts
    self.columns = columns
    self.rows = rows
    self.notice = notice
    self.printedAt = printedAt
  }
}

/// The report on A4.
package enum TableReportPDF {
  /// The same report gives the same bytes. Throws `DrawingError`.
  package static func render(_ report: TableReport) throws -> [UInt8] {
    let title = printable(report.title)
    let owner = printable(report.owner)
    let sheet = ReportSheet(
      typesetter: Typesetter(), title: title, owner: owner,
      foot: "\(title). Emitido em \(report.printedAt.brazilian). "
        + "Pode conter dados pessoais (Lei nº 13.709/2018).")
    var items = report.facts.enumerated().map {
      sheet.fact(printable($1.name), printable($1.value), first: $0 == 0)
    }
    if let notice = report.notice { items.append(sheet.notice(RichText(printable(notice)))) }
    let amounts = report.columns.indices.filter { report.columns[$0].isAmount }
    if report.rows.isEmpty {
      items.append(sheet.paragraph(RichText("Nada com estes filtros."), sheet.body, space: 10))
    } else {
      items += sheet.table(
        report.columns.map(\.title), report.rows.map { $0.map(printable) },
        shares: report.columns.map(\.share), amounts: Set(amounts))
    }
    return try sheet.write(
      items,
      DocumentProperties(
        title: title, author: owner, subject: title, createdAt: report.printedAt))
  }
}
