/// A key under which a branch receives Pix: one of the five kinds of the directory (DICT; Banco
/// Central, "Manual operacional do DICT").
package struct PixKey: Hashable, Sendable {
  package enum Kind: String, Hashable, CaseIterable, Sendable {
    case cpf, cnpj, email, phone
    /// Chave aleatória (EVP), a UUID.
    case random
  }

  /// Why a text is no key.
  package struct Fault: Error, Hashable, Sendable {
    package let code = "pix-key-invalid"
    package let message =
      "A chave Pix deve ser um CPF, um CNPJ, um e-mail, um telefone com +55 e DDD ou uma chave "
      + "aleatória; confira no aplicativo do banco."
  }

  /// Bytes of a key at the most: an e-mail has up to 77.
  static let maximumBytes = 77

  package let kind: Kind
  /// As it stands in a code: documents bare, e-mail and random key in lower case.
  package let text: String

  /// Reads what people write: documents with or without their marks, a phone with spaces, dots,
  /// hyphens and brackets behind `+55`.
  package init(parsing input: some StringProtocol) throws(Fault) {
    let bytes = Array(input.utf8.drop { $0 == 32 })
    let typed = String(
      decoding: bytes.reversed().drop { $0 == 32 }.reversed() as [UInt8], as: UTF8.self)
    guard !typed.isEmpty, typed.utf8.count <= PixKey.maximumBytes,
      typed.utf8.allSatisfy({ (32...126).contains($0) })
    else { throw Fault() }
    if typed.hasPrefix("+") {
      self.init(kind: .phone, text: try PixKey.phone(typed))
    } else if typed.contains("@") {
      self.init(kind: .email, text: try PixKey.email(typed))
    } else if PixKey.isUUID(typed) {
      self.init(kind: .random, text: typed.lowercased())
    } else {
      let document: Document
      do {
        document = try Document.parse(typed)
      } catch {
        throw Fault()
      }
      self.init(kind: document.personKind == .legal ? .cnpj : .cpf, text: document.bare)
    }
  }

  private init(kind: Kind, text: String) {
    self.kind = kind
    self.text = text
  }

  /// `+55`, two digits of area from 11 on, eight digits or nine that begin with 9.
  private static func phone(_ typed: String) throws(Fault) -> String {
    let marks: Set<UInt8> = [32, UInt8(ascii: "."), UInt8(ascii: "-"), 40, 41]
    let digits = typed.utf8.dropFirst().filter { !marks.contains($0) }
    guard digits.allSatisfy({ (48...57).contains($0) }), digits.starts(with: [53, 53]),
      digits.count == 12 || digits.count == 13, digits[2] >= 49, digits[3] >= 49,
      digits.count == 12 || digits[4] == 57
    else { throw Fault() }
    return "+" + String(decoding: digits, as: UTF8.self)
  }

  /// One `@`, a domain of at least two labels, letters and marks that addresses are made of.
  private static func email(_ typed: String) throws(Fault) -> String {
    let parts = typed.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { throw Fault() }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    func isWord(_ text: Substring, _ marks: String) -> Bool {
      !text.isEmpty
        && text.utf8.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
            || marks.utf8.contains($0)
        }
    }
    guard labels.count >= 2, labels.allSatisfy({ isWord($0, "-") }),
      isWord(parts[0], ".!#$&'*+/=?^_`{|}~-")
    else { throw Fault() }
    return typed.lowercased()
  }

  /// Eight, four, four, four and twelve hexadecimal digits.
  private static func isUUID(_ typed: String) -> Bool {
    let groups = typed.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12]
      && groups.joined().allSatisfy {
        (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0)
      }
  }
}

extension PixCode {
  /// The code for one debt: the branch's key, the amount, and our number of the title, by which the
  /// bank names the payment (txid).
  ///
  /// - Parameter number: what is no letter or digit is left out; cut at 25.
  package init(
    key: PixKey, amount: Cents, name: String, city: String, number: String
  ) throws(PixError) {
    let kept = number.utf8.filter {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
    }
    let transactionID = String(
      decoding: kept.prefix(PixCode.maximumTransactionIDBytes), as: UTF8.self)
    try self.init(
      key: key.text, amount: amount, name: name, city: city,
      transactionID: transactionID.isEmpty ? nil : transactionID)
  }
}
