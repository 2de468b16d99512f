/// Who says where the fields of a layout stand.
package enum LayoutWitness: String, Hashable, Sendable {
  /// The bank's own manual.
  case manual
  /// Only other programs: such a file is read, with a notice, and settles a title only where the
  /// document agrees too.
  case programs
  /// The places that FEBRABAN gives, for a bank that has no row.
  case assumed
}

/// What a bank means by the amount that it calls paid.
package enum PaidMeaning: String, Hashable, Sendable {
  /// All that the payer handed over, interest in and discount out.
  case total = "T"
  /// What was credited, the fee taken off before.
  case net = "N"
  /// The principal; interest and fine stand apart.
  case principal = "P"
  /// One of several contents that the contract gives (Banrisul).
  case byContract = "V"
}

/// Where the fields of a title stand in the return files of a bank; 1-based, inclusive.
struct ReturnPlaces: Hashable, Sendable {
  /// A field by its name in the table of places.
  enum Field: String, CaseIterable, Sendable {
    case nn, dv, prefix, parcel, modality, show, doc, use, occ, date, due, face, bank, fee, rebate
    case discount, paid, interest, fine, other, credit, payment, reasons, carteira, agreement
    case nature, launch, notary, original, payer, payerKind, form, channel, increment, how
    case deductions, additions, float, chequeBank, net, origin, wrong, liquidation, credInd
    case doc15, means, place, head, made, headCredit
  }

  /// How the digits of the number are put together.
  enum NumberRule: String, Sendable {
    /// The number, and its check digit in a field of its own where the bank sends one.
    case plain
    /// The last digit of the number is its check digit.
    case last
    /// The bank leaves the check digit out.
    case absent
    /// Banco do Brasil: 17 digits without check digit, or 11 with one behind.
    case brazil
    /// BRB: modality, six digits, 070 and two check digits.
    case brb
    /// A check digit may be the last digit or not.
    case open
  }

  let layout: ReturnLayout
  let bank: String
  /// The first characters of the records that tell of titles; `T` in CNAB 240.
  let records: [UInt8]
  let meaning: PaidMeaning
  let witness: LayoutWitness
  /// Manual and version, or the programs.
  let source: String
  var fields: [Field: ClosedRange<Int>] = [:]
  /// Characters of one reason; zero where the places hold no codes.
  var reasonWidth = 2
  var rule = NumberRule.plain
  /// Digits at the beginning of the number that people may leave out.
  var inner: [Int] = []
  /// Whose occurrence codes hold.
  var codes: String
  /// Whether the bank sends no credit date at all.
  var hasNoCredit = false
  /// Whether eight digits of a credit date begin with the year.
  var isYearFirst = false

  subscript(field: Field) -> ClosedRange<Int>? { fields[field] }

  /// Where the title stands in a segment of money, in CNAB 240.
  static let moneyFields: Set<Field> = [
    .interest, .discount, .rebate, .paid, .net, .date, .credit,
  ]

  func text(_ field: Field, _ line: ReturnLine) -> String {
    fields[field].map { line.text($0) } ?? ""
  }

  /// Reasons in their places, blanks included.
  func reasons(_ line: ReturnLine) -> [String] {
    guard let places = fields[.reasons], reasonWidth > 0, !line.isBlank(places) else { return [] }
    return stride(from: places.lowerBound, to: places.upperBound, by: reasonWidth)
      .map { line.text($0...min($0 + reasonWidth - 1, places.upperBound)) }
  }
}

/// All layouts that are known, as rows of a text.
struct ReturnPlacesTable: Sendable {
  private struct Key: Hashable, Sendable {
    let layout: ReturnLayout
    let bank: String
  }

  private var rows: [Key: [ReturnPlaces]] = [:]
  /// Lines of the text that are no rows; a test holds this empty.
  private(set) var malformed: [String] = []

  static let published = ReturnPlacesTable(
    texts: [returnPlacesText400, returnPlacesText240])

  /// Banks that no row is safe for, and why.
  static let leftOut: [String: String] = [
    "047": "as fontes públicas se contradizem", "099": "nenhuma fonte pública o descreve",
    "174": "as fontes públicas não dizem onde fica o nosso número",
    "274": "nenhuma fonte pública o descreve",
    "389": "as fontes públicas se contradizem",
  ]

  /// Old and other codes of a bank.
  static func canonical(_ bank: String) -> String {
    bank == "353" || bank == "008" ? "033" : bank
  }

  init(texts: [String]) {
    var open: ReturnPlaces?
    for text in texts {
      for line in text.utf8.split(separator: 10) where line.first != UInt8(ascii: "#") {
        let line = String(Substring(line))
        if line.hasPrefix("  ") {
          if !ReturnPlacesTable.read(line, into: &open) { malformed.append(line) }
          continue
        }
        close(open)
        open = ReturnPlacesTable.row(line)
        if open == nil { malformed.append(line) }
      }
    }
    close(open)
  }

  private mutating func close(_ row: ReturnPlaces?) {
    guard var row else { return }
    if row.layout == .cnab240, row.bank != "*", let standard = standard240 {
      row.fields.merge(standard.fields) { own, _ in own }
    }
    rows[Key(layout: row.layout, bank: row.bank), default: []].append(row)
  }

  /// The places of FEBRABAN.
  var standard240: ReturnPlaces? { rows[Key(layout: .cnab240, bank: "*")]?.first }

  /// The maps of a bank, in the order of the text; a frame of another bank comes last.
  func maps(bank: String, layout: ReturnLayout) -> [ReturnPlaces] {
    rows[Key(layout: layout, bank: ReturnPlacesTable.canonical(bank))] ?? []
  }

  /// Every row, by layout and bank.
  var all: [ReturnPlaces] {
    rows.sorted { ($0.key.layout.rawValue, $0.key.bank) < ($1.key.layout.rawValue, $1.key.bank) }
      .flatMap { $0.value }
  }

  /// `layout|bank|records|meaning|witness|source`
  private static func row(_ line: String) -> ReturnPlaces? {
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 6, let number = Int(cells[0]), let layout = ReturnLayout(rawValue: number),
      let meaning = PaidMeaning(rawValue: cells[3]), let witness = LayoutWitness(rawValue: cells[4])
    else { return nil }
    return ReturnPlaces(
      layout: layout, bank: cells[1], records: Array(cells[2].utf8), meaning: meaning,
      witness: witness, source: cells[5], codes: cells[1])
  }

  private static func read(_ line: String, into row: inout ReturnPlaces?) -> Bool {
    guard row != nil else { return false }
    return line.split(separator: " ").allSatisfy { word in
      let parts = word.split(separator: "=").map(String.init)
      if parts.count == 1 { return flag(parts[0], &row) }
      guard parts.count == 2 else { return false }
      switch parts[0] {
      case "rule":
        guard let rule = ReturnPlaces.NumberRule(rawValue: parts[1]) else { return false }
        row?.rule = rule
      case "inner": row?.inner = parts[1].split(separator: ",").compactMap { Int($0) }
      case "codes": row?.codes = parts[1]
      default: return places(parts[0], parts[1], &row)
      }
      return true
    }
  }

  private static func flag(_ word: String, _ row: inout ReturnPlaces?) -> Bool {
    switch word {
    case "noCredit": row?.hasNoCredit = true
    case "yearFirst": row?.isYearFirst = true
    default: return false
    }
    return true
  }

  private static func places(
    _ name: String, _ text: String, _ row: inout ReturnPlaces?
  ) -> Bool {
    let parts = text.split(separator: "/")
    let ends = (parts.first ?? "").split(separator: "-").compactMap { Int($0) }
    guard let field = ReturnPlaces.Field(rawValue: name), let first = ends.first,
      let last = ends.last, first >= 1, last >= first, last <= 400
    else { return false }
    row?.fields[field] = first...last
    if parts.count > 1 { row?.reasonWidth = Int(parts[1]) ?? 0 }
    return true
  }
}
