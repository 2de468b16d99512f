extension ReturnFileReader {
  /// What is known of a record: the places of its bank, by layout and record id, and by what
  /// stands in the line where a bank writes in another's frame (bank-layouts, 7.5, 7.7, 7.8).
  func places(of line: ReturnLine, id: UInt8) -> ReturnPlaces? {
    let maps = maps.filter { $0.records.contains(id) }
    guard let own = maps.first, own.layout == .cnab400 else { return maps.first }
    switch own.bank {
    case "001" where id == UInt8(ascii: "1"):
      // Unicred's records under Banco do Brasil's header have blanks where the number stands.
      return line.isBlank(63...73) ? nil : own
    case "756":
      return line.isZero(63...73) && !line.isZero(71...82)
        ? maps.dropFirst().first : own
    case "336": return ofC6(line, maps)
    default: return own
    }
  }

  /// C6 writes in a frame of its own, in Bradesco's or in Itaú's, as the customer chose.
  private func ofC6(_ line: ReturnLine, _ maps: [ReturnPlaces]) -> ReturnPlaces? {
    guard maps.count == 3 else { return maps.first }
    if ["07", "72", "75"].contains(line.text(109...110)) { return maps[0] }
    if line.isBlank(71...74), !line.isZero(63...70), line.text(63...70) == line.text(86...93) {
      return maps[2]
    }
    if line.isZero(63...70), !line.isZero(71...82), !line.isZero(75...82) { return maps[1] }
    return maps[0]
  }

  /// Why no record of a bank can be read, in one sentence.
  static func unknownLayout(_ bank: String, _ layout: ReturnLayout, record: String) -> String {
    let name = "O leiaute CNAB \(layout.rawValue) do banco \(bank)"
    if let reason = ReturnPlacesTable.leftOut[bank] {
      return "\(name) não é conhecido: \(reason) (registro \(record)); peça ao banco o retorno"
        + " em outro leiaute ou registre o recebimento à mão."
    }
    let other =
      layout == .cnab400
        && ReturnPlacesTable.published.maps(bank: bank, layout: .cnab240).isEmpty == false
      ? "; o CNAB 240 deste banco é conhecido: peça o retorno nele"
      : "; peça ao banco o retorno em CNAB 240 ou registre o recebimento à mão"
    return "\(name) não é conhecido (registro \(record))\(other)."
  }

  /// A detail of Banco do Brasil that is not Banco do Brasil's.
  static let foreignDetail =
    "O arquivo diz banco 001, mas o registro não é do Banco do Brasil (posições 63 a 73 em branco,"
    + " como na Unicred); o leiaute não é conhecido: peça ao banco o arquivo outra vez."
}

extension ReturnPlaces {
  /// What a report says of a layout that no manual describes.
  var notice: String? {
    switch witness {
    case .manual: nil
    case .programs:
      "O leiaute CNAB \(layout.rawValue) do banco \(bank) é conhecido só por outros programas"
        + " (\(source)), e não por um manual; um título só é baixado se o número do documento e a"
        + " dívida também conferirem."
    case .assumed:
      "O banco não tem leiaute próprio conhecido no CNAB 240; foi suposto o padrão da FEBRABAN, e"
        + " um título só é baixado se o número do documento e a dívida também conferirem."
    }
  }
}
