import JSONText
import Testing

@testable import Credit

private let path = "../shared/data/vectors.json"

/// Every vector of the published collection, where it is present beside the repository. The
/// committed tables are its copy; this tells when one of them goes its own way.
@Suite(
  "Published vectors",
  .enabled(if: FixtureFile.bytes(path) != nil, "the published vectors are not here"))
struct PublishedVectorTests {
  private static let today = CivilDate(iso: "2026-11-23")!

  private func vectors(_ name: String) throws -> [JSON] {
    let file = try JSON.parse(try #require(FixtureFile.bytes(path)))
    let found = try #require(file[name]?.elements, "\(name) is missing")
    try #require(!found.isEmpty)
    return found
  }

  private func text(_ vector: JSON, _ name: String) throws -> String {
    try #require(vector[name]?.string, "\(name) of \(vector.text)")
  }

  private func date(_ vector: JSON, _ name: String) throws -> CivilDate {
    try day(try text(vector, name))
  }

  @Test func everyGroupIsUsed() throws {
    let file = try JSON.parse(try #require(FixtureFile.bytes(path)))
    #expect(
      Set((file.members ?? []).map(\.name)) == [
        "note", "documents", "boleto", "factor", "pix_brcode", "crc16", "s10", "cepnet",
        "removal_deadline", "holidays", "interest", "five_year", "anatel_765",
      ])
  }

  @Test func documents() throws {
    let file = try JSON.parse(try #require(FixtureFile.bytes(path)))
    for kind in ["cpf", "cnpj", "cnpj_alfa"] {
      for vector in try #require(file["documents"]?[kind]?.elements) {
        let value = try text(vector, "value")
        let isValid = vector["valid"]?.bool == true
        do {
          if kind == "cpf" { _ = try CPF.parse(value) } else { _ = try CNPJ.parse(value) }
          #expect(isValid, "\(kind) \(value)")
        } catch {
          #expect(!isValid, "\(kind) \(value): \(error)")
        }
      }
    }
  }

  @Test func slipsAndFactors() throws {
    for vector in try vectors("boleto") {
      let line = try text(vector, "line")
      guard vector["valid"]?.bool == true else {
        #expect(throws: SlipError.self, "\(line)") { try BankSlip(parsing: line) }
        continue
      }
      let slip = try BankSlip(parsing: line)
      #expect(slip.barcode == (try text(vector, "barcode")))
      #expect(slip.factor == vector["factor"]?.integer.map { Int($0) }, "\(line)")
      #expect(slip.amount?.amount ?? 0 == vector["amount_cents"]?.integer ?? 0, "\(line)")
      #expect(
        slip.dueOn(today: Self.today)?.description == vector["due_window_2026_11_23"]?.string,
        "\(line)")
    }
    for vector in try vectors("factor") {
      let factor = try #require(vector["factor"]?.integer)
      #expect(DueFactor.encode(try date(vector, "due")) == Int(factor), "\(vector.text)")
    }
  }

  @Test func pixAndPost() throws {
    for vector in try vectors("pix_brcode") {
      let payload = try text(vector, "payload")
      guard vector["valid"]?.bool == true else {
        #expect(throws: PixError.self, "\(payload)") { try PixCode(parsing: payload) }
        continue
      }
      #expect(try PixCode(parsing: payload).text == payload)
    }
    for vector in try vectors("crc16") {
      let sum = CRC16.checksum(try text(vector, "input").utf8)
      #expect(String(sum, radix: 16, uppercase: true) == (try text(vector, "crc")))
    }
    for vector in try vectors("s10") {
      let code = try text(vector, "code")
      #expect((TrackingNumber(code) != nil) == vector["valid"]?.bool, "\(code)")
    }
    for vector in try vectors("cepnet") {
      let code = try #require(PostalCode(try text(vector, "cep")))
      #expect(code.validator == vector["dv"]?.integer.map { Int($0) })
      #expect(code.bars.map { $0 ? "1" : "0" }.joined() == (try text(vector, "bars")))
    }
  }

  @Test func deadlines() throws {
    for vector in try vectors("removal_deadline") {
      let available = try date(vector, "available")
      #expect(RemovalDeadline.dueOn(availableOn: available) == (try date(vector, "national")))
      #expect(
        RemovalDeadline.dueOn(availableOn: available, calendar: .bank)
          == (try date(vector, "bank")))
    }
    for vector in try vectors("five_year") {
      let limit = FiveYearLimit(dueOn: try date(vector, "due"))
      #expect(
        limit.hiddenFrom.adding(days: 1) == (try date(vector, "invisible_from")), "\(vector.text)")
    }
    for vector in try vectors("anatel_765") {
      let earliest = TelecomSchedule.earliest(dueOn: try date(vector, "due"))
      #expect(earliest.noticeOn == (try date(vector, "notice")))
      #expect(earliest.suspendOn == (try date(vector, "suspend")))
      #expect(earliest.rescindOn == (try date(vector, "rescind")))
    }
  }

  @Test func holidays() throws {
    let file = try JSON.parse(try #require(FixtureFile.bytes(path)))
    for year in try #require(file["holidays"]?.members) {
      let national = Set((year.value["national"]?.elements ?? []).compactMap(\.string))
      let bank = Set((year.value["bank_only"]?.elements ?? []).compactMap(\.string))
      #expect(!national.isEmpty && !bank.isEmpty)
      var date = try day("\(year.name)-01-01")
      while date.description.hasPrefix(year.name) {
        let text = date.description
        #expect(
          (BusinessCalendar.national.holiday(on: date) != nil) == national.contains(text),
          "\(text)")
        #expect(
          (BusinessCalendar.bank.holiday(on: date) != nil)
            == (national.contains(text) || bank.contains(text)), "\(text)")
        date = date.adding(days: 1)
      }
    }
  }

  @Test func interest() throws {
    func cents(_ vector: JSON, _ name: String) throws -> Cents {
      try #require(Cents(parsing: try text(vector, name)), "\(name) of \(vector.text)")
    }
    for vector in try vectors("interest") {
      let index = try text(vector, "idx").split(separator: ".").map(String.init)
      let fraction: String = index.count == 2 ? index[1] : ""
      let zeros = String(repeating: "0", count: 6 - fraction.utf8.count)
      let digits: String = index[0] + fraction + zeros
      let millionths = try #require(Int(digits))
      let value = UpdatedValue(
        principal: try cents(vector, "principal"),
        daysLate: Int(try #require(vector["days"]?.integer)),
        terms: try LateTerms(
          fineBasisPoints: 200, monthlyInterestBasisPoints: 100, indexFactorPPM: millionths))
      #expect(value.correction == (try cents(vector, "corr")), "\(vector.text)")
      #expect(value.fine == (try cents(vector, "fine")), "\(vector.text)")
      #expect(value.interest == (try cents(vector, "interest")), "\(vector.text)")
      #expect(value.total == (try cents(vector, "total")), "\(vector.text)")
    }
  }
}
