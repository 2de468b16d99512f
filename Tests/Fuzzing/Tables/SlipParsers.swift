import Credit

extension FuzzedParser {
  private static let lines = [
    "00190.00009 00123.456709 00000.001172 6 99990000012990",
    "34191.09123 34567.890123 34567.000004 1 16390000009990",
    "75691.30789 01010.200002 00001.230010 1 00000000000000",
    "84670000001-7 43590024020-9 02405000243-5 84221010811-9",
    "836200000005 667800481000 180975657313 001589636081",
    "81960000000-3 00003456098-0 76543210987-0 65432109876-2",
    "00196999900000129900000000123456700000000117",
    "34191163900000099901091234567890123456700000",
    "84610000000246100291100054603390069589506108",
  ]

  static let slips: [FuzzedParser] = [
    text("slip", lines, longest: 300) {
      try BankSlip(parsing: $0)
    } write: {
      [$0.barcode, $0.line, $0.printedLine]
    },
    FuzzedParser("slip-parts", corpus: lines.map { Array($0.utf8) }, longest: 300) { bytes in
      let today = CivilDate(daysSinceEpoch: 20_780)
      do {
        let slip = try BankSlip(parsing: String(decoding: bytes, as: UTF8.self))
        try FuzzFault.expect(slip.freeField.utf8.count == 25, "a free field of another length")
        if let amount = slip.amount {
          try FuzzFault.expect(amount >= .zero && amount < .largest, "an amount of \(amount)")
        }
        if let due = slip.dueOn(today: today) {
          try FuzzFault.expect(due.days(since: today).magnitude <= 5_500, "due on \(due)")
        }
        return .taken(slip.printedLine.utf8.count)
      } catch let error as SlipError {
        try FuzzFault.expect(error.sentence.hasSuffix("."), "told as \(error.sentence)")
        throw error
      }
    },
  ]
}
