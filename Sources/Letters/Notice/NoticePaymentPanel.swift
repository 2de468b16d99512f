extension NoticeLetterPage {
  /// The bar code of a boleto: 103 mm by 13 mm (FEBRABAN), quiet zone of ten modules.
  private static let slipWidth = millimetres(103)
  private static let slipHeight = millimetres(13)
  private static let quietZone = millimetres(2.6)

  /// Boleto and Pix side by side in a frame; one under the other in large type.
  func paymentPanel(_ symbols: Symbols) -> FlowItem {
    let padding = millimetres(3.5)
    let side = symbols.pix == nil ? 0 : millimetres(30)
    let textWidth = Self.width - 2 * padding - (side == 0 ? 0 : side + millimetres(6))
    let left = Self.left + padding
    var parts: [(height: Double, draw: (Canvas, Double) -> Void)] = []
    func add(_ box: TextBox, ink: Double = Ink.black) {
      parts.append((box.height, { $0.draw(box, x: left, y: $1, ink: ink) }))
    }
    if let line = text.paymentLine {
      add(
        typesetter.keep("Boleto: linha digitável", styles.label, width: textWidth), ink: Ink.quiet)
      add(typesetter.set(RichText(line), styles.line, width: textWidth))
    }
    if let slip = symbols.slip {
      parts.append(
        (
          Self.slipHeight + millimetres(3.5),
          {
            $0.draw(
              slip,
              in: Area(
                x: left + Self.quietZone, y: $1 + millimetres(1.5), width: Self.slipWidth,
                height: Self.slipHeight))
          }
        ))
    }
    if let code = text.pixCode {
      add(typesetter.keep("Pix copia e cola", styles.label, width: textWidth), ink: Ink.quiet)
      let size = styles.isLarge ? 11 : 6.8
      add(typesetter.set(RichText(code), TextStyle(size: size), width: textWidth))
    }
    let textHeight = parts.reduce(0) { $0 + $1.height }
    let caption = typesetter.keep("Pix", styles.label.centred, width: side)
    let pixHeight = side == 0 ? 0 : side + caption.height + 2
    let height = max(textHeight, pixHeight) + 2 * padding
    let area = Area(x: Self.left, y: 0, width: Self.width, height: height)
    return FlowItem(height: height, spaceBefore: styles.gap * 1.4) { canvas, top in
      var frame = area
      frame.y = top
      canvas.frame(frame)
      var y = top + padding
      for part in parts {
        part.draw(canvas, y)
        y += part.height
      }
      guard let pix = symbols.pix else { return }
      let x = area.right - padding - side
      canvas.draw(pix, in: Area(x: x, y: top + padding, width: side, height: side))
      canvas.draw(caption, x: x, y: top + padding + side + 2, ink: Ink.quiet)
    }
  }
}
