package import Credit

/// A list as it is printed: what was filtered, the rows, what they add up to.
package struct ListReport: Sendable {
  package struct Column: Sendable {
    package let name: String
    /// Its part of the width, against the others.
    package let share: Double
    package let isAmount: Bool

    package init(_ name: String, share: Double, isAmount: Bool = false) {
      self.name = name
      self.share = share
      self.isAmount = isAmount
    }
  }

  /// Whose list it is: the name at the head.
  package let owner: String
  package let title: String
  /// What it was filtered by and what it adds up to.
  package let facts: [(name: String, value: String)]
  package let columns: [Column]
  package let rows: [[String]]
  /// What the reader must know of the list as a whole: that it was cut, for instance.
  package let note: String?
  /// When this copy was printed; with it the file is the same for the same list.
  package let printedAt: Instant

  package init(
    owner: String, title: String, facts: [(name: String, value: String)], columns: [Column],
    rows: [[String]], note: String?, printedAt: Instant
  ) {
    self.owner = owner
    self.title = title
    self.facts = facts
    self.columns = columns
    self.rows = rows
    self.note = note
    self.printedAt = printedAt
  }
}

/// A list on as many A4 pages as are needed. The same list gives the same bytes.
package enum ListReportPDF {
  /// Throws `DrawingError`.
  package static func render(_ report: ListReport) throws -> [UInt8] {
    let title = printable(report.title)
    let owner = printable(report.owner)
    let sheet = ReportSheet(
      typesetter: Typesetter(), title: title, owner: owner,
      foot: "Impresso em \(report.printedAt.brazilian). Contém dados pessoais (Lei nº "
        + "13.709/2018).")
    var items = report.facts.enumerated().map {
      sheet.fact(printable($1.name), printable($1.value), first: $0 == 0)
    }
    if let note = report.note { items.append(sheet.notice(RichText(printable(note)))) }
    let amounts = report.columns.indices.filter { report.columns[$0].isAmount }
    if report.rows.isEmpty {
      items.append(sheet.paragraph(RichText("Nada com estes filtros."), sheet.body, space: 10))
    } else {
      items += sheet.table(
        report.columns.map(\.name), report.rows, shares: report.columns.map(\.share),
        amounts: Set(amounts))
    }
    return try sheet.write(
      items,
      DocumentProperties(
        title: title, author: owner, subject: title, createdAt: report.printedAt))
  }
}
