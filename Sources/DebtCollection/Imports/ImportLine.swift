import Credit
import Refusals

/// One line of a CSV file, its fields in the order of the kind's columns.
struct ImportLine: Sendable {
  static let codeLimit = 100

  /// 1-based; where a record spans several lines, the first.
  let number: Int
  let fields: [String]
  /// Columns that the file does not have: it says nothing of them, which is not the same as saying
  /// that there is none.
  private let absent: Set<Int>
  /// Which of the lines with the same content this is, from 1; only payments count them.
  var ordinal = 1
  private(set) var faults = FaultList()

  /// - Parameter fields: nil for a column that the file does not have.
  init(number: Int, fields: [String?]) {
    self.number = number
    self.fields = fields.map { TextBound.composed($0 ?? "") }
    absent = Set(fields.indices.filter { fields[$0] == nil })
    if let fault = self.fields.lazy.compactMap({ TextBound.fault(of: $0) }).first {
      faults.add("", "invalid-character", fault.sentence(about: "um campo desta linha"))
    }
  }

  /// A line whose fields cannot be told apart.
  init(number: Int, code: String, detail: String) {
    self.number = number
    self.fields = []
    absent = []
    faults.add("", code, detail)
  }

  var isReadable: Bool { !fields.isEmpty }
  var isRefused: Bool { !faults.faults.isEmpty }

  mutating func refuse(_ code: String, _ detail: String) {
    faults.add("", code, detail)
  }

  /// Takes over what the rules of a use case say.
  mutating func refuse(_ others: FaultList) {
    // That a field holds what is no letter was told of the line.
    let isTold = faults.faults.contains { $0.code == "invalid-character" }
    for fault in others.faults where !isTold || fault.code != "invalid-character" {
      refuse(fault.code, fault.detail)
    }
  }

  func text(_ column: Int) -> String { fields[column] }

  /// Whether the file has the column.
  func has(_ column: Int) -> Bool { !absent.contains(column) }

  /// The field, or what is known where the file does not have the column.
  func text(_ column: Int, or known: String) -> String { has(column) ? fields[column] : known }

  func optional(_ column: Int) -> String? {
    fields[column].isEmpty ? nil : fields[column]
  }

  /// The key of a line.
  mutating func code(_ column: Int, named name: String) -> String {
    let code = fields[column]
    if code.isEmpty { refuse("required", "Informe \(name).") }
    if code.unicodeScalars.count > Self.codeLimit {
      refuse(
        "too-long", "Use no máximo \(Self.codeLimit) letras \(FaultList.inside(name)).")
    }
    return code
  }

  mutating func date(_ column: Int, named name: String, isRequired: Bool = false) -> CivilDate? {
    let text = Self.day(fields[column])
    if text.isEmpty {
      if isRequired { refuse("required", "Informe \(name).") }
      return nil
    }
    if let date = CivilDate(brazilian: text) ?? CivilDate(iso: text) {
      if DateBound.any.contains(date) { return date }
      let days = DateBound.any.days
      refuse(
        "out-of-range",
        "Escreva \(name) entre \(days.lowerBound.brazilian) e \(days.upperBound.brazilian).")
      return nil
    }
    refuse("invalid-date", "Escreva \(name) como dd/mm/aaaa ou aaaa-mm-dd, com um dia que existe.")
    return nil
  }

  /// The day of a field: databases write a time behind it, and zeros where there is none.
  private static func day(_ text: String) -> String {
    let parts = text.split(maxSplits: 1) { $0 == " " || $0 == "T" }
    guard let first = parts.first else { return text }
    if parts.count == 2, !isTime(parts[1]) { return text }
    let isZero = first.utf8.allSatisfy { [0x30, 0x2D, 0x2F].contains($0) } && first.utf8.count >= 8
    return isZero ? "" : String(first)
  }

  /// `23:59`, `23:59:59`, with fractions and a zone or without; the day is taken as it is written.
  private static func isTime(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count >= 4 && bytes.count <= 20 && bytes.contains(UInt8(ascii: ":"))
      && bytes.allSatisfy { (0x30...0x3A).contains($0) || [0x2B, 0x2D, 0x2E, 0x5A].contains($0) }
  }

  mutating func money(_ column: Int) -> Cents? {
    var text = fields[column]
    if text.hasPrefix("R$") {
      text = String(text.dropFirst(2).drop { $0 == " " || $0 == "\u{A0}" })
    }
    guard !text.isEmpty else {
      refuse("required", "Informe o valor.")
      return nil
    }
    guard let cents = Cents(parsing: text) else {
      refuse("invalid-amount", "Escreva o valor como 1.234,56 ou 1234.56.")
      return nil
    }
    guard cents > .zero else {
      refuse("out-of-range", "O valor deve ser maior que zero.")
      return nil
    }
    return cents
  }

  /// A word of a list, with or without accents and capitals.
  mutating func word<Word>(
    _ column: Int, named name: String, of words: KeyValuePairs<String, Word>
  ) -> Word? {
    let text = fields[column]
    guard !text.isEmpty else { return nil }
    let folded = ASCIIText.folding(text).lowercased()
    if let found = words.first(where: { $0.key == folded }) { return found.value }
    refuse(
      "invalid-value",
      "Em \(name) vale \(words.map(\.key).joined(separator: ", ")); corrija esta linha.")
    return nil
  }

  /// What is kept of the faults.
  var importFaults: [ImportFault] {
    let told = fields.indices.map { absent.contains($0) ? nil : fields[$0] }
    return faults.faults.enumerated().map {
      ImportFault(
        line: number, sequence: $0, code: $1.code, detail: $1.detail,
        fields: $0 == 0 && isReadable ? told : nil)
    }
  }
}
