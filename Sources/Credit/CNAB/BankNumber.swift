/// The bank's number of a title (nosso número), taken apart by the rule of its bank.
///
/// People and programs write one number in many ways: with carteira, agreement and check digit or
/// without, with zeros, bars and hyphens. Two are the same where one of their reductions is.
package struct BankNumber: Hashable, Sendable {
  /// Digits at the most that are looked at.
  static let maximumDigits = 32
  /// Digits of Santander's number in CNAB 400; the ones of CNAB 240 are longer at their left.
  private static let santanderDigits = 8

  /// Three digits; nil where nobody said which bank it is of.
  package let bank: String?
  /// As it stands in the file, without blanks.
  package let text: String
  /// Its reductions, the whole number first; none is empty, none begins with zero.
  package let reductions: [String]

  package static func none(bank: String?) -> BankNumber {
    BankNumber(bank: bank, text: "", reductions: [])
  }

  private init(bank: String?, text: String, reductions: [String]) {
    self.bank = bank
    self.text = text
    self.reductions = reductions
  }

  /// Whether there is a number at all; banks write zeros where a title has none.
  package var isAbsent: Bool { reductions.isEmpty }

  /// What a printed or stored number is compared by: its digits, and a letter P or X that ends it,
  /// without zeros before them. Nil where no digit is left.
  package static func key(_ printed: String, bank: String? = nil) -> String? {
    var kept: [UInt8] = []
    var letter: UInt8?
    for byte in printed.utf8.suffix(maximumDigits * 2) {
      if (48...57).contains(byte) {
        kept.append(byte)
        letter = nil
      } else if let capital = checkLetter(byte), !kept.isEmpty {
        letter = capital
      }
    }
    if let letter { kept.append(letter) }
    if bank == "033" { kept = Array(kept.suffix(santanderDigits)) }
    let bare = kept.suffix(maximumDigits).drop { $0 == 48 }
    // A letter alone checks nothing.
    guard let first = bare.first, checkLetter(first) == nil else { return nil }
    return String(decoding: bare, as: UTF8.self)
  }

  private static func checkLetter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "P"), UInt8(ascii: "p"): UInt8(ascii: "P")
    case UInt8(ascii: "X"), UInt8(ascii: "x"): UInt8(ascii: "X")
    default: nil
    }
  }

  /// The keys of a title's number that are this one, each by itself enough.
  package func isSame(asKey key: String) -> Bool { reductions.contains(key) }

  /// Whether a printed number is this one; banks that are both known must be the same.
  package func isSame(as printed: String, bank other: String?) -> Bool {
    if let bank, let other, bank != other { return false }
    guard let key = BankNumber.key(printed, bank: other ?? bank) else { return false }
    return isSame(asKey: key)
  }
}

extension BankNumber {
  /// The number in a record, by the places of its bank.
  init(_ line: ReturnLine, _ places: ReturnPlaces) {
    let parts = Parts(line, places)
    self.init(
      bank: places.bank == "*" ? nil : places.bank, text: parts.shown,
      reductions: parts.reductions(places))
  }

  /// A number as its bank divides it.
  private struct Parts {
    /// What is shown.
    var shown: String
    /// Digits without check digit.
    var number: String
    var check: String
    var prefix: String

    init(_ line: ReturnLine, _ places: ReturnPlaces) {
      shown = ""
      number = places.text(.nn, line)
      check = places.text(.dv, line)
      prefix = places.text(.prefix, line)
      if places.bank == "104" { simple(line, places) }
      shown = number
      if let field = places[.show] {
        shown = line.text(field)
      } else if let own = places[.nn], let digit = places[.dv],
        digit.lowerBound == own.upperBound + 1
      {
        shown = line.text(own.lowerBound...digit.upperBound)
      }
      split(places.rule)
      if let letter = number.utf8.last, BankNumber.checkLetter(letter) != nil, check.isEmpty {
        check = String(number.suffix(1))
        number.removeLast()
      }
    }

    /// Caixa's older numbers (SINCO) begin with 9 and have 18 digits with it.
    private mutating func simple(_ line: ReturnLine, _ places: ReturnPlaces) {
      guard places.layout == .cnab240, line.byte(39) == UInt8(ascii: "9") else {
        if places.layout == .cnab400, line.byte(57) == UInt8(ascii: "9") {
          number = line.text(58...74)
          prefix = "9"
        }
        return
      }
      number = line.text(40...56)
      prefix = "9"
    }

    private mutating func split(_ rule: ReturnPlaces.NumberRule) {
      switch rule {
      case .plain, .absent, .open: break
      case .last, .brb:
        let length = rule == .brb ? 2 : 1
        guard number.utf8.count > length else { return }
        check = String(number.suffix(length))
        number.removeLast(length)
      case .brazil:
        guard number.utf8.count == 12 else { return }
        check = String(number.suffix(1))
        number.removeLast()
      }
    }

    func reductions(_ places: ReturnPlaces) -> [String] {
      guard number.utf8.contains(where: { $0 != 48 }) else { return [] }
      var wholes = [number]
      if !prefix.isEmpty { wholes.append(prefix + number) }
      for length in places.inner where number.utf8.count > length {
        wholes.append(String(number.dropFirst(length)))
      }
      if places.rule == .brb { wholes += brb() }
      var found: [String] = []
      func add(_ text: String) {
        // A title of which nobody said the bank is found by the whole number only.
        for bank in [places.bank, nil] {
          guard let key = BankNumber.key(text, bank: bank), !found.contains(key) else { continue }
          found.append(key)
        }
      }
      for whole in wholes where !check.isEmpty { add(whole + check) }
      for whole in wholes { add(whole) }
      switch places.rule {
      case .open: for whole in wholes where whole.utf8.count > 1 { add(String(whole.dropLast())) }
      case .absent where places.bank == "104":
        // The bank prints a check digit that its file leaves out.
        for whole in wholes { for digit in 0...9 { add(whole + String(digit)) } }
      case .plain, .last, .absent, .brazil, .brb: break
      }
      return found
    }

    /// Modality, six digits and 070: people print the six alone.
    private func brb() -> [String] {
      guard number.utf8.count == 10 else { return [] }
      return [String(number.dropFirst().prefix(6)), String(number.dropFirst())]
    }
  }
}
