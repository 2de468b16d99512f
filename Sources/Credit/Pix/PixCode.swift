/// A Pix code (BR Code, "copia e cola"): the text behind the QR code of a charge.
///
/// Banco Central, "Manual de padrões para iniciação do Pix". A value of this type has a correct
/// checksum and the fields that the standard asks for.
package struct PixCode: Hashable, Sendable {
  package enum Account: Hashable, Sendable {
    /// A key and an optional note to the payer.
    case key(String, note: String?)
    /// The address of the charge, without `https://`.
    case location(String)
    /// The address of an agreement on payments to come (Pix Automático, "Jornada 2"), without
    /// `https://`: the code itself pays nothing.
    case recurrence(String)
  }

  package let account: Account
  /// Nil where the payer or the charge gives the amount.
  package let amount: Cents?
  package let merchantName: String
  package let merchantCity: String
  /// Nil where the code carries `***`.
  package let transactionID: String?
  /// Whether the code is marked as usable once (field 01 is 12).
  package let isSingleUse: Bool
  /// The whole code with its checksum in capitals.
  package let text: String

  static let maximumBytes = 512
  static let domain = "br.gov.bcb.pix"

  /// Whether the code points to a charge instead of a key.
  package var isDynamic: Bool {
    if case .location = account { true } else { false }
  }

  /// Whether the code only agrees on payments to come, and pays nothing now.
  package var isRecurrenceOnly: Bool {
    if case .recurrence = account { true } else { false }
  }
}

extension PixCode {
  /// Parses and verifies a code. Blanks around it are dropped; a checksum in lower case is
  /// accepted.
  package init(parsing input: some StringProtocol) throws(PixError) {
    var bytes = Array(input.utf8)[...]
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    while let first = bytes.first, first <= 32 { bytes.removeFirst() }
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= PixCode.maximumBytes else { throw .tooLong(limit: PixCode.maximumBytes) }
    // The standard is ASCII; a name with accents is written by some and counted in bytes.
    guard bytes.allSatisfy({ $0 >= 32 && $0 != 127 }) else { throw .notPrintable }
    let fields = try EMVFields.reading(bytes)
    guard let last = fields.values.last, last.tag == "63", last.value.utf8.count == 4 else {
      throw .field(tag: "63")
    }
    let checksum = CRC16.text(CRC16.checksum(bytes.dropLast(4)))
    guard last.value.uppercased() == checksum else { throw .checksum }
    for (tag, expected) in [("00", "01"), ("53", "986"), ("58", "BR")] {
      guard try fields.value(tag) == expected else { throw .field(tag: tag) }
    }
    guard let name = try fields.value("59"), !name.isEmpty else { throw .field(tag: "59") }
    guard let city = try fields.value("60"), !city.isEmpty else { throw .field(tag: "60") }
    let transactionID = try PixCode.transactionID(fields)
    self.init(
      account: try PixCode.account(fields), amount: try PixCode.amount(fields),
      merchantName: name, merchantCity: city,
      transactionID: transactionID == "***" ? nil : transactionID,
      isSingleUse: try fields.value("01") == "12",
      text: String(decoding: bytes.dropLast(4), as: UTF8.self) + checksum)
  }

  private static func account(_ fields: EMVFields) throws(PixError) -> Account {
    // The account is in any of the fields 26 to 51; the one of Pix names its domain.
    for (tag, value) in fields.values where tag >= "26" && tag <= "51" {
      guard let inner = try PixCode.template(tag, value),
        try inner.value("00")?.lowercased() == domain
      else { continue }
      if let key = try inner.value("01"), !key.isEmpty {
        return .key(key, note: try inner.value("02"))
      }
      if let location = try inner.value("25"), !location.isEmpty { return .location(location) }
      if let recurrence = try recurrence(fields) { return .recurrence(recurrence) }
      throw .field(tag: tag)
    }
    throw .field(tag: "26")
  }

  /// The agreement is in any of the fields 80 to 99, under the same domain.
  private static func recurrence(_ fields: EMVFields) throws(PixError) -> String? {
    for (tag, value) in fields.values where tag >= "80" {
      guard let inner = try PixCode.template(tag, value),
        try inner.value("00")?.lowercased() == domain
      else { continue }
      if let location = try inner.value("25"), !location.isEmpty { return location }
    }
    return nil
  }

  /// The fields inside a field; nil where it is of another arrangement and has none. A fault is
  /// told by the field that it stands in, for a place in it would be read as one in the code.
  private static func template(_ tag: String, _ value: String) throws(PixError) -> EMVFields? {
    do throws(PixError) {
      return try EMVFields.reading(Array(value.utf8)[...])
    } catch {
      if value.lowercased().contains(domain) || tag == "62" { throw .field(tag: tag) }
      return nil
    }
  }

  private static func amount(_ fields: EMVFields) throws(PixError) -> Cents? {
    guard let text = try fields.value("54") else { return nil }
    // Digits and at most one point with one or two decimals; no comma and no thousands.
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.count == 1 || parts[1].count <= 2,
      !text.utf8.contains(UInt8(ascii: ",")), let amount = Cents(parsing: text), amount >= .zero
    else { throw .field(tag: "54") }
    return amount
  }

  private static func transactionID(_ fields: EMVFields) throws(PixError) -> String {
    guard let value = try fields.value("62"),
      let text = try PixCode.template("62", value)?.value("05"), !text.isEmpty
    else { throw .field(tag: "62") }
    return text
  }
}
