import Credit
import DebtCollection
import JSONText
import Testing

@testable import Bureaus

/// The lies that a bureau may tell in an answer with 200: each is told apart from a good answer
/// where it is read, so that nothing of it is stored, and nothing of it ends the process.
@Suite("Lies of a bureau")
struct BureauLieTests {
  /// The kinds of answers, each with a good one and its reader.
  enum Kind: String, CaseIterable, Sendable {
    case record, page, product, code, report, fee

    func read(_ json: JSON) throws {
      switch self {
      case .record: _ = try Message.record(json)
      case .page: _ = try Message.page(json)
      case .product: _ = try Message.product(json)
      case .code: _ = try Message.code(json, kind: .restriction)
      case .report: _ = try Message.report(json)
      case .fee: _ = try Message.integer(json, "feeCents", AnswerBound.price)
      }
    }

    var good: JSON {
      switch self {
      case .record: Self.sampleRecord
      case .page: ["data": [Self.sampleRecord], "nextCursor": "abc"]
      case .product:
        [
          "code": "basic", "name": "Básica", "person": "any", "priceCents": 250,
          "sections": ["score"],
        ]
      case .code:
        [
          "code": "A1", "name": "Financeira", "person": "natural", "validFrom": "2020-01-01",
          "validTo": "2030-12-31",
        ]
      case .report:
        [
          "protocol": "P-1", "at": "2026-11-24T12:00:00Z", "name": "Ana", "restricted": true,
          "partial": false, "costCents": 250,
          "score": ["value": 700, "minimum": 0, "maximum": 1_000, "reasons": ["x"]],
          "summary": [["block": "debts", "count": 2, "totalCents": 1_000]],
          "sections": ["debts": [["creditor": "X", "amountCents": 1_000]]],
        ]
      case .fee: ["feeCents": 350]
      }
    }

    private static let sampleRecord: JSON = [
      "id": "rec_1", "reference": "lst_1", "version": 3, "state": "visible",
      "acceptedAt": "2026-11-01T12:00:00Z", "noticeIssuedOn": "2026-11-02",
      "visibleFrom": "2026-11-13", "visibleAt": "2026-11-13T03:00:00Z", "removedAt": .null,
      "removalReason": .null, "expiresOn": "2031-01-01", "amountCents": 1_000,
      "rejections": [["code": "x", "detail": "y"]],
    ]
  }

  private static let absurdNumbers: [JSON] = [
    .integer(.max), .integer(.min), -1, .decimal("1e308"), .decimal("0.1"), "1", .null, [], true,
  ]
  private static let absurdDates: [JSON] = [
    "0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-02-30", "",
    "\u{0}", 5, [], true,
  ]
  /// The end of a validity may lie as far as one likes: then there is none.
  private static let absurdEnds = absurdDates.filter { $0 != "9999-12-31" }
  private static let absurdTexts: [JSON] = [
    "\u{0}", "a\u{0}b", "a\u{FFFF}", "a\u{10FFFF}", "a\nb", "a\tb", .string(letters(9_000)), 5, [],
    true, ["x": 1],
  ]

  private static func letters(_ count: Int) -> String { String(repeating: "x", count: count) }

  /// What is put where, for each kind of answer.
  private static func lies(of kind: Kind) -> [(path: [String], values: [JSON])] {
    let identifiers = absurdTexts + ["", .null]
    switch kind {
    case .record:
      return [
        (["id"], identifiers), (["state"], identifiers),
        (["version"], absurdNumbers), (["visibleAt"], absurdDates + [.null]),
        (["acceptedAt"], absurdDates), (["removedAt"], absurdDates),
        (["noticeIssuedOn"], absurdDates), (["visibleFrom"], absurdDates),
        (["expiresOn"], absurdEnds), (["removalReason"], absurdTexts),
      ]
    case .page:
      return [
        (
          ["data"],
          [.null, "x", [.null], [["id": "x"]], .array(Array(repeating: .null, count: 1_001))]
        ),
        (["nextCursor"], absurdTexts),
      ]
    case .product:
      return [
        (["code"], identifiers), (["name"], identifiers), (["priceCents"], absurdNumbers),
        (["person"], ["both", "", 5]),
      ]
    case .code:
      return [
        (["code"], identifiers), (["name"], identifiers), (["validFrom"], absurdDates),
        (["validTo"], absurdEnds), (["person"], ["both", "", 5]),
      ]
    case .report:
      let numbers: [JSON] = [.integer(.max), .integer(.min), -1]
      let scores: [JSON] = [.integer(.max), .integer(.min), "1", 1_000_000]
      return [
        (["protocol"], identifiers), (["at"], absurdDates + [.null]), (["name"], absurdTexts),
        (["restricted"], [.null, 1, "true"]), (["partial"], [.null, 1, "true"]),
        (["costCents"], numbers + ["1"]), (["score"], [.integer(.max), .integer(.min)]),
        (["score", "value"], scores), (["score", "minimum"], scores + [1_000]),
        (["score", "maximum"], scores + [0]),
        (["score", "reasons"], [.array(Array(repeating: "x", count: 51))]),
        (["summary"], [[["block": "debts", "count": .integer(.max)]]]),
        (["summary"], [[["block": "debts", "count": -1]]]),
        (["sections"], [["x": [["amountCents": .integer(.max)]]]]),
        (["sections"], [["x": [["name": "a\u{0}"]]]]),
        (["sections"], [["x": [["name": .string(letters(5_000))]]]]),
        (["sections"], [["a\u{FFFF}": []]]),
        (["sections"], [["x": .array(Array(repeating: .null, count: 5_001))]]),
      ]
    case .fee: return [(["feeCents"], absurdNumbers)]
    }
  }

  @Test(arguments: Kind.allCases)
  func aGoodAnswerIsRead(_ kind: Kind) throws {
    try kind.read(kind.good)
  }

  @Test(arguments: Kind.allCases)
  func everyLieIsTold(_ kind: Kind) {
    for lie in Self.lies(of: kind) {
      for value in lie.values {
        let json = Self.replacing(lie.path, in: kind.good, with: value)
        #expect(throws: MessageError.self, "\(lie.path) = \(value.text.prefix(60))") {
          try kind.read(json)
        }
      }
    }
  }

  /// HTML, nothing, or an answer of another kind with 200.
  @Test(arguments: ["[]", "{}", "null", "5", "\"x\"", #"{"data":{}}"#])
  func anAnswerOfAnotherKindIsNone(_ text: String) throws {
    let json = try JSON.parse(text)
    for kind in Kind.allCases {
      #expect(throws: MessageError.self) { try kind.read(json) }
    }
    for body in ["<html><body>502</body></html>", ""] {
      #expect(throws: JSONError.self) { try JSON.parse(body) }
    }
  }

  @Test(arguments: ["9999-12-31", "2200-01-01"])
  func aFarEndOfAValidityIsNone(_ day: String) throws {
    let far = Self.replacing(["validTo"], in: Kind.code.good, with: .string(day))
    #expect(try Message.code(far, kind: .restriction).validTo == nil)
    let record = Self.replacing(["expiresOn"], in: Kind.record.good, with: .string(day))
    #expect(try Message.record(record).expiresOn == nil)
    let early = Self.replacing(["validFrom"], in: Kind.code.good, with: .string(day))
    #expect(throws: MessageError.self) { try Message.code(early, kind: .restriction) }
  }

  /// One code that breaks the contract does not hold back the others of its list.
  @Test func aListOfCodesIsReadWithoutTheBrokenOnes() throws {
    let good = Kind.code.good
    let far = Self.replacing(
      ["validTo"], in: Self.replacing(["code"], in: good, with: "B2"), with: "9999-12-31")
    let broken = Self.replacing(["validFrom"], in: good, with: "0001-01-01")
    let twice = Self.replacing(["code"], in: good, with: "C3")
    let differs = Self.replacing(["name"], in: twice, with: "Outra")
    let (codes, unreadable) = try Message.readableCodes(
      ["data": [good, broken, far, good, twice, differs, 5]], kind: .restriction)
    #expect(codes.map(\.code) == ["A1", "B2"])
    #expect(codes.last?.validTo == nil)
    #expect(unreadable == 4)
    #expect(throws: MessageError.self) {
      try Message.readableCodes(["data": [broken]], kind: .restriction)
    }
    #expect(try Message.readableCodes(["data": []], kind: .restriction).codes.isEmpty)
  }

  @Test func doubledCodesHaveNoMeaning() {
    #expect(throws: MessageError.self) {
      try Message.unique(["A1", "B2", "A1"], "code") { $0 }
    }
    #expect(throws: Never.self) { try Message.unique(["A1", "B2"], "code") { $0 } }
  }

  /// One record that breaks the contract does not hold back the news of the others.
  @Test func aPageOfChangesIsReadWithoutTheBrokenRecords() throws {
    let good = Kind.record.good
    let broken = Self.replacing(["visibleAt"], in: good, with: .null)
    let (page, unreadable) = try Message.readablePage([
      "data": [broken, good, ["id": 5], good], "nextCursor": .null,
    ])
    #expect(page.records.count == 2 && unreadable == 2)
    #expect(throws: MessageError.self) { try Message.page(["data": [good, broken]]) }
  }

  /// The words of a refusal are cut and cleaned, for the refusal itself is a verdict.
  @Test func theWordsOfARefusalAreCut() {
    let rejections = Message.rejections(
      .array(
        Array(
          repeating: ["code": "a\u{0}b\u{FFFF}", "detail": .string(Self.letters(1_000_000))],
          count: 5_000)))
    #expect(rejections.count == AnswerBound.rejections)
    #expect(rejections[0].code == "a b ")
    #expect(rejections[0].detail.count == AnswerBound.detail)
    #expect(Message.rejections([["code": 5], "x"]).map(\.code) == ["unknown", "unknown"])
  }

  private static func replacing(_ path: [String], in json: JSON, with value: JSON) -> JSON {
    guard let name = path.first else { return value }
    return .object(
      (json.members ?? []).map {
        $0.name == name
          ? .init(name, replacing(Array(path.dropFirst()), in: $0.value, with: value)) : $0
      })
  }
}
