package import Credit

/// Writes return files (CNAB 400) as Bradesco does.
package enum ReturnFileText {
  /// One line of a return file.
  package struct Line: Sendable {
    /// 06 is a settlement, 09 a write-off at the bank, which is no payment.
    package let occurrence: String
    package let bankNumber: String
    package let number: String
    package let dueOn: CivilDate
    package let face: Cents
    package let paid: Cents

    package init(_ occurrence: String, _ title: FatedBook.Title, paid: Cents) {
      self.occurrence = occurrence
      bankNumber = title.bankNumber
      number = title.number
      dueOn = title.dueOn
      face = title.amount
      self.paid = paid
    }
  }

  package static func bradesco(_ lines: [Line], on day: CivilDate) -> [UInt8] {
    let header = fields([
      (1, "02RETORNO01COBRANCA"), (27, "00000000000000123456"), (77, "237"), (95, date(day)),
      (395, "000001"),
    ])
    let titles = lines.enumerated().map { index, line in
      fields([
        (1, "1"), (71, line.bankNumber), (109, line.occurrence), (111, date(day)),
        (117, line.number), (147, date(line.dueOn)), (153, padded(Int(line.face.amount), 13)),
        (254, padded(Int(line.paid.amount), 13)), (296, date(day)),
        (395, padded(index + 2, 6)),
      ])
    }
    let trailer = fields([(1, "9201"), (395, padded(lines.count + 2, 6))])
    return ([header] + titles + [trailer]).flatMap { $0 + [13, 10] }
  }

  private static func date(_ day: CivilDate) -> String {
    padded(day.day, 2) + padded(day.month, 2) + padded(day.year % 100, 2)
  }

  /// 400 blanks with texts at places counted from 1.
  private static func fields(_ fields: [(place: Int, text: String)]) -> [UInt8] {
    var bytes = [UInt8](repeating: 32, count: 400)
    for field in fields {
      for (offset, byte) in field.text.utf8.enumerated() {
        bytes[field.place - 1 + offset] = byte
      }
    }
    return bytes
  }
}
