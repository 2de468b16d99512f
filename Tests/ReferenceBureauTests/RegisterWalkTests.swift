import Credit
import Fictitious
import HTTPTypes
import JSONText
import SQLDatabase
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// Random use of the whole register over its interface, by several people, contracts and roles:
/// what the rules forbid never stands in the database. A failure names its seed.
struct RegisterWalkTests {
  static let documents = ["52998224725", "11144477735"]
  static let steps = 70

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func theRulesHoldThroughRandomUse(_ seed: UInt64) async throws {
    let engines = TestDatabase.available
    try await BureauBench.run(on: engines[Int(seed) % engines.count]) { bureau in
      var walk = RegisterWalk(bureau: bureau, numbers: SeededNumbers(seed: seed))
      for step in 0..<Self.steps {
        try await walk.step()
        try await walk.check("seed \(seed), step \(step)")
      }
      #expect(try await bureau.register.alteredHistories().isEmpty, "seed \(seed)")
    }
  }
}

private struct RegisterWalk {
  let bureau: BureauBench
  var numbers: SeededNumbers
  var count = 0
  var ids: [String] = []
  var references: [String] = []

  init(bureau: BureauBench, numbers: SeededNumbers) {
    self.bureau = bureau
    self.numbers = numbers
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &numbers)]
  }

  mutating func step() async throws {
    guard ids.count > 3, Int.random(in: 0..<4, using: &numbers) > 0 else {
      return try await include()
    }
    let id = pick(ids)
    let simulation = "/v1/simulation/listings/\(id)"
    switch Int.random(in: 0..<14, using: &numbers) {
    case 0...2:
      try await bureau.advance(["days": .integer(Int64.random(in: 1...12, using: &numbers))])
    case 3: try await post("/v1/listings/\(id)/removal", ["reason": "payment"])
    case 4:
      count += 1
      try await post(
        "/v1/listings/\(id)/amendment",
        [
          "reference": .string("a-\(count)"),
          "amountCents": .integer(Int64.random(in: 9_000...20_000, using: &numbers)),
        ])
    case 5: try await post(simulation + "/suspension", [:])
    case 6: try await post(simulation + "/reinstatement", [:])
    case 7: try await post(simulation + "/notice-return", ["code": "moved"])
    case 8:
      try await post(simulation + "/dispute", ["reason": "other", "statement": "Contesto."])
    case 9: try await post(simulation + "/sub-judice", [:])
    case 10:
      try await post(simulation + "/bureau-removal", ["reason": "court-determination"])
    case 11:
      try await post(
        "/v1/listings/\(id)/address",
        [
          "address": [
            "postalCode": "80010-000", "street": "Rua Nova", "number": "1",
            "city": "Curitiba", "state": "PR",
          ]
        ])
    case 12: try await post(simulation + "/reinclusion-release", [:])
    default: try await post(simulation + "/review", ["decision": "approved"])
    }
    try await bureau.keeper.settle()
  }

  private mutating func include() async throws {
    count += 1
    let isGuarantor = !references.isEmpty && Int.random(in: 0..<3, using: &numbers) == 0
    let body = SampleListing.body(
      "r-\(count)", document: pick(RegisterWalkTests.documents),
      dueOn: pick(["2026-08-10", "2026-09-10", "2022-01-20"]),
      state: pick(["SP", "PR", "AM"]),
      changes: [
        ("contractNumber", .string(pick(["C-1", "C-2"]))),
        ("role", isGuarantor ? "guarantor" : "principal"),
        ("principalReference", isGuarantor ? .string(pick(references)) : .null),
        ("amountCents", .integer(Int64.random(in: 10_000...20_000, using: &numbers))),
      ])
    // Sent twice under one key: it is there once.
    let first = try await bureau.call(.post, "/v1/listings", body, key: "k-\(count)")
    let again = try await bureau.call(.post, "/v1/listings", body, key: "k-\(count)")
    #expect(first.bytes == again.bytes)
    if let id = try first.json["id"]?.string { ids.append(id) }
    if !isGuarantor { references.append("r-\(count)") }
    try await bureau.keeper.settle()
  }

  /// Whatever the answer is: it is one of the documented ones, never a fault of the server.
  private mutating func post(_ path: String, _ body: JSON) async throws {
    let answer = try await bureau.call(.post, path, body)
    #expect(answer.status.code < 500, "\(path): \(answer.status)")
    if path.hasSuffix("/amendment"), answer.status == .accepted,
      let id = try answer.json["id"]?.string
    {
      ids.append(id)
    }
  }

  func check(_ place: String) async throws {
    let today = bureau.clock.now().civilDate
    let broken = try await bureau.register.database.read { transaction in
      try Self.rules.flatMap { name, sql in
        try transaction.query(sql, sql.contains("?1") ? [column(today)] : []) { row in
          "\(name): \(try row.integer(0))"
        }
      }
    }
    #expect(broken.isEmpty, "\(place): \(broken.joined(separator: "; "))")
  }

  /// Each finds the records that break a rule.
  private static let rules = [
    (
      "shown without a notice or before its day",
      """
      SELECT id FROM records WHERE state IN ('visible', 'visibleSubJudice')
        AND (notice_issued_on IS NULL OR visible_from_on > ?1)
      """
    ),
    (
      "shown after five years",
      """
      SELECT id FROM records WHERE state IN ('visible', 'visibleSubJudice')
        AND expires_on <= ?1
      """
    ),
    (
      "two live records of one debt",
      """
      SELECT MIN(id) FROM records WHERE accepted_at IS NOT NULL
        AND state NOT IN ('rejected', 'removed', 'expired')
      GROUP BY participant_id, document_index, contract_number, due_on, role
      HAVING COUNT(*) > 1
      """
    ),
    (
      "a guarantor whose principal is closed",
      """
      SELECT g.id FROM records g JOIN records p ON p.id = g.principal_id
      WHERE g.state NOT IN ('rejected', 'removed', 'expired')
        AND p.state IN ('rejected', 'removed', 'expired')
      """
    ),
    (
      "a guarantor accepted before its principal",
      """
      SELECT g.id FROM records g JOIN records p ON p.id = g.principal_id
      WHERE g.accepted_at IS NOT NULL AND p.accepted_at IS NULL
        AND g.state NOT IN ('rejected', 'removed', 'expired')
      """
    ),
    (
      "accepted against a court's block",
      """
      SELECT r.id FROM records r JOIN reinclusion_blocks b
        ON b.participant_id = r.participant_id AND b.document_index = r.document_index
        AND b.contract_number = r.contract_number
      WHERE b.released_at IS NULL AND r.accepted_at > b.created_at AND r.supersedes_id IS NULL
        AND r.state NOT IN ('rejected', 'removed', 'expired')
      """
    ),
    (
      "an open dispute about a closed record",
      """
      SELECT r.id FROM records r JOIN disputes d ON d.record_id = r.id
      WHERE d.state = 'open' AND r.is_disputed = 0
      """
    ),
    (
      "a limit beyond that of the corrected record",
      """
      SELECT n.id FROM records n JOIN records o ON o.id = n.supersedes_id
      WHERE n.expires_on > o.expires_on
      """
    ),
    (
      "visible before it was accepted",
      "SELECT id FROM records WHERE visible_at < accepted_at OR accepted_at < received_at"
    ),
  ]
}
