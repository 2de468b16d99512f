/// One column of a table.
struct TableColumn {
  var width: Double
  var toTheRight = false
}

/// A table whose head comes back on every page that it goes on to.
struct Table {
  let typesetter: Typesetter
  let left: Double
  let columns: [TableColumn]
  let header: TextStyle
  let body: TextStyle
  var padding = 3.0
  /// White space between columns.
  var gutter = 5.0

  private var width: Double { columns.reduce(0) { $0 + $1.width } }

  /// Head and rows as items; `space` is above the head.
  func items(header names: [String], rows: [[String]], space: Double) -> [FlowItem] {
    let head = row(names, header, kept: true)
    let headHeight = head.height + 2 * padding
    let drawHead: (Canvas, Double) -> Void = { [left, width, padding] canvas, y in
      canvas.wash(Area(x: left, y: y, width: width, height: headHeight))
      for (box, x) in head.boxes { canvas.draw(box, x: x, y: y + padding, ink: Ink.quiet) }
    }
    let continuation = FlowItem.Continuation(height: headHeight, draw: drawHead)
    var items = [
      FlowItem(
        height: headHeight, spaceBefore: space, keepsWithNext: !rows.isEmpty, draw: drawHead)
    ]
    for cells in rows {
      var item = line(cells, body, ink: Ink.faint)
      item.continuation = continuation
      items.append(item)
    }
    return items
  }

  /// A last row in bold.
  func total(_ cells: [String]) -> FlowItem {
    // The label of a total runs over the empty cells on its right.
    line(cells, body.strong, ink: Ink.line)
  }

  private func line(_ cells: [String], _ style: TextStyle, ink: Double) -> FlowItem {
    let cells = row(cells, style, kept: false)
    return FlowItem(height: cells.height + 2 * padding) { [left, width, padding] canvas, y in
      for (box, x) in cells.boxes { canvas.draw(box, x: x, y: y + padding) }
      canvas.rule(x: left, y: y + cells.height + 2 * padding, width: width, ink: ink)
    }
  }

  private func row(
    _ cells: [String], _ style: TextStyle, kept: Bool
  ) -> (boxes: [(TextBox, Double)], height: Double) {
    var boxes: [(TextBox, Double)] = []
    var x = left
    var height = 0.0
    for (index, column) in columns.enumerated() {
      let cell = index < cells.count ? cells[index] : ""
      defer { x += column.width }
      guard !cell.isEmpty else { continue }
      let last = index == columns.count - 1
      var room = column.width - (last ? 0 : gutter)
      var next = index + 1
      while next < columns.count, next < cells.count, cells[next].isEmpty {
        room += columns[next].width
        next += 1
      }
      // An amount and the text on its right would run into one.
      let inset = index == 0 ? 2.0 : columns[index - 1].toTheRight && !column.toTheRight ? 7 : 0
      let alignment = column.toTheRight ? style.toTheRight : style
      let width = room - inset - (last ? 2 : 0)
      let words = RichText(printable(cell))
      let box =
        kept
        ? typesetter.keep(words, alignment, width: width)
        : typesetter.set(words, alignment, width: width)
      boxes.append((box, x + inset))
      height = max(height, box.height)
    }
    return (boxes, height)
  }
}
