import Credit
import SQLDatabase

extension Register {
  /// Takes the next place in the lot of the day and the next tracking number. Both series have one
  /// row, so that no number is given twice by any process.
  func postalMarks(
    to debtor: RequestedDebtor, on day: CivilDate, in transaction: Transaction
  ) throws -> PostalMarks {
    let settings = options.postal
    let object = try transaction.first(
      """
      INSERT INTO postal_lots (posted_on, objects) VALUES (?1, 1)
      ON CONFLICT (posted_on) DO UPDATE SET objects = postal_lots.objects + 1
      RETURNING objects
      """, [column(day)]
    ) { Int(try $0.integer(0)) }
    let serial = try transaction.first(
      """
      INSERT INTO postal_series (prefix, used) VALUES (?1, 1)
      ON CONFLICT (prefix) DO UPDATE SET used = postal_series.used + 1
      RETURNING used
      """, [settings.trackingPrefix]
    ) { Int(try $0.integer(0)) }
    guard let object, let serial else {
      throw DatabaseError.unexpectedValue(column: 0, expected: "postal number")
    }
    // One lot a day: its number is the day's own, five digits.
    let lot = Int(day.daysSinceEpoch) % 100_000
    return PostalMarks(
      lot: lot, object: object,
      tracking: TrackingNumber(prefix: settings.trackingPrefix, serial: serial),
      franchise: try FranchiseCode(
        regional: settings.regional, contract: settings.contract, lot: lot, object: object,
        destination: Self.destination(of: debtor), postedOn: day))
  }

  private static func destination(of debtor: RequestedDebtor) -> FranchiseCode.Destination {
    let office = ParticipantOffice.homologation
    guard debtor.state.uppercased() == office.state else { return .national }
    return debtor.city.lowercased() == office.city.lowercased() ? .local : .state
  }
}
