extension PixCode {
  static let maximumNameBytes = 25
  static let maximumCityBytes = 15
  static let maximumTransactionIDBytes = 25
  /// Field 26 holds 99 bytes; its domain takes 18 of them and each inner field four more.
  static let maximumLocationBytes = 77

  /// A static code: the payer's bank reads key and amount from the code itself.
  ///
  /// - Parameters:
  ///   - key: CPF, CNPJ, e-mail, phone (`+55…`) or random key.
  ///   - note: a sentence to the payer; its room is what the key leaves of 77 bytes.
  ///   - amount: nil lets the payer type it.
  ///   - name, city: folded to ASCII and cut at 25 and 15 bytes.
  ///   - transactionID: 1 to 25 letters and digits; nil writes `***`.
  package init(
    key: String, note: String? = nil, amount: Cents?, name: String, city: String,
    transactionID: String? = nil
  ) throws(PixError) {
    guard !key.isEmpty, PixCode.isPrintable(key), key.utf8.count <= 77 else {
      throw .outOfRange(part: "chave")
    }
    let folded = note.map { ASCIIText.folding($0) }
    if let folded, folded.isEmpty || key.utf8.count + 4 + folded.utf8.count > 77 {
      throw .outOfRange(part: "informação ao pagador")
    }
    if let transactionID {
      guard (1...PixCode.maximumTransactionIDBytes).contains(transactionID.utf8.count),
        transactionID.utf8.allSatisfy(PixCode.isAlphanumeric)
      else { throw .outOfRange(part: "identificador (txid)") }
    }
    try self.init(
      account: .key(key, note: folded), amount: amount, name: name, city: city,
      transactionID: transactionID, isSingleUse: false)
  }

  /// A dynamic code: the payer's bank fetches the charge from `location`, given without
  /// `https://`.
  package init(
    location: String, amount: Cents? = nil, name: String, city: String
  ) throws(PixError) {
    guard !location.isEmpty, location.utf8.count <= PixCode.maximumLocationBytes,
      PixCode.isPrintable(location), !location.lowercased().hasPrefix("http")
    else { throw .outOfRange(part: "endereço da cobrança") }
    try self.init(
      account: .location(location), amount: amount, name: name, city: city, transactionID: nil,
      isSingleUse: true)
  }

  private init(
    account: Account, amount: Cents?, name: String, city: String, transactionID: String?,
    isSingleUse: Bool
  ) throws(PixError) {
    let name = PixCode.trimmed(ASCIIText.folding(name), to: PixCode.maximumNameBytes)
    let city = PixCode.trimmed(ASCIIText.folding(city), to: PixCode.maximumCityBytes)
    guard !name.isEmpty else { throw .outOfRange(part: "nome do recebedor") }
    guard !city.isEmpty else { throw .outOfRange(part: "cidade do recebedor") }
    if let amount, amount <= .zero || amount > .largest { throw .outOfRange(part: "valor") }
    var inner = EMVFields.field("00", PixCode.domain)
    switch account {
    case .key(let key, let note):
      inner += EMVFields.field("01", key) + (note.map { EMVFields.field("02", $0) } ?? "")
    case .location(let location):
      inner += EMVFields.field("25", location)
    case .recurrence: throw .outOfRange(part: "recorrência")
    }
    let body =
      EMVFields.field("00", "01") + (isSingleUse ? EMVFields.field("01", "12") : "")
      + EMVFields.field("26", inner) + EMVFields.field("52", "0000")
      + EMVFields.field("53", "986")
      + (amount.map { EMVFields.field("54", PixCode.plain($0)) } ?? "")
      + EMVFields.field("58", "BR") + EMVFields.field("59", name) + EMVFields.field("60", city)
      + EMVFields.field("62", EMVFields.field("05", transactionID ?? "***")) + "6304"
    self.init(
      account: account, amount: amount, merchantName: name, merchantCity: city,
      transactionID: transactionID, isSingleUse: isSingleUse,
      text: body + CRC16.text(CRC16.checksum(body.utf8)))
  }

  private static func plain(_ amount: Cents) -> String {
    String(amount.amount / 100) + "." + padded(Int(amount.amount % 100), 2)
  }

  private static func isPrintable(_ text: String) -> Bool {
    text.utf8.allSatisfy { (33...126).contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// The first bytes of an ASCII text without blanks at either end.
  private static func trimmed(_ text: String, to limit: Int) -> String {
    var bytes = Array(text.utf8.drop { $0 == 32 }.prefix(limit))[...]
    while bytes.last == 32 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
