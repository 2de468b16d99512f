extension ReturnHeader {
  /// The name under which files of 150 places are refused.
  static let cnab150 = "CNAB 150, arrecadação ou débito automático (150 posições)"

  /// Recognizes the layout and the bank from the first line, or says what the file is instead.
  init(_ line: ReturnLine) throws(ReturnRefusal) {
    if line.starts(with: "02RETORNO", at: 1) {
      self = try ReturnHeader.header400(line)
    } else if line.starts(with: "01REMESSA", at: 1) {
      throw .remittance
    } else if ReturnHeader.is240(line) {
      self = try ReturnHeader.header240(line)
    } else if line.byte(1) == UInt8(ascii: "A"),
      line.byte(2) == UInt8(ascii: "1") || line.byte(2) == UInt8(ascii: "2"), line.count <= 150
    {
      throw .unsupported(name: ReturnHeader.cnab150)
    } else {
      throw .unknownLayout
    }
  }

  /// Whether a line has the beginning of a header of 240 places: lot zero, record type zero.
  static func is240(_ line: ReturnLine) -> Bool {
    line.starts(with: "00000", at: 4) && isNumber(line, 1...3)
  }

  private static func header240(_ line: ReturnLine) throws(ReturnRefusal) -> ReturnHeader {
    guard line.count <= 240 else { throw .wrongLength(bytes: line.count) }
    // 1 is a remittance, 2 a return; some banks write 0 or nothing.
    switch line.byte(143) {
    case UInt8(ascii: "1"): throw .remittance
    case UInt8(ascii: "2"), UInt8(ascii: "0"), 32: break
    default: throw .unknownLayout
    }
    let table = ReturnPlacesTable.published
    let bank = line.text(1...3)
    let own = table.maps(bank: bank, layout: .cnab240).first
    let places = own?[.head] ?? 33...52
    // Where the bank leaves the agreement out, the account stands for it.
    let agreement = line.isZero(places) ? line.text(33...52) : line.text(places)
    return ReturnHeader(
      bank: bank, layout: .cnab240, generatedOn: line.informedDate(144...151),
      agreement: agreement.isEmpty ? line.text(53...71) : agreement, creditedOn: nil,
      isKnown: own != nil)
  }

  private static func header400(_ line: ReturnLine) throws(ReturnRefusal) -> ReturnHeader {
    guard line.count <= 400, line.count >= 79 else { throw .wrongLength(bytes: line.count) }
    guard isNumber(line, 77...79) else { throw .unknownLayout }
    let bank = line.text(77...79)
    let own = ReturnPlacesTable.published.maps(bank: bank, layout: .cnab400).first
    var made: CivilDate?
    if let places = own?[.made] {
      made = line.informedDate(places, bank == "748" ? .yearFirst : .dayFirst)
    }
    let places = own?[.head] ?? 27...46
    return ReturnHeader(
      bank: bank, layout: .cnab400, generatedOn: made ?? line.informedDate(95...100),
      agreement: line.text(line.isZero(places) ? 27...46 : places),
      creditedOn: own?[.headCredit].flatMap { line.informedDate($0) }, isKnown: own != nil)
  }

  private static func isNumber(_ line: ReturnLine, _ places: ClosedRange<Int>) -> Bool {
    places.allSatisfy { (48...57).contains(line.byte($0)) }
  }
}
