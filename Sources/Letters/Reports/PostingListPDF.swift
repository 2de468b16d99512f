package import Credit

/// The list of letters handed to the Correios on one day (lista de postagem). Signed or stamped
/// by them it proves the posting (STJ, Súmula 404).
package struct PostingList: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Number of the notice.
    package var noticeNumber: String
    /// UPU S10; nil for letters that are not tracked.
    package var trackingNumber: String?
    /// The code of the posting (CIF), 34 digits; nil where it is not kept.
    package var franchiseCode: String?
    /// CEP, eight digits.
    package var postalCode: String
    package var addressee: String
    package var cityAndState: String

    package init(
      noticeNumber: String, trackingNumber: String?, franchiseCode: String? = nil,
      postalCode: String, addressee: String, cityAndState: String
    ) {
      self.noticeNumber = noticeNumber
      self.trackingNumber = trackingNumber
      self.franchiseCode = franchiseCode
      self.postalCode = postalCode
      self.addressee = addressee
      self.cityAndState = cityAndState
    }
  }

  package var sender: String
  /// CNPJ of the sender, bare.
  package var senderDocument: String
  package var number: String
  package var postedOn: CivilDate
  package var issuedAt: Instant
  package var entries: [Entry]

  package init(
    sender: String, senderDocument: String, number: String, postedOn: CivilDate,
    issuedAt: Instant, entries: [Entry]
  ) {
    self.sender = sender
    self.senderDocument = senderDocument
    self.number = number
    self.postedOn = postedOn
    self.issuedAt = issuedAt
    self.entries = entries
  }
}

/// The posting list on A4. It says nothing of what the letters are about.
package enum PostingListPDF {
  /// The same list gives the same bytes. Throws `DrawingError`.
  package static func render(_ list: PostingList) throws -> [UInt8] {
    let sheet = ReportSheet(
      typesetter: Typesetter(), title: "Lista de postagem nº \(printable(list.number))",
      owner: printable(list.sender), foot: "Lista de postagem nº \(printable(list.number)).")
    let tracked = list.entries.count { $0.trackingNumber != nil }
    let facts = [
      ("Remetente", printable(list.sender)),
      ("CNPJ", PrintedDocument.full(list.senderDocument)),
      ("Data de postagem", list.postedOn.brazilian),
      ("Objetos", "\(list.entries.count) (\(tracked) com rastreamento)"),
    ]
    var items = facts.enumerated().map { sheet.fact($1.0, $1.1, first: $0 == 0) }
    let rows = list.entries.enumerated().map { index, entry in
      [
        String(index + 1), entry.noticeNumber + (entry.franchiseCode.map { "\n" + $0 } ?? ""),
        entry.trackingNumber ?? "—", printedPostalCode(entry.postalCode),
        printable(entry.addressee), printable(entry.cityAndState),
      ]
    }
    items += sheet.table(
      ["Nº", "Carta e CIF", "Objeto postal", "CEP", "Destinatário", "Cidade"], rows,
      shares: [4, 36, 16, 10, 21, 13])
    items.append(signature(sheet))
    return try sheet.write(
      items,
      DocumentProperties(
        title: "Lista de postagem nº \(printable(list.number))", author: printable(list.sender),
        subject: "Lista de postagem", createdAt: list.issuedAt))
  }

  private static func signature(_ sheet: ReportSheet) -> FlowItem {
    let words = sheet.typesetter.set(
      "Recebido pelos Correios: data, carimbo e assinatura", sheet.label)
    return FlowItem(height: 40 + words.height, spaceBefore: 20) { canvas, y in
      canvas.rule(x: ReportSheet.left, y: y + 36, width: millimetres(80), ink: Ink.black)
      canvas.draw(words, x: ReportSheet.left, y: y + 39, ink: Ink.quiet)
    }
  }
}
