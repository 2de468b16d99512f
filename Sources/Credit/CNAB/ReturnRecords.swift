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
      checkTrailer(counts: line.number(24...29), line)
    case UInt8(ascii: "2"), UInt8(ascii: "4"):
      file.otherRecords += 1
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
    case UInt8(ascii: "T") where maps.isEmpty:
      refuse(line, header, &items)
    case UInt8(ascii: "U") where maps.isEmpty: break
    case UInt8(ascii: "T"):
      closeSegment(&items)
      if let places = maps.first { tell(places) }
      file.collectionRecords += 1
      openSegment = OpenSegment(line: lineCount, lot: line.text(4...7), segment: line)
    case UInt8(ascii: "U"):
      file.collectionRecords += 1
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
      file.otherRecords += 1
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
    case .fault(let fault) where fault.code != "return-paid-missing":
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
    guard let places = maps.first else {
      return fault("return-layout-unknown", "", line: open.line)
    }
    return entry(
      ReturnRecord(
        title: open.segment, money: money, line: open.line,
        sequence: open.lot + "." + open.segment.text(9...13)), places, header)
  }

  // MARK: CNAB 400

  mutating func read400(
    _ line: ReturnLine, _ header: ReturnHeader, _ items: inout [ReturnItem]
  ) {
    let id = line.byte(1)
    switch id {
    case UInt8(ascii: "9"):
      checkTrailer(counts: line.number(395...400), line)
    case UInt8(ascii: "0")...UInt8(ascii: "8"):
      if maps.isEmpty {
        if id == UInt8(ascii: "1") || id == UInt8(ascii: "7") { refuse(line, header, &items) }
      } else if maps.contains(where: { $0.records.contains(id) }) {
        readTitle400(line, header, id, &items)
      } else {
        // Splits, messages and Pix data that belong to the title before, and lines of zeros.
        file.otherRecords += 1
      }
    default:
      items.append(
        fault(
          "return-record-unknown",
          "O tipo de registro (posição 1) não existe no CNAB 400; peça ao banco o arquivo outra"
            + " vez."))
    }
  }

  private mutating func readTitle400(
    _ line: ReturnLine, _ header: ReturnHeader, _ id: UInt8, _ items: inout [ReturnItem]
  ) {
    guard let places = places(of: line, id: id) else {
      items.append(fault("return-layout-unknown", Self.foreignDetail))
      return
    }
    if isPadding(line, places) {
      file.otherRecords += 1
      return
    }
    file.collectionRecords += 1
    tell(places)
    let item = entry(
      ReturnRecord(
        title: line, money: line, line: lineCount, sequence: line.text(395...400)), places, header)
    if case .entry(let entry) = item {
      count(entry)
      // Banrisul tells the whole first, and then the shares of those who share it.
      let title = entry.bankNumber + "|" + entry.occurrence
      if places.bank == "041", !entry.number.isAbsent, title == file.lastTitle { return }
      file.lastTitle = title
    }
    items.append(item)
  }

  /// Whether a record is a row of zeros in place of a title: no occurrence and no number.
  private func isPadding(_ line: ReturnLine, _ places: ReturnPlaces) -> Bool {
    guard places.bank != "070", places.text(.occ, line) == "00", let number = places[.nn],
      let document = places[.doc]
    else { return false }
    return line.isZero(number) && line.isZero(document)
  }

  // MARK: Both

  /// A record of a bank whose layout is not known: the file says so once, each line by itself.
  private mutating func refuse(
    _ line: ReturnLine, _ header: ReturnHeader, _ items: inout [ReturnItem]
  ) {
    let id = header.layout == .cnab400 ? line.text(1...1) : line.text(14...14)
    let sentence = Self.unknownLayout(header.bank, header.layout, record: id)
    if file.told.insert("unknown").inserted { warn("return-layout-unknown", sentence) }
    file.collectionRecords += 1
    items.append(fault("return-layout-unknown", sentence))
  }

  /// Says once in each file that a layout is known less well than by a manual.
  private mutating func tell(_ places: ReturnPlaces) {
    guard let notice = places.notice, file.told.insert(places.source).inserted else { return }
    warn("return-layout-" + places.witness.rawValue, notice)
  }
}
