import Credit
import SQLDatabase

/// Which title an entry of a return file speaks of.
enum BankReturnMatch {
  case found(ReceivableRow)
  case none
  case several

  /// Letters of a bank number at the most, zeros included.
  private static let widthLimit = 20

  /// By the bank's number as it is, without leading zeros, without its check digit; then by the
  /// creditor's own number.
  static func find(_ entry: ReturnEntry, in transaction: Transaction) throws -> BankReturnMatch {
    let number = entry.bankNumber
    let bare = String(number.drop { $0 == "0" })
    // Banks write zeros where a title has no number yet.
    if !bare.isEmpty {
      let exact = try titles("bank_number = ?1", [number], in: transaction)
      if !exact.isEmpty { return one(of: exact, entry) }
      let unpadded = try titles(padding: bare, in: transaction)
      if !unpadded.isEmpty { return one(of: unpadded, entry) }
      if bare.utf8.count > 1 {
        // One character less may be another customer's number: the debt must agree too.
        let shorter = try titles(padding: String(bare.dropLast()), in: transaction)
          .filter { agrees($0, entry) }
        if !shorter.isEmpty { return one(of: shorter, entry) }
      }
    }
    guard entry.documentNumber.contains(where: { $0 != "0" }) else { return .none }
    let own = try titles(
      "number = ?1 OR external_code = ?1", [entry.documentNumber], in: transaction)
    return one(of: own, entry)
  }

  private static func titles(
    padding bare: String, in transaction: Transaction
  ) throws -> [ReceivableRow] {
    // Every way to write the number with leading zeros: an index finds each of them.
    let zeros = max(0, widthLimit - bare.utf8.count)
    let keys = (0...zeros).map { (String(repeating: "0", count: $0) + bare).sqlValue }
    var found: [ReceivableRow] = []
    try KeyedRows.forEach(
      ReceivableRows.select + " WHERE bank_number IN", keys: keys, in: transaction
    ) { found.append(try ReceivableRows.decode($0)) }
    return found
  }

  private static func titles(
    _ condition: String, _ arguments: [any SQLConvertible], in transaction: Transaction
  ) throws -> [ReceivableRow] {
    try transaction.query(
      ReceivableRows.select + " WHERE \(condition) ORDER BY id LIMIT 20", arguments,
      ReceivableRows.decode)
  }

  /// The only one; among several the only one whose debt is the entry's.
  private static func one(
    of titles: [ReceivableRow], _ entry: ReturnEntry
  ) -> BankReturnMatch {
    if titles.count <= 1 { return titles.first.map { .found($0) } ?? .none }
    let same = titles.filter { agrees($0, entry) }
    return same.count == 1 ? .found(same[0]) : .several
  }

  /// Whether due date and face value are the title's, as far as the entry tells them; it must
  /// tell one of them.
  private static func agrees(_ title: ReceivableRow, _ entry: ReturnEntry) -> Bool {
    guard entry.dueOn != nil || entry.face > .zero else { return false }
    return (entry.dueOn == nil || entry.dueOn == title.dueOn)
      && (entry.face == .zero || entry.face == title.amount)
  }
}
