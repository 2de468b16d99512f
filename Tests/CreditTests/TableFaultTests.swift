import Testing

@testable import Credit

@Suite("Faults of tables")
struct TableFaultTests {
  private func faults(_ parse: () throws -> Void) -> [String] {
    do {
      try parse()
      return []
    } catch let error as TextTable.Faults {
      return error.faults.map { "\($0.line) \($0.code)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func ofAnyTable() throws {
    let table = try TextTable(parsing: "\n# x\n a | b \r\n\n1|2\n#\n | \n", requiring: ["a", "b"])
    #expect(table.columns == ["a", "b"])
    #expect(table.rows.map(\.line) == [5, 7])
    #expect(
      table.rows.map { $0[column: "a"] + "," + $0[column: "b"] + $0[column: "c"] } == ["1,2", ","])
    #expect(faults { _ = try TextTable(parsing: "", requiring: []) } == ["1 table-empty"])
    #expect(faults { _ = try TextTable(parsing: "#\n \n", requiring: []) } == ["1 table-empty"])
    #expect(
      faults { _ = try TextTable(parsing: "\na|b\n1\n1|2|3\n1|2", requiring: ["c", "b", "d"]) }
        == ["2 column-missing", "2 column-missing", "3 cell-count", "4 cell-count"])
    let error = #expect(throws: TextTable.Faults.self) {
      try TextTable(parsing: "a\n1|2", requiring: [])
    }
    #expect(error?.description == "linha 2: a linha tem 2 células e o cabeçalho 1.")
    // A column named twice is the first one.
    #expect(try TextTable(parsing: "a|a\n1|2", requiring: []).rows.map { $0[column: "a"] } == ["1"])
  }

  private static let header = StateTerms.columns.joined(separator: "|")
  private static let federal =
    "BR|BR|1990-09-11||inForce|high|0|||no|posting|no|letter|5u||no|CDC|"

  @Test(
    arguments: [
      ("x|ZZ|1990-09-11||inForce|high|0|||no|posting|no|letter|5u||no|L|", ["rule-uf"]),
      ("x|SP|1990-9-11||inForce|high|0|||no|posting|no|letter|5u||no|L|", ["rule-validfrom"]),
      ("x|SP|1990-09-11|x|inForce|high|0|||no|posting|no|letter|5u||no|L|", ["rule-validto"]),
      ("x|SP|1990-09-11||inforce|high|0|||no|posting|no|letter|5u||no|L|", ["rule-status"]),
      ("x|SP|1990-09-11||inForce|higher|0|||no|posting|no|letter|5u||no|L|", ["rule-confidence"]),
      (
        "x|SP|1990-09-11||inForce|high|x|||no|posting|no|letter|5u||no|L|",
        ["rule-minimumdaysoverdue"]
      ),
      (
        "x|SP|1990-09-11||inForce|high|0|x|y|no|posting|no|letter|5u||no|L|",
        ["rule-noticedays", "rule-applieddays"]
      ),
      (
        "x|SP|1990-09-11||inForce|high|0|||n|posting|y|letter|5u||nope|L|",
        ["rule-businessdays", "rule-requiresreceipt", "rule-blocksdisputed"]
      ),
      ("x|SP|1990-09-11||inForce|high|0|||no|sending|no|letter|5u||no|L|", ["rule-countsfrom"]),
      ("x|SP|1990-09-11||inForce|high|0|||no|posting|no|letter fax|5u||no|L|", ["rule-channels"]),
      ("x|SP|1990-09-11||inForce|high|0|||no|posting|no||5u||no|L|", ["rule-channels"]),
      (
        "x|SP|1990-09-11||inForce|high|0|||no|posting|no|letter|u|366|no|L|",
        ["rule-correction", "rule-removal"]
      ),
      (
        "x|SP|1990-09-11||inForce|high|0|||no|posting|no|letter|-1|5uu|no|L|",
        ["rule-correction", "rule-removal"]
      ),
    ] as [(String, [String])])
  func ofRules(_ row: String, _ codes: [String]) {
    let found = faults {
      _ = try StateTerms(parsing: [Self.header, Self.federal, row].joined(separator: "\n"))
    }
    #expect(found == codes.map { "3 " + $0 })
  }

  @Test(
    arguments: [
      ("|SP|2000-01-01||inForce|high|0|||no|posting|no|letter|5u||no|L|", ["2 rule-id"]),
      ("BR|SP|2000-01-01||inForce|high|0|||no|posting|no|letter|5u||no|L|", ["2 rule-id"]),
      (
        "x|SP|2000-01-02|2000-01-01|inForce|high|0|||no|posting|no|letter|5u||no|L|",
        ["2 rule-validity"]
      ),
      ("x|SP|2000-01-01|2000-01-01|inForce|high|0|||no|posting|no|letter|5u||no|L|", []),
      ("x|SP|2000-01-01||inForce|high|366|||no|posting|no|letter|5u||no|L|", ["2 rule-days"]),
      ("x|SP|2000-01-01||inForce|high|365|||no|posting|no|letter|365u|0|no|L|", []),
      ("x|SP|2000-01-01||inForce|high|-1|||no|posting|no|letter|5u||no|L|", ["2 rule-days"]),
      ("x|SP|2000-01-01||inForce|high|0|366||no|posting|no|letter|5u||no|L|", ["2 rule-days"]),
      ("x|SP|2000-01-01||inForce|high|0|5|366|no|posting|no|letter|5u||no|L|", ["2 rule-days"]),
      ("x|BR|2000-01-01||inForce|high|0|||no|posting|no|letter|5u||no|L|", ["2 rule-overlap"]),
      ("x|BR|1980-01-01|1990-09-10|inForce|high|0|||no|posting|no|letter|5u||no|L|", []),
      (
        "x|BR|1980-01-01|1990-09-11|inForce|high|0|||no|posting|no|letter|5u||no|L|",
        ["2 rule-overlap"]
      ),
      ("x|BR|2000-01-01||struck|high|0|||no|posting|no|letter|5u||no|L|", []),
    ] as [(String, [String])])
  func ofRulesAmongEachOther(_ row: String, _ codes: [String]) {
    let found = faults {
      _ = try StateTerms(parsing: [Self.header, Self.federal, row].joined(separator: "\n"))
    }
    #expect(found == codes)
  }

  @Test func thereIsAFederalRuleWithoutEnd() throws {
    func found(_ row: String) -> [String] {
      faults { _ = try StateTerms(parsing: Self.header + "\n" + row) }
    }
    #expect(found(Self.federal) == [] && found("") == ["1 rule-federal-missing"])
    #expect(found(Self.federal.replacing("BR|BR", with: "BR|SP")) == ["1 rule-federal-missing"])
    #expect(
      found(Self.federal.replacing("11||", with: "11|2050-01-01|")) == ["1 rule-federal-missing"])
    #expect(found(Self.federal.replacing("inForce", with: "struck")) == ["1 rule-federal-missing"])
  }

  @Test func rulesApplyFromTheirFirstDayToTheirLast() throws {
    let own = "x|SP|2000-01-02|2000-01-05|inForce|high|7|12||no|receipt|no|letter|3|2u|yes|L|"
    let table = try StateTerms(parsing: [Self.header, Self.federal, own].joined(separator: "\n"))
    for (date, id) in [
      ("1980-01-01", "BR"), ("2000-01-01", "BR"), ("2000-01-02", "x"), ("2000-01-05", "x"),
      ("2000-01-06", "BR"),
    ] {
      #expect(table.rule(for: .sp, on: try day(date)).id == id, "\(date)")
      #expect(table.rule(for: .rj, on: try day(date)).id == "BR", "\(date)")
    }
    let rule = table.rule(for: .sp, on: try day("2000-01-03"))
    #expect(rule.correction.text == "3 dias" && rule.removal?.text == "2 dias úteis")
    #expect(StateRule.Term(days: 1, inBusinessDays: false).text == "1 dia")
    #expect(StateRule.Term(days: 1, inBusinessDays: true).text == "1 dia útil")
    #expect(rule.noticeDays == 12 && rule.blocksDisputed && rule.countsFrom == .receipt)
    // The applied number beats the law's, and the product's least holds without one.
    let short = own.replacing("|12||", with: "|5||")
    let applied = own.replacing("|12||", with: "|12|3|")
    for (row, days) in [(short, 10), (applied, 3)] {
      let table = try StateTerms(parsing: [Self.header, Self.federal, row].joined(separator: "\n"))
      #expect(table.rule(for: .sp, on: try day("2000-01-03")).noticeDays == days)
    }
  }

  @Test(
    arguments: [
      ("BR|01-01|||a|b", []), ("banks|easter+100|1|9999|a|b", []), ("SP|02-29|||a|b", []),
      ("3550308|2027-01-25|||a|b", []), ("br|01-01|||a|b", ["holiday-scope"]),
      ("355030|01-01|||a|b", ["holiday-scope"]), ("355030x|01-01|||a|b", ["holiday-scope"]),
      ("BR|1-1|||a|b", ["holiday-day"]), ("BR|02-30|||a|b", ["holiday-day"]),
      ("BR|easter+101|||a|b", ["holiday-day"]), ("BR|easter-101|||a|b", ["holiday-day"]),
      ("BR|easter|||a|b", ["holiday-day"]), ("BR|2027-02-30|||a|b", ["holiday-day"]),
      ("BR|01-01|0||a|b", ["holiday-from"]), ("BR|01-01|10000||a|b", ["holiday-from"]),
      ("BR|01-01||0|a|b", ["holiday-to"]), ("BR|01-01|2000|1999|a|b", ["holiday-to"]),
      ("BR|01-01|2000|2000|a|b", []),
    ] as [(String, [String])])
  func ofHolidays(_ row: String, _ codes: [String]) {
    let found = faults { _ = try HolidayTable(parsing: "scope|day|from|to|name|law\n" + row) }
    #expect(found == codes.map { "2 " + $0 })
  }

  @Test func holidaysOfEveryRule() throws {
    let table = try HolidayTable(
      parsing: """
        scope|day|from|to|name|law
        BR|02-29|||a|b
        BR|easter-2|2000|2001|a|b
        BR|2027-01-25|||a|b
        """)
    func dates(_ year: Int) -> [String?] { table.holidays.map { $0.date(in: year)?.description } }
    #expect(dates(2000) == ["2000-02-29", "2000-04-21", nil])
    #expect(dates(2001) == [nil, "2001-04-13", nil] && dates(1999) == [nil, nil, nil])
    #expect(dates(2027) == [nil, nil, "2027-01-25"] && dates(2002) == [nil, nil, nil])
  }
}
