extension NoticeLetterPage {
  /// The running text, in reading order.
  func items(_ symbols: Symbols) -> [FlowItem] {
    var items = [paragraph(RichText(text.title), styles.title, kept: true)]
    for (index, sentence) in text.opening.enumerated() {
      items.append(
        paragraph(
          // The first names the person; the others are those of all letters of a day and state.
          sentence, index == 2 ? styles.fine : styles.body, kept: index > 0,
          space: index == 0 ? styles.gap * 1.4 : styles.gap))
    }
    items += creditorItems()
    items += styles.isLarge ? titleParagraphs() : titleTable()
    items.append(paragraph(text.amountNote, styles.fine, kept: true, space: styles.gap))
    items += section(text.payment, keptFrom: 1)
    if symbols.slip != nil || symbols.pix != nil { items.append(paymentPanel(symbols)) }
    items.append(accessItem(symbols))
    if styles.isLarge {
      items += section(text.rights) + section(text.dispute)
      if let state = text.state { items += section(state) }
    } else {
      items.append(columns())
    }
    return items
  }

  func paragraph(
    _ words: RichText, _ style: TextStyle, kept: Bool, space: Double = 0,
    keepsWithNext: Bool = false
  ) -> FlowItem {
    let box =
      kept
      ? typesetter.keep(words, style, width: Self.width)
      : typesetter.set(words, style, width: Self.width)
    return FlowItem(height: box.height, spaceBefore: space, keepsWithNext: keepsWithNext) {
      $0.draw(box, x: Self.left, y: $1)
    }
  }

  /// The paragraphs from `keptFrom` on are the same in other letters.
  func section(_ section: NoticeLetterText.Section, keptFrom: Int = 0) -> [FlowItem] {
    let heading = paragraph(
      RichText(section.heading), styles.heading, kept: true, space: styles.gap * 2.2,
      keepsWithNext: true)
    return [heading]
      + section.paragraphs.enumerated().map { index, words in
        paragraph(
          words, styles.body, kept: index >= keptFrom, space: styles.gap * (index == 0 ? 0.6 : 0.8))
      }
  }

  private func creditorItems() -> [FlowItem] {
    let labelWidth = styles.isLarge ? millimetres(38) : millimetres(23)
    return text.creditor.enumerated().map { index, item in
      let label = typesetter.keep(RichText(item.label), styles.label)
      let value = typesetter.keep(
        RichText(item.value), index == 0 ? styles.body.strong : styles.body,
        width: Self.width - labelWidth)
      let lift = max(0, (styles.body.size - styles.label.size) * 0.92)
      return FlowItem(
        height: value.height, spaceBefore: index == 0 ? styles.gap * 2 : styles.gap * 0.25,
        keepsWithNext: index < text.creditor.count - 1
      ) {
        $0.draw(label, x: Self.left, y: $1 + lift, ink: Ink.quiet)
        $0.draw(value, x: Self.left + labelWidth, y: $1)
      }
    }
  }

  /// In large type six columns do not fit: each title is a paragraph.
  private func titleParagraphs() -> [FlowItem] {
    var items: [FlowItem] = text.rows.enumerated().map { index, row in
      var words: RichText =
        "Título \(strong: row.number), contrato \(row.contract). \(row.nature). Venceu em "
        + "\(strong: row.dueOn). Valor: \(strong: row.amount)."
      if let updated = row.updatedAmount { words = words + " Valor atualizado: \(updated)." }
      return paragraph(
        words, styles.body, kept: false, space: styles.gap * (index == 0 ? 2 : 1))
    }
    if let total = text.total {
      let updated = total.updatedAmount.map { " Atualizado: \($0)." } ?? ""
      items.append(
        paragraph(
          RichText(strong: total.number + ": " + total.amount + "." + updated), styles.body,
          kept: false, space: styles.gap))
    }
    return items
  }

  private func titleTable() -> [FlowItem] {
    let updated = text.tableHeader.updatedAmount != nil
    let widths = updated ? [29.0, 25, 52, 20, 22, 22] : [34.0, 32, 54, 24, 26]
    var columns = widths.map { TableColumn(width: millimetres($0)) }
    for index in (columns.count - (updated ? 2 : 1))..<columns.count {
      columns[index].toTheRight = true
    }
    let table = Table(
      typesetter: typesetter, left: Self.left, columns: columns,
      header: styles.label, body: styles.body)
    var items = table.items(
      header: text.tableHeader.cells, rows: text.rows.map(\.cells), space: styles.gap * 2)
    if let total = text.total { items.append(table.total(total.cells)) }
    return items
  }

  /// Rights on the left; dispute and the state's sentences on the right.
  private func columns() -> FlowItem {
    let gutter = millimetres(8)
    let width = (Self.width - gutter) / 2
    let left = stack([text.rights], width: width)
    let right = stack([text.dispute] + (text.state.map { [$0] } ?? []), width: width)
    return FlowItem(
      height: max(left.height, right.height), spaceBefore: styles.gap * 2.6
    ) { canvas, y in
      for (box, offset) in left.boxes { canvas.draw(box, x: Self.left, y: y + offset) }
      for (box, offset) in right.boxes {
        canvas.draw(box, x: Self.left + width + gutter, y: y + offset)
      }
    }
  }

  private func stack(
    _ sections: [NoticeLetterText.Section], width: Double
  ) -> (boxes: [(TextBox, Double)], height: Double) {
    var boxes: [(TextBox, Double)] = []
    var y = 0.0
    for (number, section) in sections.enumerated() {
      if number > 0 { y += styles.gap * 1.8 }
      let heading = typesetter.keep(RichText(section.heading), styles.heading, width: width)
      boxes.append((heading, y))
      y += heading.height + styles.gap * 0.5
      for words in section.paragraphs {
        let box = typesetter.keep(words, styles.body, width: width)
        boxes.append((box, y))
        y += box.height + styles.gap * 0.55
      }
    }
    return (boxes, y)
  }

  private func accessItem(_ symbols: Symbols) -> FlowItem {
    let side = millimetres(styles.isLarge ? 28 : 19)
    let width = Self.width - side - millimetres(5)
    let heading = typesetter.keep(RichText(text.access.heading), styles.heading, width: width)
    let words = typesetter.set(text.access.paragraphs[0], styles.body, width: width)
    let gap = styles.gap * 0.6
    let textHeight = heading.height + gap + words.height
    let padding = millimetres(2.5)
    let height = max(side, textHeight) + 2 * padding
    return FlowItem(height: height, spaceBefore: styles.gap * 2) { canvas, y in
      canvas.rule(x: Self.left, y: y, width: Self.width)
      let inner = y + padding
      canvas.draw(heading, x: Self.left, y: inner)
      canvas.draw(words, x: Self.left, y: inner + heading.height + gap)
      canvas.draw(
        symbols.access, in: Area(x: Self.right - side, y: inner, width: side, height: side))
    }
  }
}

extension NoticeLetterText.Row {
  var cells: [String] {
    [number, contract, nature, dueOn, amount] + (updatedAmount.map { [$0] } ?? [])
  }
}
