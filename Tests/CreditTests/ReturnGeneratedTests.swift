import Fictitious
import Testing

@testable import Credit

/// One title to be written by the table of places.
private struct WrittenTitle {
  let places: ReturnPlaces
  let header: String
  var texts: [ReturnPlaces.Field: String] = [:]
  var amounts = ReturnAmounts(paid: .zero, face: .zero)
  var number = ""
  var shown = ""
  var due = CivilDate.first
  var paidOn = CivilDate.first
  var creditedOn = CivilDate.first

  /// Writes the record, or the two segments of CNAB 240.
  func lines(extra: [(Int, String)]) -> [[UInt8]] {
    var title: [(Int, String)] = extra
    var money: [(Int, String)] = []
    for (field, text) in texts {
      guard let range = places[field] else { continue }
      if places.layout == .cnab240, ReturnPlaces.moneyFields.contains(field) {
        money.append((range.lowerBound, text))
      } else {
        title.append((range.lowerBound, text))
      }
    }
    guard places.layout == .cnab240 else {
      let record = String(decoding: places.records, as: UTF8.self)
      return [ReturnFileSample.line(400, [(1, record)] + title + [(395, "000002")])]
    }
    return [
      ReturnFileSample.line(240, [(1, header + "0001300001T"), (16, texts[.occ] ?? "")] + title),
      ReturnFileSample.line(240, [(1, header + "0001300002U"), (16, texts[.occ] ?? "")] + money),
    ]
  }
}

private struct TitleWriter {
  var random: SeededNumbers

  private mutating func digits(_ count: Int) -> String {
    (0..<count).map { index in
      String(Int.random(in: (index == 0 ? 1 : 0)...9, using: &random))
    }.joined()
  }

  private mutating func cents(_ range: ClosedRange<Int64>) -> Cents {
    Cents(Int64.random(in: range, using: &random))
  }

  private func text(_ day: CivilDate, _ range: ClosedRange<Int>, yearFirst: Bool = false) -> String
  {
    if range.count == 6 {
      return padded(day.day, 2) + padded(day.month, 2) + padded(day.year % 100, 2)
    }
    return yearFirst
      ? padded(day.year, 4) + padded(day.month, 2) + padded(day.day, 2)
      : padded(day.day, 2) + padded(day.month, 2) + padded(day.year, 4)
  }

  mutating func title(_ places: ReturnPlaces, _ row: SettlementTable.Row) -> WrittenTitle? {
    var title = WrittenTitle(
      places: places, header: places.bank == "*" ? "999" : places.bank)
    title.texts[.occ] = row.occurrences.randomElement(using: &random) ?? ""
    guard meet(row.condition, &title) else { return nil }
    write(number: places, &title)
    title.texts[.doc] = "D" + digits(min(places[.doc]?.count ?? 0, 8) - 1)
    let face = cents(100...9_999_999)
    title.amounts = ReturnAmounts(paid: .zero, face: face)
    if places[.discount] != nil { title.amounts.discount = cents(0...49) }
    if places[.rebate] != nil { title.amounts.rebate = cents(0...49) }
    if places[.interest] != nil { title.amounts.charges = cents(0...9_999) }
    if places[.fee] != nil { title.amounts.fee = cents(0...50) }
    let amounts = title.amounts
    var paid = amounts.due
    switch places.meaning {
    case .total: paid += amounts.charges
    case .net: paid += amounts.charges - amounts.fee
    case .principal, .byContract: break
    }
    title.amounts = ReturnAmounts(
      paid: paid, face: face, discount: amounts.discount, rebate: amounts.rebate,
      charges: amounts.charges, fee: amounts.fee)
    put(.paid, paid, &title)
    put(.face, face, &title)
    put(.discount, amounts.discount, &title)
    put(.rebate, amounts.rebate, &title)
    put(.interest, amounts.charges, &title)
    put(.fee, amounts.fee, &title)
    let start = CivilDate(year: 2_026, month: 1, day: 1) ?? .first
    title.due = start.adding(days: Int.random(in: 0...300, using: &random))
    title.paidOn = title.due.adding(days: Int.random(in: 0...40, using: &random))
    title.creditedOn = title.paidOn.adding(days: Int.random(in: 0...5, using: &random))
    if let range = places[.due] { title.texts[.due] = text(title.due, range) }
    if let range = places[.date] { title.texts[.date] = text(title.paidOn, range) }
    if let range = places[.credit], !places.hasNoCredit {
      title.texts[.credit] = text(title.creditedOn, range, yearFirst: places.isYearFirst)
    }
    return title
  }

  private func put(_ field: ReturnPlaces.Field, _ amount: Cents, _ title: inout WrittenTitle) {
    guard let range = title.places[field] else { return }
    title.texts[field] = padded(Int(amount.amount), range.count)
  }

  private mutating func write(number places: ReturnPlaces, _ title: inout WrittenTitle) {
    guard let range = places[.nn] else { return }
    let length = places.bank == "001" && range.count == 20 ? 17 : range.count
    // Sicoob in Bradesco's frame is told by the zeros where its own number would stand.
    let zeros = places.bank == "756" && places.codes == "237" ? 3 : 0
    let number = String(repeating: "0", count: zeros) + digits(length - zeros)
    title.number = number
    title.texts[.nn] = number
    if let field = places[.dv] {
      let check = digits(field.count)
      title.texts[.dv] = check
      title.number += check
    }
    if places.bank == "104", let field = places[.prefix] {
      title.texts[.prefix] = "14" + (field.count > 2 ? "0" : "")
    }
  }

  private func meet(_ condition: SettlementTable.Condition, _ title: inout WrittenTitle) -> Bool {
    switch condition {
    case .none: break
    case .anyReason(let values): title.texts[.reasons] = values[0]
    case .field(let field, let values): title.texts[field] = values[0]
    case .filled(let field): title.texts[field] = "01"
    case .elsewhere: return false
    }
    return true
  }
}

@Suite("Return files written by the tables")
struct ReturnGeneratedTests {
  /// What a frame of another bank is told by.
  private static func extra(_ places: ReturnPlaces, _ title: WrittenTitle) -> [(Int, String)] {
    switch (places.bank, places.codes) {
    case ("336", "341"): [(86, String(title.number.prefix(8)))]
    default: []
    }
  }

  @Test(
    "A file that the tables write is read back to the cent", arguments: [7_001, 7_002] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var writer = TitleWriter(random: SeededNumbers(seed: seed))
    var count = 0
    for places in ReturnPlacesTable.published.all {
      let bank = places.bank == "*" ? "999" : places.bank
      let own = places.codes == "*" ? "999" : places.codes
      let rows = SettlementTable.published.rows.filter {
        $0.layout == places.layout
          && ($0.bank == own || ($0.bank == "*" && !has(own, places.layout)))
          && ($0.meaning.group == .full || $0.meaning.group == .part)
      }
      #expect(!rows.isEmpty, "\(places.layout) \(places.bank) knows no payment")
      for row in rows {
        for _ in 0..<6 {
          guard let title = writer.title(places, row) else { continue }
          // This code under C6's header is C6's own, whatever the frame.
          if bank == "336", own == "341", title.texts[.occ] == "07" { continue }
          let lines = title.lines(extra: Self.extra(places, title))
          let file =
            places.layout == .cnab240
            ? ReturnFileSample.file240(bank, [lines]) : ReturnFileSample.file400(bank, lines)
          let read = try ReadReturn(file)
          let name = "seed \(seed), \(places.layout) \(bank) \(places.codes) \(row.occurrences)"
          #expect(read.faults == [], "\(name)")
          let entry = try #require(read.entries.first, "\(name)")
          check(entry, title, row, name)
          count += 1
        }
      }
    }
    #expect(count > 500)
  }

  private func has(_ bank: String, _ layout: ReturnLayout) -> Bool {
    SettlementTable.published.rows.contains { $0.bank == bank && $0.layout == layout }
  }

  private func check(
    _ entry: ReturnEntry, _ title: WrittenTitle, _ row: SettlementTable.Row, _ name: String
  ) {
    let places = title.places
    #expect(entry.group == row.meaning.group, "\(name)")
    #expect(entry.kind == (row.meaning.group == .full ? .full : .partial), "\(name)")
    #expect(entry.amounts == title.amounts, "\(name)")
    #expect(entry.documentNumber == title.texts[.doc], "\(name)")
    #expect(entry.dueOn == title.due, "\(name)")
    #expect(entry.occurredOn == title.paidOn, "\(name)")
    let noCredit = places.hasNoCredit || places[.credit] == nil
    #expect(
      entry.availableOn
        == (noCredit
          ? BusinessCalendar.bank.adding(businessDays: 1, to: title.paidOn) : title.creditedOn),
      "\(name)")
    let bank = places.bank == "*" ? nil : places.bank
    #expect(entry.number.isSame(as: title.number, bank: bank), "\(name) \(title.number)")
    #expect(entry.received >= title.amounts.due, "\(name)")
  }

  @Test("One flipped digit makes another number", arguments: [7_003] as [UInt64])
  func flips(seed: UInt64) throws {
    var writer = TitleWriter(random: SeededNumbers(seed: seed))
    for places in ReturnPlacesTable.published.all {
      let own = places.codes == "*" ? "*" : places.codes
      guard
        let row = SettlementTable.published.rows.first(where: {
          $0.layout == places.layout && $0.bank == own && $0.meaning.group == .full
        }), let title = writer.title(places, row)
      else { continue }
      let bank = places.bank == "*" ? "999" : places.bank
      let lines = title.lines(extra: Self.extra(places, title))
      let file =
        places.layout == .cnab240
        ? ReturnFileSample.file240(bank, [lines]) : ReturnFileSample.file400(bank, lines)
      let entry = try #require(try ReadReturn(file).entries.first, "\(bank)")
      let printed = Array(title.number.utf8)
      for place in printed.indices {
        var other = printed
        other[place] = 48 + (other[place] - 48 + 1) % 10
        let text = String(decoding: other, as: UTF8.self)
        // Agreement, modality and the like are no part of what tells titles apart.
        if places.inner.contains(where: { place < $0 }) || places.bank == "033" && place < 5 {
          continue
        }
        if places.rule == .brb, place == 0 { continue }
        #expect(
          !entry.number.isSame(as: text, bank: places.bank == "*" ? nil : places.bank),
          "seed \(seed) \(places.layout) \(bank) \(title.number) \(text)")
      }
    }
  }

  @Test(
    "Printed forms of one number",
    arguments: [
      ("341", "109/12345678-9", true), ("341", "12345678", true), ("341", "0012345678-9", true),
      ("341", "12345678-8", false), ("341", "12345679", false), ("341", "112345678", false),
    ])
  func printed(bank: String, text: String, same: Bool) throws {
    let title = ReturnFileSample.title400(
      "06", extra: [(63, "12345678            "), (83, "109"), (86, "12345678"), (94, "9")])
    let entry = try #require(
      try ReadReturn(ReturnFileSample.file400(bank, [title])).entries.first)
    #expect(entry.number.isSame(as: text, bank: nil) == same)
    #expect(!entry.number.isSame(as: text, bank: "237"))
  }

  @Test("Sicredi's bar, Sicoob's zeros, Bradesco's P and Caixa's missing digit")
  func more() throws {
    func entry(_ bank: String, _ extra: [(Int, String)], _ occurrence: String = "06") throws
      -> BankNumber
    {
      try #require(
        try ReadReturn(
          ReturnFileSample.file400(bank, [ReturnFileSample.title400(occurrence, extra: extra)])
        ).entries.first
      ).number
    }
    let blank = String(repeating: " ", count: 20)
    #expect(
      try entry("748", [(48, "262000017"), (63, blank)]).isSame(as: "26/200001-7", bank: nil))
    #expect(try entry("756", [(63, "000000000083")]).isSame(as: "8-3", bank: "756"))
    #expect(
      try entry("237", [(63, blank), (71, "51350000004P")]).isSame(
        as: "09/51350000004-P", bank: nil) == false)
    #expect(
      try entry("237", [(63, blank), (22, "009"), (71, "51350000004P")]).isSame(
        as: "09/51350000004-P", bank: nil))
    #expect(
      try entry("104", [(57, "14000000000012346"), (74, "     ")], "21").isSame(
        as: "14/000000000012346-1", bank: nil))
  }
}

@Suite("What banks mean by paid")
struct PaidExtentTests {
  private func extent(
    _ meaning: PaidMeaning, _ paid: Int64, charges: Int64 = 0, fee: Int64 = 0, discount: Int64 = 0
  ) -> PaidExtent {
    PaidExtent(
      ReturnAmounts(
        paid: Cents(paid), face: Cents(4_875), discount: Cents(discount), charges: Cents(charges),
        fee: Cents(fee)), meaning: meaning)
  }

  @Test("Face, discount, interest and fee decide")
  func table() {
    #expect(extent(.net, 4_767, charges: 102, fee: 210) == .full)
    #expect(extent(.total, 4_767, charges: 102, fee: 210) == .short(Cents(108)))
    #expect(extent(.total, 4_665, fee: 210) == .shortByFee)
    #expect(extent(.byContract, 4_665, fee: 210) == .full)
    #expect(extent(.total, 4_875) == .full)
    #expect(extent(.total, 4_775, discount: 100) == .full)
    #expect(extent(.total, 4_774, discount: 100) == .short(Cents(1)))
    #expect(extent(.total, 5_000, charges: 100) == .above(Cents(25)))
    #expect(extent(.principal, 4_875, charges: 100) == .full)
    #expect(extent(.principal, 4_800, charges: 100) == .full)
    #expect(extent(.principal, 4_700, charges: 100) == .short(Cents(75)))
  }

  @Test("No amount traps, whatever a file says")
  func total() {
    for paid in [0, 1, Cents.largest.amount] {
      for fee in [0, Cents.largest.amount] {
        for meaning in [PaidMeaning.total, .net, .principal, .byContract] {
          _ = extent(meaning, paid, charges: fee, fee: fee, discount: fee)
        }
      }
    }
  }
}
