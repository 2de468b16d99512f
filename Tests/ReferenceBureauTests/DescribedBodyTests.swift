import HTTPTypes
import JSONText
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// The bureau's interface reads the bodies that its description tells of.
@Suite struct DescribedBodyTests {
  @Test func bodiesAsDescribed() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let document = try await bureau.call(.get, "/openapi.json").json
      try expectFixture(DescribedBodies(document: document).text, "bodies.txt")
    }
  }

  @Test func everyOperationAnswersByItsSchema() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let record = try await bureau.list(SampleListing.body("r-1"))
      let document = try await bureau.call(.get, "/openapi.json").json
      let operations = DescribedBodies(document: document).operations
      #expect(operations.filter { !$0.isClosed }.map(\.path) == [])
      #expect(operations.count > 25)
      for operation in operations {
        // Here the person concerned speaks, with the code of the letter.
        if operation.path == "/v1/disputes" { continue }
        let path = operation.path.replacing("{id}", with: record)
          .replacing("{list}", with: "removal")
        let method = try #require(HTTPRequest.Method(rawValue: operation.method.uppercased()))
        func faults(_ body: JSON) async throws -> [String: String] {
          let answer = try await bureau.call(method, path, body)
          let json = answer.text.isEmpty ? [:] : try answer.json
          let faults = json["errors"]?.elements ?? []
          return Dictionary(
            faults.map { ($0["pointer"]?.string ?? "", $0["code"]?.string ?? "") },
            uniquingKeysWith: { first, _ in first })
        }
        #expect(try await operation.missingFaults(faults) == [])
      }
    }
  }
}
