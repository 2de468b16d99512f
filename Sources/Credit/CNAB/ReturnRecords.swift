/// What segment T of CNAB 240 says, until its segment U brings the money.
struct OpenSegment {
  let line: Int
  let lot: String
  let segment: ReturnLine
}

extension ReturnFileReader {
  // MARK: CNAB 240

  mutating func read240(
    _ line: ReturnLine, _ header: ReturnHeader, _ items: inout [ReturnItem]
  ) {
    switch line.byte(8) {
    case UInt8(ascii: "1"), UInt8(ascii: "5"):
      closeSegment(&items)
    case UInt8(ascii: "3"):
      readDetail240(line, header, &items)
    case UInt8(ascii: "9"):
      closeSegment(&items)
      checkTrailer(counts: line.number(24...29))
    case UInt8(ascii: "2"), UInt8(ascii: "4"):
      otherRecords += 1
    default:
      closeSegment(&items)
      items.append(
        fault(
          "return-record-unknown",
          "O tipo de registro (posição 8) não existe no CNAB 240; peça ao banco o arquivo outra"
            + " vez."))
    }
  }

  private mutating func readDetail240(
    _ line: ReturnLine, _ header: ReturnHeader, _ items: inout [ReturnItem]
  ) {
    switch line.byte(14) {
    case UInt8(ascii: "T"):
      closeSegment(&items)
      collectionRecords += 1
      openSegment = OpenSegment(line: lineCount, lot: line.text(4...7), segment: line)
    case UInt8(ascii: "U"):
      collectionRecords += 1
      guard let open = openSegment else {
        items.append(
          fault(
            "return-segment-t-missing",
            "O segmento U não vem depois de um segmento T; peça ao banco o arquivo outra vez."))
        return
      }
      openSegment = nil
      guard open.lot == line.text(4...7), open.segment.text(16...17) == line.text(16...17) else {
        items.append(
          fault(
            "return-segments-differ",
            "Os segmentos T e U do título não são do mesmo lote e ocorrência; peça ao banco o"
              + " arquivo outra vez.", line: open.line))
        return
      }
      items.append(item(open, money: line, header))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      otherRecords += 1
    default:
      items.append(
        fault(
          "return-segment-unknown",
          "O segmento (posição 14) não existe no CNAB 240; peça ao banco o arquivo outra vez."))
    }
  }

  /// Ends a segment T that no U followed. Where no money is told it stands for itself; a payment
  /// without its amount is a fault.
  mutating func closeSegment(_ items: inout [ReturnItem]) {
    guard let open = openSegment, let header else { return }
    openSegment = nil
    let alone = item(open, money: ReturnLine([]), header)
    switch alone {
    case .entry(let entry) where entry.kind == .notPayment || entry.kind == .rejected:
      items.append(alone)
    default:
      items.append(
        fault(
          "return-segment-u-missing",
          "Falta o segmento U, com o valor pago; peça ao banco o arquivo outra vez.",
          line: open.line))
    }
  }

  private func item(
    _ open: OpenSegment, money: ReturnLine, _ header: ReturnHeader
  ) -> ReturnItem {
    entry(
      title: open.segment, money: money, header, line: open.line,
      sequence: open.lot + "." + open.segment.text(9...13))
  }

  // MARK: CNAB 400

  mutating func read400(
    _ line: ReturnLine, _ header: ReturnHeader, _ items: inout [ReturnItem]
  ) {
    switch line.byte(1) {
    case UInt8(ascii: "1"), UInt8(ascii: "7"):
      collectionRecords += 1
      items.append(
        entry(
          title: line, money: line, header, line: lineCount, sequence: line.text(395...400)))
    case UInt8(ascii: "9"):
      checkTrailer(counts: line.number(395...400))
    case UInt8(ascii: "2")...UInt8(ascii: "8"):
      // Splits, messages and Pix data that belong to the title before.
      otherRecords += 1
    default:
      items.append(
        fault(
          "return-record-unknown",
          "O tipo de registro (posição 1) não existe no CNAB 400; peça ao banco o arquivo outra"
            + " vez."))
    }
  }

  // MARK: Both

  private func entry(
    title: ReturnLine, money: ReturnLine, _ header: ReturnHeader, line: Int, sequence: String
  ) -> ReturnItem {
    do {
      return .entry(try readEntry(title, money, header, line, sequence))
    } catch {
      return fault(error.code, error.detail, line: line)
    }
  }

  private func readEntry(
    _ title: ReturnLine, _ money: ReturnLine, _ header: ReturnHeader, _ line: Int,
    _ sequence: String
  ) throws(ReturnFieldFault) -> ReturnEntry {
    let occurrence = title.text(map.occurrence)
    guard occurrence.utf8.count == 2 else {
      throw ReturnFieldFault(
        code: "return-occurrence-missing",
        detail: "O código da ocorrência falta na linha; peça ao banco o arquivo outra vez.")
    }
    let paid = try money.amount(map.paid, "valor pago")
    let occurredOn = try money.date(map.occurredOn, "ocorrência")
    var creditPlaces = map.availableOn
    // Caixa's manual has the credit date at 294; files with the common place have blanks there.
    if let other = map.availableOnElsewhere,
      money.isZero(creditPlaces.lowerBound...other.lowerBound - 1)
    {
      creditPlaces = other
    }
    let creditedOn = try money.date(creditPlaces, "crédito", map.availableOnForm)
    let facts = facts(title)
    let meaning = SettlementTable.published.meaning(
      bank: header.bank, layout: header.layout, occurrence: occurrence, facts: facts, paid: paid)
    let isSettlement = meaning.kind == .full || meaning.kind == .partial
    if isSettlement, paid == .zero {
      throw ReturnFieldFault(
        code: "return-paid-missing",
        detail: "A linha diz que o título foi pago, mas não traz o valor; confirme com o banco.")
    }
    if isSettlement, occurredOn == nil, creditedOn == nil {
      throw ReturnFieldFault(
        code: "return-date-missing",
        detail: "A linha diz que o título foi pago, mas não traz a data; confirme com o banco.")
    }
    let bankNumber = title.text(map.bankNumber)
    let documentNumber = title.text(map.documentNumber)
    let companyUse = title.text(map.companyUse)
    if bankNumber.isEmpty, documentNumber.isEmpty, companyUse.isEmpty {
      throw ReturnFieldFault(
        code: "return-title-missing",
        detail: "A linha não diz de que título é; peça ao banco o arquivo outra vez.")
    }
    var fee = Cents.zero
    if let places = map.fee { fee = try title.amount(places, "tarifa") }
    return ReturnEntry(
      line: line, bank: header.bank, layout: header.layout, agreement: header.agreement,
      bankNumber: bankNumber, documentNumber: documentNumber, companyUse: companyUse,
      occurrence: occurrence, kind: meaning.kind, bankListing: meaning.bankListing,
      reasons: facts.reasons.filter { !$0.isEmpty && $0 != "00" }, paid: paid,
      face: try title.amount(map.face, "valor do título"),
      fee: fee,
      dueOn: try title.date(map.dueOn, "vencimento"), occurredOn: occurredOn,
      availableOn: isSettlement ? creditedOn ?? occurredOn : nil,
      payerDocument: payerDocument(title), detail: meaning.detail, sequence: sequence)
  }

  private func facts(_ line: ReturnLine) -> SettlementTable.Facts {
    var facts = SettlementTable.Facts()
    if let places = map.nature { facts.nature = line.text(places) }
    if let places = map.settlementCode { facts.settlementCode = line.text(places) }
    if let places = map.reasons, !line.isZero(places) {
      facts.reasons = stride(from: places.lowerBound, to: places.upperBound, by: 2)
        .map { line.text($0...$0 + 1) }
    }
    return facts
  }

  private func payerDocument(_ line: ReturnLine) -> String? {
    guard let kind = map.payerKind, let places = map.payerDocument, !line.isZero(places) else {
      return nil
    }
    let text = line.text(places)
    switch line.byte(kind) {
    case UInt8(ascii: "1"): return text.utf8.count >= 11 ? String(text.suffix(11)) : nil
    case UInt8(ascii: "2"): return text.utf8.count >= 14 ? String(text.suffix(14)) : nil
    default:
      // Some banks leave the kind out; a CPF has four zeros before it in the fifteen places.
      guard text.utf8.count >= 14 else { return nil }
      return String(text.hasPrefix("0000") ? text.suffix(11) : text.suffix(14))
    }
  }
}
