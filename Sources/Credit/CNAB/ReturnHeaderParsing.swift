extension ReturnHeader {
  /// Recognizes the layout and the bank from the first line, or says what the file is instead.
  init(_ line: ReturnLine) throws(ReturnRefusal) {
    if line.starts(with: "02RETORNO", at: 1) {
      self = try ReturnHeader.header400(line)
    } else if line.starts(with: "01REMESSA", at: 1) {
      throw .remittance
    } else if line.starts(with: "00000", at: 4), ReturnHeader.isNumber(line, 1...3) {
      self = try ReturnHeader.header240(line)
    } else if line.byte(1) == UInt8(ascii: "A"),
      line.byte(2) == UInt8(ascii: "1") || line.byte(2) == UInt8(ascii: "2"), line.count <= 150
    {
      throw .unsupported(name: "arrecadação ou débito automático (150 posições)")
    } else {
      throw .unknownLayout
    }
  }

  private static func header240(_ line: ReturnLine) throws(ReturnRefusal) -> ReturnHeader {
    guard line.count <= 240 else { throw .wrongLength(bytes: line.count) }
    // 1 is a remittance, 2 a return; some banks write 0 or nothing.
    switch line.byte(143) {
    case UInt8(ascii: "1"): throw .remittance
    case UInt8(ascii: "2"), UInt8(ascii: "0"), 32: break
    default: throw .unknownLayout
    }
    return ReturnHeader(
      bank: line.text(1...3), layout: .cnab240, generatedOn: date(line, 144...151),
      agreement: line.text(33...52))
  }

  private static func header400(_ line: ReturnLine) throws(ReturnRefusal) -> ReturnHeader {
    guard line.count <= 400, line.count >= 79 else { throw .wrongLength(bytes: line.count) }
    guard isNumber(line, 77...79) else { throw .unknownLayout }
    let bank = line.text(77...79)
    // Sicredi writes the year first, in eight digits.
    let yearFirst = bank == "748" ? date(line, 95...102, .yearFirst) : nil
    return ReturnHeader(
      bank: bank, layout: .cnab400, generatedOn: yearFirst ?? date(line, 95...100),
      agreement: line.text(27...46))
  }

  private static func isNumber(_ line: ReturnLine, _ places: ClosedRange<Int>) -> Bool {
    places.allSatisfy { (48...57).contains(line.byte($0)) }
  }

  /// A header's date decides nothing, so that a wrong one is only absent.
  private static func date(
    _ line: ReturnLine, _ places: ClosedRange<Int>, _ form: ReturnLine.DateForm = .dayFirst
  ) -> CivilDate? {
    do {
      return try line.date(places, "geração", form)
    } catch {
      return nil
    }
  }
}
