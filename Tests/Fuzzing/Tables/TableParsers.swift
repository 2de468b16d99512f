import Credit

extension FuzzedParser {
  private static let terms = """
    id|uf|validFrom|validTo|status|confidence|minimumDaysOverdue|noticeDays|appliedDays\
    |businessDays|countsFrom|requiresReceipt|channels|correction|removal|blocksDisputed|law|note
    BR-1990-1|BR|1990-09-11||inForce|high|0|||no|posting|no|letter email message|5u||no|CDC|
    MT-2015-1|MT|2015-01-01|2025-08-14|inForce|high|0|10||no|posting|no|letter|5u|2|no|Lei|x
    """

  private static let holidays = """
    scope|day|from|to|name|law
    # Comments do not count.
    BR|01-01|1949||Confraternização|Lei 662/1949
    banks|easter-47|||Carnaval|Resolução
    SP|07-09|1997||Revolução|Lei
    3550308|01-25|1954|2100|Aniversário|lei municipal
    BR|2027-01-25|||Centenário|lei
    """

  /// Faults of a table are told one by one, in the order of its lines.
  private static func told(_ error: TextTable.Faults, _ bytes: [UInt8]) throws(FuzzFault) {
    let lines = bytes.count { $0 == 10 } + 1
    for fault in error.faults {
      try FuzzFault.expect((1...lines).contains(fault.line), "a fault of line \(fault.line)")
      try FuzzFault.expect(
        fault.message.utf8.count <= 400 + bytes.count, "told in \(fault.message.utf8.count)")
    }
    try FuzzFault.expect(!error.faults.isEmpty, "refused without a fault")
  }

  static let tables: [FuzzedParser] = [
    FuzzedParser("state-terms", corpus: [Array(terms.utf8)], longest: 4_096) { bytes in
      do {
        let table = try StateTerms(parsing: String(decoding: bytes, as: UTF8.self))
        let applied = table.stricter(of: .mt, .sp, on: CivilDate(daysSinceEpoch: 20_780))
        try FuzzFault.expect(
          (0...365).contains(applied.noticeDays) && !applied.rules.isEmpty,
          "\(applied.noticeDays) days")
        return .taken(table.rules.count)
      } catch let error as TextTable.Faults {
        try told(error, bytes)
        return .refused
      }
    },
    FuzzedParser("holidays", corpus: [Array(holidays.utf8)], longest: 4_096) { bytes in
      do {
        let table = try HolidayTable(parsing: String(decoding: bytes, as: UTF8.self))
        for year in [1, 2000, 2026, 9999] {
          for holiday in table.holidays {
            guard let date = holiday.date(in: year) else { continue }
            // What hangs on Easter may fall into the neighbouring year.
            try FuzzFault.expect((year - 1...year + 1).contains(date.year), "\(date) in \(year)")
          }
        }
        return .taken(table.holidays.count)
      } catch let error as TextTable.Faults {
        try told(error, bytes)
        return .refused
      }
    },
  ]
}
