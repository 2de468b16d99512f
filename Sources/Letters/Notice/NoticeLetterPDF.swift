import Credit

/// The notice as a PDF on A4, folded in three for an envelope with window.
package enum NoticeLetterPDF {
  /// How large the text is set.
  package enum TypeSize: Hashable, Sendable {
    case normal
    /// Sixteen points and more, for people who see little (CDC, art. 43, § 6º).
    case large
  }

  /// The visible field of the envelope's window: nothing but the address and the Correios' codes
  /// may stand in it, and nothing of the debt (CDC, art. 42).
  package static let addressWindow = Area(
    x: millimetres(20), y: millimetres(45), width: millimetres(90), height: millimetres(45))

  /// The same letter always gives the same bytes. Throws `LetterRefused` with all faults,
  /// `BarcodeError` or `DrawingError`. For more than one letter use `NoticeLetterBatch`.
  package static func render(
    _ letter: NoticeLetter, typeSize: TypeSize = .normal
  ) throws -> [UInt8] {
    try NoticeLetterBatch().render(letter, typeSize: typeSize)
  }
}

/// Renders letter after letter in constant memory: what is the same in all of them is laid out
/// once. One thread at a time; a thread of ours, for a letter is some milliseconds of work.
package final class NoticeLetterBatch {
  private let typesetter = Typesetter()

  package init() {}

  /// One letter; throws like `NoticeLetterPDF.render`.
  package func render(
    _ letter: NoticeLetter, typeSize: NoticeLetterPDF.TypeSize = .normal
  ) throws -> [UInt8] {
    let faults = letter.faults
    guard faults.isEmpty else { throw LetterRefused(faults: faults) }
    defer { typesetter.finishDocument() }
    let page = NoticeLetterPage(letter, typesetter, NoticeStyles(typeSize))
    let symbols = try page.encodeSymbols()
    let items = page.items(symbols)
    let flow = Flow(
      firstTop: NoticeLetterPage.textTop, top: NoticeLetterPage.continuationTop,
      bottom: NoticeLetterPage.textBottom)
    let pages = flow.pages(items)
    let properties = DocumentProperties(
      title: "Comunicado nº " + printable(letter.number),
      author: printable(letter.bureau.name),
      subject: "Comunicado prévio (CDC, art. 43, § 2º)", createdAt: letter.issuedAt)
    return try PDFDocument.write(properties) { canvas in
      for (index, placed) in pages.enumerated() {
        if index == 0 {
          page.drawHead(canvas, symbols)
        } else {
          page.drawContinuationHead(canvas)
        }
        for item in placed { item.draw(canvas, item.y) }
        page.drawFoot(canvas, page: index + 1, of: pages.count)
        canvas.showPage()
      }
    }
  }
}
