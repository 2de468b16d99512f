import Credit
import Refusals

/// One line of a CSV file, its fields in the order of the kind's columns.
struct ImportLine: Sendable {
  static let codeLimit = 100

  /// 1-based; where a record spans several lines, the first.
  let number: Int
  let fields: [String]
  /// Which of the lines with the same content this is, from 1; only payments count them.
  var ordinal = 1
  private(set) var faults = FaultList()

  init(number: Int, fields: [String]) {
    self.number = number
    self.fields = fields
    if fields.contains(where: { TextBound.fault(of: $0) != nil }) {
      faults.add(
        "", "invalid-character",
        "Retire desta linha os caracteres que não são letras (de controle ou reservados).")
    }
  }

  /// A line whose fields cannot be told apart.
  init(number: Int, code: String, detail: String) {
    self.number = number
    self.fields = []
    faults.add("", code, detail)
  }

  var isReadable: Bool { !fields.isEmpty }
  var isRefused: Bool { !faults.faults.isEmpty }

  mutating func refuse(_ code: String, _ detail: String) {
    faults.add("", code, detail)
  }

  /// Takes over what the rules of a use case say.
  mutating func refuse(_ others: FaultList) {
    for fault in others.faults { refuse(fault.code, fault.detail) }
  }

  func text(_ column: Int) -> String { fields[column] }

  func optional(_ column: Int) -> String? {
    fields[column].isEmpty ? nil : fields[column]
  }

  /// The key of a line.
  mutating func code(_ column: Int, named name: String) -> String {
    let code = fields[column]
    if code.isEmpty { refuse("required", "Informe \(name).") }
    if code.unicodeScalars.count > Self.codeLimit {
      refuse("too-long", "Use no máximo \(Self.codeLimit) letras em \(name).")
    }
    return code
  }

  mutating func date(_ column: Int, named name: String, isRequired: Bool = false) -> CivilDate? {
    let text = fields[column]
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

  mutating func money(_ column: Int) -> Cents? {
    let text = fields[column]
    guard !text.isEmpty else {
      refuse("required", "Informe o valor.")
      return nil
    }
    guard let cents = Cents(parsing: text) else {
      refuse("invalid-amount", "Escreva o valor como 1.234,56 ou 1234.56, sem R$.")
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
    faults.faults.enumerated().map {
      ImportFault(line: number, sequence: $0, code: $1.code, detail: $1.detail)
    }
  }
}
