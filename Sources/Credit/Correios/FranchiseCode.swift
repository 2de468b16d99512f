/// The identification code (CIF) that is printed on each letter of a FAC posting, 34 digits.
///
/// The composition follows public descriptions that sum to 34 digits; Correios confirm it in the
/// homologation of a contract, so every part is given by configuration.
package struct FranchiseCode: Hashable, Sendable {
  package enum Destination: Int, Sendable {
    case local = 1
    case state = 2
    case national = 3
  }

  /// 34 digits.
  package let text: String

  /// - Parameters:
  ///   - regional: the regional board (DR), 0...99.
  ///   - contract: the administrative code of the contract, 0...99,999,999.
  ///   - lot: 0...99,999.
  ///   - object: the number of the letter in the lot, 0...99,999,999,999.
  /// - Throws: every part out of its range.
  package init(
    regional: Int, contract: Int, lot: Int, object: Int, destination: Destination,
    postedOn: CivilDate
  ) throws(PostalFaults) {
    var faults: [PostalFault] = []
    func field(_ value: Int, _ width: Int, _ name: String) -> String {
      let text = padded(value, width)
      if value < 0 || text.utf8.count != width {
        faults.append(.wrongLength(field: name, expected: width, found: text.utf8.count))
      }
      return text
    }
    let date = postedOn.parts
    let composed =
      field(regional, 2, "DR") + field(contract, 8, "código administrativo")
      + field(lot, 5, "lote") + field(object, 11, "objeto do lote")
      + String(destination.rawValue) + "0"
      + padded(date.day, 2) + padded(date.month, 2) + padded(date.year % 100, 2)
    guard faults.isEmpty else { throw PostalFaults(faults: faults) }
    text = composed
  }

  /// An existing code; nil unless it is 34 digits.
  package init?(_ text: String) {
    guard text.utf8.count == 34, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    self.text = text
  }
}
