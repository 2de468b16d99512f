/// The pages of one notice: head with window, running text, foot.
final class NoticeLetterPage {
  struct Symbols {
    var slip: BarcodeSymbol?
    var pix: BarcodeSymbol?
    var access: BarcodeSymbol
    var tracking: BarcodeSymbol?
    var dataMatrix: BarcodeSymbol?
    var postalBars: BarcodeSymbol?
  }

  static let left = millimetres(20)
  static let width = millimetres(170)
  /// The first fold is at 99 mm; text begins below it.
  static let textTop = millimetres(98)
  static let continuationTop = millimetres(27)
  static let textBottom = millimetres(297 - 20)
  static let right = left + width

  let letter: NoticeLetter
  let text: NoticeLetterText
  let typesetter: Typesetter
  let styles: NoticeStyles

  init(_ letter: NoticeLetter, _ typesetter: Typesetter, _ styles: NoticeStyles) {
    self.letter = letter
    self.text = NoticeLetterText(letter)
    self.typesetter = typesetter
    self.styles = styles
  }

  func encodeSymbols() throws(BarcodeError) -> Symbols {
    var symbols = Symbols(access: try typesetter.keepSymbol(.qr, letter.access.url))
    if let slip = letter.payment?.slip {
      symbols.slip = try BarcodeSymbol(.interleaved, slip.barcode)
    }
    if let code = letter.payment?.pixCode { symbols.pix = try BarcodeSymbol(.qr, code) }
    if let number = letter.trackingNumber {
      symbols.tracking = try BarcodeSymbol(.code128, number)
    }
    if let content = letter.dataMatrix {
      symbols.dataMatrix = try BarcodeSymbol(.dataMatrix, content)
    }
    if let bars = letter.postalBars { symbols.postalBars = BarcodeSymbol(postalBars: bars) }
    return symbols
  }

  // MARK: Head and foot

  func drawHead(_ canvas: Canvas, _ symbols: Symbols) {
    let name = typesetter.keep(
      RichText(printable(letter.bureau.name)), NoticeStyles.bureau, width: Self.width)
    let contact = typesetter.keep(
      RichText(text.bureauContact), NoticeStyles.small, width: Self.width)
    let top = millimetres(16)
    canvas.draw(name, x: Self.left, y: top)
    canvas.draw(contact, x: Self.left, y: top + name.height + 2, ink: Ink.quiet)
    canvas.rule(x: Self.left, y: millimetres(30), width: Self.width, ink: Ink.black, weight: 0.8)
    drawAddress(canvas, symbols)
    drawReferences(canvas, symbols)
    // Fold marks, outside the text.
    for fold in [99.0, 198.0] {
      canvas.rule(x: millimetres(5), y: millimetres(fold), width: millimetres(4), ink: Ink.faint)
    }
  }

  private func drawAddress(_ canvas: Canvas, _ symbols: Symbols) {
    let window = NoticeLetterPDF.addressWindow
    let inset = millimetres(3)
    let matrixSide = millimetres(12.6)
    let barsHeight = symbols.postalBars == nil ? 0 : millimetres(3.2 + 2)
    let room = window.height - 2 * inset - barsHeight
    let width = window.width - 2 * inset - (symbols.dataMatrix == nil ? 0 : matrixSide + inset)
    let boxes = addressBoxes(width: width, room: room)
    var y = window.y + inset
    for box in boxes {
      canvas.draw(box, x: window.x + inset, y: y)
      y += box.height
    }
    if let bars = symbols.postalBars {
      canvas.draw(
        bars,
        in: Area(
          x: window.x + inset, y: y + millimetres(2), width: millimetres(bars.width / 10),
          height: millimetres(bars.height / 10)))
    }
    if let matrix = symbols.dataMatrix {
      canvas.draw(
        matrix,
        in: Area(
          x: window.right - inset - matrixSide, y: window.y + inset, width: matrixSide,
          height: matrixSide))
    }
  }

  /// The addressee in the largest type that fits the window.
  private func addressBoxes(width: Double, room: Double) -> [TextBox] {
    var boxes: [TextBox] = []
    for size in NoticeStyles.addressSizes {
      let style = TextStyle(size: size)
      boxes = [typesetter.set(RichText(printable(letter.debtor.name)), style.strong, width: width)]
      boxes += letter.debtor.address.lines.map {
        typesetter.set(RichText($0), style, width: width)
      }
      if boxes.reduce(0, { $0 + $1.height }) <= room { break }
    }
    return boxes
  }

  private func drawReferences(_ canvas: Canvas, _ symbols: Symbols) {
    let x = Self.right - millimetres(66)
    var y = NoticeLetterPDF.addressWindow.y + millimetres(1)
    for item in text.references {
      let label = typesetter.keep(RichText(item.label), NoticeStyles.referenceLabel)
      let value =
        item.isOfTheDay
        ? typesetter.keep(RichText(item.value), NoticeStyles.referenceValue)
        : typesetter.set(RichText(item.value), NoticeStyles.referenceValue)
      canvas.draw(label, x: x, y: y + 1.4, ink: Ink.quiet)
      canvas.draw(value, x: x + millimetres(23), y: y)
      y += value.height + 2.5
    }
    if let tracking = symbols.tracking {
      canvas.draw(
        tracking,
        in: Area(x: x, y: y + millimetres(3), width: millimetres(66), height: millimetres(15)))
      y += millimetres(18)
    }
    if let code = letter.franchiseCode {
      let label = typesetter.keep("CIF", NoticeStyles.franchise)
      let value = typesetter.set(RichText(code), NoticeStyles.franchise)
      canvas.draw(label, x: x, y: y + millimetres(1.5), ink: Ink.quiet)
      canvas.draw(value, x: Self.right - value.width, y: y + millimetres(1.5))
    }
  }

  func drawContinuationHead(_ canvas: Canvas) {
    let head = typesetter.set(
      RichText("Comunicado nº " + printable(letter.number) + " (continuação)"),
      NoticeStyles.small.with(size: 8.4))
    canvas.draw(head, x: Self.left, y: millimetres(15), ink: Ink.quiet)
    canvas.rule(x: Self.left, y: millimetres(21), width: Self.width, ink: Ink.line)
  }

  func drawFoot(_ canvas: Canvas, page: Int, of pages: Int) {
    let top = millimetres(297 - 17)
    canvas.rule(x: Self.left, y: top, width: Self.width)
    let bureau = typesetter.keep(
      RichText(text.bureauLine), NoticeStyles.small.with(size: 6.8),
      width: Self.width - millimetres(24))
    canvas.draw(bureau, x: Self.left, y: top + 4, ink: Ink.quiet)
    let number = typesetter.keep(
      RichText("Página \(page) de \(pages)"), NoticeStyles.small.with(size: 7))
    canvas.draw(number, x: Self.right - number.width, y: top + 4, ink: Ink.quiet)
  }
}
