/// A record that tells of a title: one line in CNAB 400, segments T and U in CNAB 240.
struct ReturnRecord {
  let title: ReturnLine
  let money: ReturnLine
  let line: Int
  let sequence: String
}

extension ReturnFileReader {
  func entry(
    _ record: ReturnRecord, _ places: ReturnPlaces, _ header: ReturnHeader
  ) -> ReturnItem {
    do {
      return .entry(try readEntry(record, places, header))
    } catch {
      return fault(error.code, error.detail, line: record.line)
    }
  }

  private func readEntry(
    _ record: ReturnRecord, _ places: ReturnPlaces, _ header: ReturnHeader
  ) throws(ReturnFieldFault) -> ReturnEntry {
    let title = record.title
    let occurrence = places.text(.occ, title)
    guard occurrence.utf8.count == 2 else {
      throw ReturnFieldFault(
        code: "return-occurrence-missing",
        detail: "O código da ocorrência falta na linha; peça ao banco o arquivo outra vez.")
    }
    let facts = facts(record, places)
    let meaning = SettlementTable.published.meaning(
      bank: places.codes == "*" ? header.bank : places.codes, layout: header.layout,
      occurrence: occurrence, facts: facts)
    let amounts = try amounts(record, places, isMoney: meaning.group.bringsMoney)
    let reading = ReturnReading(meaning, amounts, places.meaning)
    let dates = try dates(record, places, header, occurrence, reading.kind)
    if reading.isSettlement, amounts.paid == .zero {
      throw ReturnFieldFault(
        code: "return-paid-missing",
        detail: "A linha diz que o título foi pago, mas não traz o valor; confirme com o banco.")
    }
    if reading.isSettlement, dates.available == nil {
      throw ReturnFieldFault(
        code: "return-date-missing",
        detail: "A linha diz que o título foi pago, mas não traz a data; confirme com o banco.")
    }
    let number = BankNumber(title, places)
    let document = places.text(.doc, title)
    let use = places.text(.use, title)
    if meaning.group.bringsMoney, number.text.isEmpty, document.isEmpty, use.isEmpty {
      throw ReturnFieldFault(
        code: "return-title-missing",
        detail: "A linha não diz de que título é; peça ao banco o arquivo outra vez.")
    }
    return ReturnEntry(
      line: record.line, bank: ReturnPlacesTable.canonical(header.bank), layout: header.layout,
      agreement: header.agreement, bankNumber: number.text, documentNumber: document,
      companyUse: use, number: number, occurrence: occurrence, group: meaning.group,
      kind: reading.kind, bankListing: meaning.bankListing,
      reasons: facts.reasons.filter { !$0.isEmpty && $0.contains { $0 != "0" } },
      paid: amounts.paid, received: amounts.received(places.meaning), amounts: amounts,
      extent: reading.extent, witness: places.witness,
      dueOn: places[.due].flatMap { title.informedDate($0) }, occurredOn: dates.occurred,
      availableOn: reading.isSettlement ? dates.available : nil,
      dateSource: reading.isSettlement ? dates.source : nil,
      payerDocument: payerDocument(title, places),
      detail: reading.detail(dates.source), sequence: record.sequence)
  }

  private func facts(_ record: ReturnRecord, _ places: ReturnPlaces) -> SettlementTable.Facts {
    var facts = SettlementTable.Facts()
    let fields: [ReturnPlaces.Field] = [
      .nature, .launch, .original, .form, .how, .means, .origin, .liquidation,
    ]
    for field in fields where places[field] != nil {
      facts.fields[field] = places.text(field, record.title)
    }
    facts.reasons = places.reasons(record.title)
    facts.bank = places.text(.bank, record.title)
    facts.hasCredit = places[.credit].map { record.money.informedDate($0) != nil } ?? false
    return facts
  }

  /// Only the paid amount of a payment must be right; all others inform.
  private func amounts(
    _ record: ReturnRecord, _ places: ReturnPlaces, isMoney: Bool
  ) throws(ReturnFieldFault) -> ReturnAmounts {
    func informed(_ field: ReturnPlaces.Field) -> Cents {
      guard let range = places[field] else { return .zero }
      let line = ReturnPlaces.moneyFields.contains(field) ? record.money : record.title
      return line.informedAmount(range)
    }
    var paid = informed(.paid)
    if isMoney, let range = places[.paid] { paid = try record.money.amount(range, "valor pago") }
    var face = informed(.face)
    if isMoney, let range = places[.face] {
      face = try record.title.amount(range, "valor do título")
    }
    return ReturnAmounts(
      paid: paid, face: face, discount: informed(.discount) + informed(.deductions),
      rebate: informed(.rebate),
      charges: informed(.interest) + informed(.fine) + informed(.additions), fee: informed(.fee))
  }

  private struct Dates {
    var occurred: CivilDate?
    var available: CivilDate?
    var source: ReturnDateSource?
  }

  private func dates(
    _ record: ReturnRecord, _ places: ReturnPlaces, _ header: ReturnHeader, _ occurrence: String,
    _ kind: SettlementKind
  ) throws(ReturnFieldFault) -> Dates {
    var dates = Dates()
    guard kind == .full || kind == .partial else {
      dates.occurred = places[.date].flatMap { record.money.informedDate($0) }
      return dates
    }
    if let range = places[.date] { dates.occurred = try record.money.date(range, "ocorrência") }
    if let credited = try credit(record, places, header, dates.occurred) {
      dates.available = credited
      dates.source = .credit
    } else if let occurred = dates.occurred {
      dates.available =
        places.hasNoCredit
        ? BusinessCalendar.bank.adding(businessDays: 1, to: occurred) : occurred
      dates.source = places.hasNoCredit ? .nextBusinessDay : .occurrence
    } else if let made = header.generatedOn {
      dates.occurred = made
      dates.available = made
      dates.source = .file
    }
    return dates
  }

  /// The credit date of the record, or of the header where the bank gives it there.
  private func credit(
    _ record: ReturnRecord, _ places: ReturnPlaces, _ header: ReturnHeader,
    _ occurred: CivilDate?
  ) throws(ReturnFieldFault) -> CivilDate? {
    let form: ReturnLine.DateForm = places.isYearFirst ? .yearFirst : .dayFirst
    if places.hasNoCredit {
      // BNB has flags there, and some files a true date: within ten days of the payment.
      if places.bank == "004", let occurred, let date = record.money.informedDate(296...301),
        (0...10).contains(date.days(since: occurred))
      {
        return date
      }
      return header.creditedOn
    }
    if let range = places[.credit], let date = try record.money.date(range, "crédito", form) {
      return date
    }
    // Files of Caixa before the manual's edition have the date at the common place.
    if places.bank == "104", places.layout == .cnab400,
      let date = record.money.informedDate(296...301)
    {
      return date
    }
    if let range = places[.payment], let date = record.money.informedDate(range) { return date }
    return header.creditedOn
  }

  private func payerDocument(_ line: ReturnLine, _ places: ReturnPlaces) -> String? {
    guard let kind = places[.payerKind], let field = places[.payer], !line.isZero(field) else {
      return nil
    }
    let text = line.text(field)
    switch line.byte(kind.lowerBound) {
    case UInt8(ascii: "1"): return text.utf8.count >= 11 ? String(text.suffix(11)) : nil
    case UInt8(ascii: "2"): return text.utf8.count >= 14 ? String(text.suffix(14)) : nil
    default:
      // Some banks leave the kind out; a CPF has four zeros before it in the fifteen places.
      guard text.utf8.count >= 14 else { return nil }
      return String(text.hasPrefix("0000") ? text.suffix(11) : text.suffix(14))
    }
  }
}

/// What a record comes to: the code as its bank means it, held against the amounts.
struct ReturnReading {
  let kind: SettlementKind
  let extent: PaidExtent
  private let words: String
  private let note: String?

  /// A code that says "paid in full" is believed only where the amount covers the title.
  init(_ meaning: SettlementTable.Meaning, _ amounts: ReturnAmounts, _ paid: PaidMeaning) {
    words = meaning.detail
    let coded = meaning.group.kind(paid: amounts.paid)
    guard coded == .full, amounts.paid > .zero else {
      kind = coded
      extent = .unknown
      note =
        meaning.group == .unknown && amounts.paid > .zero
        ? "Há valor pago: confirme com o banco." : nil
      return
    }
    extent = PaidExtent(amounts, meaning: paid)
    switch extent {
    case .unknown, .full, .above:
      kind = .full
      note = nil
    case .short(let missing):
      kind = .partial
      note = "O valor pago é menor que o título: faltam \(missing)."
    case .shortByFee:
      kind = .waiting
      note = "Falta exatamente a tarifa (\(amounts.fee)): confirme com o banco."
    }
  }

  var isSettlement: Bool { kind == .full || kind == .partial }

  func detail(_ source: ReturnDateSource?) -> String {
    let notes = [note, isSettlement ? source?.words : nil].compactMap { $0 }
    return notes.isEmpty ? words : words + ". " + notes.joined(separator: " ")
  }
}
