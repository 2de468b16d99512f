/// The common dress of printed reports and lists: head with owner and title, foot with page
/// numbers, headings, facts and tables over as many A4 pages as are needed.
final class ReportSheet {
  static let left = millimetres(18)
  static let width = millimetres(174)

  let typesetter: Typesetter
  let verdict = TextStyle(size: 14, bold: true)
  let body = TextStyle(size: 9, leading: 1.06)
  let label = TextStyle(size: 7.8)
  private let title: String
  private let owner: String
  private let foot: String

  init(typesetter: Typesetter, title: String, owner: String, foot: String) {
    self.typesetter = typesetter
    self.title = title
    self.owner = owner
    self.foot = foot
  }

  func paragraph(_ words: RichText, _ style: TextStyle, space: Double = 0) -> FlowItem {
    let box = typesetter.set(words, style, width: Self.width)
    return FlowItem(height: box.height, spaceBefore: space) {
      $0.draw(box, x: Self.left, y: $1)
    }
  }

  func heading(_ words: String) -> FlowItem {
    let box = typesetter.set(RichText(words), body.strong.with(size: 10.5), width: Self.width)
    return FlowItem(height: box.height + 2, spaceBefore: 13, keepsWithNext: true) {
      $0.draw(box, x: Self.left, y: $1)
    }
  }

  /// A warning that cannot be overlooked: framed, bold, at the head.
  func notice(_ words: RichText) -> FlowItem {
    let padding = 7.0
    let box = typesetter.set(words, body.strong, width: Self.width - 2 * padding)
    let height = box.height + 2 * padding
    return FlowItem(height: height, spaceBefore: 7) { canvas, y in
      let area = Area(x: Self.left, y: y, width: Self.width, height: height)
      canvas.wash(area)
      canvas.frame(area, ink: Ink.black, weight: 1)
      canvas.draw(box, x: Self.left + padding, y: y + padding)
    }
  }

  func fact(_ name: String, _ value: String, first: Bool) -> FlowItem {
    let indent = millimetres(26)
    let label = typesetter.set(RichText(name), label)
    let box = typesetter.set(RichText(value), body, width: Self.width - indent)
    return FlowItem(height: box.height, spaceBefore: first ? 9 : 1.5) {
      $0.draw(label, x: Self.left, y: $1 + 1.2, ink: Ink.quiet)
      $0.draw(box, x: Self.left + indent, y: $1)
    }
  }

  /// `shares` are the columns' parts of the width.
  func table(
    _ names: [String], _ rows: [[String]], shares: [Double], amounts: Set<Int> = []
  ) -> [FlowItem] {
    let sum = max(1, shares.reduce(0, +))
    let columns = shares.enumerated().map { index, share in
      TableColumn(width: Self.width * share / sum, toTheRight: amounts.contains(index))
    }
    return Table(
      typesetter: typesetter, left: Self.left, columns: columns, header: label, body: body
    ).items(header: names, rows: rows, space: 3)
  }

  func write(_ items: [FlowItem], _ properties: DocumentProperties) throws -> [UInt8] {
    let flow = Flow(
      firstTop: millimetres(34), top: millimetres(34), bottom: millimetres(297 - 20))
    let pages = flow.pages(items)
    return try PDFDocument.write(properties) { canvas in
      for (index, placed) in pages.enumerated() {
        drawFrame(canvas, page: index + 1, of: pages.count)
        for item in placed { item.draw(canvas, item.y) }
        canvas.showPage()
      }
    }
  }

  private func drawFrame(_ canvas: Canvas, page: Int, of pages: Int) {
    let half = Self.width / 2
    let name = typesetter.keep(RichText(owner), body.strong.with(size: 10.5), width: half)
    let subject = typesetter.keep(RichText(title), body.toTheRight, width: half)
    canvas.draw(name, x: Self.left, y: millimetres(15))
    canvas.draw(subject, x: Self.left + half, y: millimetres(15) + 1.5, ink: Ink.quiet)
    canvas.rule(x: Self.left, y: millimetres(28), width: Self.width, ink: Ink.black, weight: 0.8)
    let top = millimetres(297 - 16)
    canvas.rule(x: Self.left, y: top, width: Self.width)
    let words = typesetter.keep(RichText(foot), label, width: Self.width - millimetres(26))
    canvas.draw(words, x: Self.left, y: top + 4, ink: Ink.quiet)
    let number = typesetter.set(RichText("Página \(page) de \(pages)"), label)
    canvas.draw(
      number, x: Self.left + Self.width - number.width, y: top + 4, ink: Ink.quiet)
  }
}
