import Credit
import HTTPTypes
import JSONText
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// The reports of the products: the population behind them, what they may say, what they cost.
struct InquiryProductTests {
  /// A valid document of the test mass that behaves as asked.
  static func document(_ behaviour: Behaviour?, _ person: PersonKind = .natural) throws -> String {
    let middle = behaviour?.rawValue ?? "555"
    let start = person == .natural ? "417628" + middle : "76543" + middle + "0001"
    for digits in 0..<100 {
      let text = start + (digits < 10 ? "0" : "") + String(digits)
      if let document = ListingRules.parsed(text) { return document.bare }
    }
    throw Missing(start: start)
  }

  struct Missing: Error { let start: String }

  static func ask(
    _ bureau: BureauBench, _ document: String, _ product: String = "complete-natural"
  ) async throws -> Answer {
    try await bureau.call(
      .post, "/v1/inquiries",
      [
        "document": .string(document), "product": .string(product),
        "purpose": "credit-granting", "reference": "c-1",
      ])
  }

  @Test(arguments: TestDatabase.available)
  func theSameDocumentHasTheSameReport(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      for (person, product) in [
        (PersonKind.natural, "complete-natural"), (.legal, "complete-legal"),
      ] {
        let document = try Self.document(.everything, person)
        let first = try await Self.ask(bureau, document, product).json
        try await bureau.advance(["days": 3])
        let second = try await Self.ask(try await bureau.renewed(), document, product).json
        for name in ["protests", "lawsuits", "badCheques", "bankruptcies", "partners", "company"] {
          #expect(first["sections"]?[name] == second["sections"]?[name], "\(product) \(name)")
        }
        #expect(first["score"] == second["score"])
        #expect(first["name"] == second["name"])
        #expect(first["restricted"] == true)
        let asked = try #require(BureauProducts.find(product)).sections.filter { $0 != .score }
        #expect(first["sections"]?.members?.map(\.name) == asked.map(\.rawValue))
      }
    }
  }

  static let outcomes: [(Behaviour?, restricted: Bool, block: String?, decision: String)] = [
    (nil, false, nil, "approve"), (.spotless, false, nil, "approve"),
    (.protested, true, "protests", "decline"), (.sued, true, "lawsuits", "decline"),
    (.badCheques, true, "badCheques", "decline"),
    (.stolenDocument, false, "documentAlerts", "review"), (.deceased, false, "death", "review"),
    (.lowScore, false, nil, "review"),
  ]

  @Test(arguments: TestDatabase.available)
  func theDocumentChoosesTheOutcome(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      for (behaviour, restricted, block, decision) in Self.outcomes {
        let report = try await Self.ask(bureau, try Self.document(behaviour)).json
        let name = behaviour.map { "\($0)" } ?? "none"
        #expect(report["restricted"] == .bool(restricted), "\(name)")
        #expect(report["partial"] == false, "\(name)")
        let filled = (report["summary"]?.elements ?? []).filter {
          ($0["count"]?.integer ?? 0) > 0
        }
        #expect(filled.compactMap { $0["block"]?.string } == (block.map { [$0] } ?? []), "\(name)")
        #expect(
          report["sections"]?["decision"]?.elements?.first?["suggestion"] == .string(decision),
          "\(name)")
        let score = try #require(report["score"]?["value"]?.integer)
        #expect((0...1_000).contains(score))
        #expect(report["score"]?["reasons"]?.elements?.isEmpty == false)
      }
    }
  }

  @Test(arguments: TestDatabase.available)
  func hiddenDocumentsAreRefusedAndCostNothing(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let before = try await bureau.call(.get, "/v1/balance").json["balanceCents"]
      for (behaviour, status, code) in [
        (Behaviour.unknown, HTTPResponse.Status.notFound, "document-not-found"),
        (.minor, .unprocessableContent, "minor"),
        (.blocked, .unprocessableContent, "judicial-block"),
      ] {
        let answer = try await Self.ask(bureau, try Self.document(behaviour))
        #expect(answer.status == status)
        #expect(try answer.json["code"]?.string == code)
      }
      #expect(try await bureau.call(.get, "/v1/balance").json["balanceCents"] == before)
      #expect(try await bureau.call(.get, "/v1/inquiries").json["data"] == [])
    }
  }

  @Test(arguments: TestDatabase.available)
  func aSilentSourceIsNeverTakenForAClean(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let silent = try await Self.ask(bureau, try Self.document(.silentSource)).json
      #expect(silent["partial"] == true)
      #expect(silent["sections"]?["protests"] == nil)
      #expect(silent["sections"]?["decision"]?.elements?.first?["suggestion"] == "review")
      #expect(silent["messages"]?.elements?.first?.string?.contains("protests") == true)
      _ = try await bureau.call(
        .put, "/v1/simulation/faults", ["sourceDown": ["listings", "lawsuits"]])
      let down = try await Self.ask(bureau, try Self.document(nil)).json
      #expect(down["partial"] == true)
      #expect(down["score"] == .null, "without the listings a score would be a guess")
      let status = (down["sources"]?.elements ?? []).filter { $0["status"] == "unavailable" }
      #expect(status.compactMap { $0["name"]?.string } == ["listings", "lawsuits"])
      let restricted = try await Self.ask(bureau, try Self.document(.protested)).json
      #expect(restricted["restricted"] == true, "what is known stays known")
    }
  }

  /// A person is called as the records call them, in every part of the report.
  @Test(arguments: [PersonKind.natural, .legal])
  func theNameOfARecordComesBeforeWhatIsMadeUp(_ kind: PersonKind) throws {
    let document = try #require(ListingRules.parsed(try Self.document(nil, kind)))
    let product = try #require(
      BureauProducts.find(kind == .natural ? "complete-natural" : "complete-legal"))
    let mass = FictitiousPerson(document)
    let content = ReportContent(
      product: product, person: mass,
      sources: ReportSource.all(of: product, down: [], for: mass),
      found: FoundInRegister(
        requester: "r", records: [], creditors: [:], natures: [:], previous: [], diedOn: nil),
      name: "Zélia do Registro", today: BureauBench.start.civilDate)
    let report = content.json(
      ReportHead(
        protocolNumber: "inq_0000000000001", at: BureauBench.start, purpose: .creditGranting,
        reference: "", cost: Cents(0)))
    let (section, field) = kind == .natural ? ("identity", "name") : ("company", "companyName")
    #expect(report["name"] == "Zélia do Registro")
    #expect(report["sections"]?[section]?.elements?.first?[field] == "Zélia do Registro")
  }

  @Test func noReportSaysWhatMayNotBeSold() throws {
    let forbidden = [
      "phone", "address", "street", "postalCode", "email", "mother", "father", "relative",
      "spouse", "income", "renda", "telefone", "endere", "salary", "birth",
    ]
    let today = BureauBench.start.civilDate
    for person in [PersonKind.natural, .legal] {
      for behaviour in [Behaviour.everything, .insolvent, .deceased] {
        let document = try #require(
          ListingRules.parsed(try Self.document(behaviour, person)))
        let product = try #require(
          BureauProducts.find(person == .natural ? "complete-natural" : "complete-legal"))
        let mass = FictitiousPerson(document)
        let content = ReportContent(
          product: product, person: mass,
          sources: ReportSource.all(of: product, down: [], for: mass),
          found: FoundInRegister(
            requester: "r", records: [], creditors: [:], natures: [:], previous: [],
            diedOn: nil),
          name: nil, today: today)
        let report = content.json(
          ReportHead(
            protocolNumber: "p", at: BureauBench.start, purpose: .collection, reference: "",
            cost: .zero))
        for name in Self.names(report) {
          for word in forbidden { #expect(!name.lowercased().contains(word.lowercased())) }
        }
        // A partner is a person too: his document is masked.
        let partners = report["sections"]?["partners"]?.elements ?? []
        #expect(partners.isEmpty == (person == .natural))
        #expect(partners.allSatisfy { $0["document"]?.string?.contains("***") == true })
        let shares = partners.compactMap { $0["sharePercent"]?.integer }
        #expect(person == .natural || shares.reduce(0, +) == 100)
      }
    }
  }

  private static func names(_ json: JSON) -> [String] {
    (json.members ?? []).flatMap { [$0.name] + names($0.value) }
      + (json.elements ?? []).flatMap(names)
  }

  @Test func noOccurrenceIsFiveYearsOldWhateverTheDay() throws {
    let document = try #require(ListingRules.parsed(try Self.document(.everything)))
    let person = FictitiousPerson(document)
    for offset in stride(from: 0, to: 6_000, by: 37) {
      let today = BureauBench.start.civilDate.adding(days: offset)
      for section in [ReportSection.protests, .lawsuits, .badCheques] {
        let days = person.occurrences(section, today: today).map(\.on)
        #expect(!days.isEmpty)
        #expect(days.allSatisfy { $0 <= today && $0.adding(years: 5) > today }, "\(today)")
      }
    }
  }
}

/// The prepaid balance: debited with the answer, never for a repetition, refused when empty.
struct BalanceTests {
  private static func balance(_ bureau: BureauBench) async throws -> Int64 {
    try #require(try await bureau.call(.get, "/v1/balance").json["balanceCents"]?.integer)
  }

  @Test(arguments: TestDatabase.available)
  func anInquiryIsPaidOnceADay(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let start = try await Self.balance(bureau)
      let document = try InquiryProductTests.document(nil)
      let first = try await InquiryProductTests.ask(bureau, document).json
      #expect(first["costCents"] == 590 && first["billed"] == true)
      #expect(try await Self.balance(bureau) == start - 590)
      let again = try await InquiryProductTests.ask(bureau, document).json
      #expect(again["costCents"] == 0 && again["billed"] == false)
      #expect(again["protocol"] != first["protocol"])
      let other = try await InquiryProductTests.ask(bureau, document, "basic").json
      #expect(other["costCents"] == 190, "another product is another inquiry")
      #expect(try await Self.balance(bureau) == start - 780)
      try await bureau.advance(to: "2026-11-24")
      let later = try await bureau.renewed()
      let tomorrow = try await InquiryProductTests.ask(later, document).json
      #expect(tomorrow["costCents"] == 590)
      let today = try await later.call(.get, "/v1/balance").json["today"]
      #expect(today == ["billedInquiries": 1, "spentCents": 590])
      let listed = try await later.call(.get, "/v1/inquiries?limit=2").json
      #expect(listed["data"]?.elements?.map { $0["costCents"] } == [590, 0])
      #expect(listed["nextCursor"]?.string != nil)
    }
  }

  @Test(arguments: TestDatabase.available)
  func anEmptyBalanceRefusesAndKeepsNothing(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let set = try await bureau.call(
        .put, "/v1/simulation/balance", ["balanceCents": 500])
      #expect(try set.json["balanceCents"] == 500)
      let refused = try await InquiryProductTests.ask(
        bureau, try InquiryProductTests.document(nil))
      #expect(refused.status == .unprocessableContent)
      #expect(try refused.json["code"] == "balance-exhausted")
      #expect(try await bureau.call(.get, "/v1/inquiries").json["data"] == [])
      let cheaper = try await InquiryProductTests.ask(
        bureau, try InquiryProductTests.document(nil), "basic")
      #expect(cheaper.status == .ok)
      #expect(try await Self.balance(bureau) == 310)
    }
  }

  /// Twenty at once may not spend what pays for ten, nor pay twice for one document.
  @Test(arguments: TestDatabase.available)
  func inquiriesAtOneMomentNeverOverspend(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await bureau.call(.put, "/v1/simulation/balance", ["balanceCents": 1_900])
      let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
        for number in 0..<20 {
          group.addTask {
            let document = CPF.fictitious(number: UInt64(1_000 + number)).bare
            return try await InquiryProductTests.ask(bureau, document, "basic").status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == .ok } == 10)
      #expect(try await Self.balance(bureau) == 0)
      _ = try await bureau.call(.put, "/v1/simulation/balance", ["balanceCents": 1_900])
      let document = try InquiryProductTests.document(nil)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<8 {
          group.addTask { _ = try await InquiryProductTests.ask(bureau, document, "basic") }
        }
        try await group.waitForAll()
      }
      #expect(try await Self.balance(bureau) == 1_710)
    }
  }
}
