import HTTPService
import HTTPTypes
import JSONText
import TestKit
import Testing

@testable import CreditorAPI
@testable import CreditorPages

/// The interface for programs reads the bodies that its description tells of.
@Suite struct DescribedBodyTests {
  @Test func bodiesAsDescribed() async throws {
    try await TestSite.with { site in
      try expectGolden(DescribedBodies(document: Self.document(of: site)).text, "bodies.txt")
    }
  }

  @Test func everyOperationAnswersByItsSchema() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let headers = try await AbsurdBodyTests.bearer(site)
      let operations = DescribedBodies(document: Self.document(of: site)).operations
      // What a bureau signed is kept as it came.
      #expect(operations.filter { !$0.isClosed }.map(\.path) == ["/bureau-events/{id}"])
      #expect(operations.count > 30)
      let browser = site.browser()
      for operation in operations where operation.isClosed {
        let path = AbsurdBodyTests.path(operation.path, in: house)
        let method = try #require(HTTPRequest.Method(rawValue: operation.method.uppercased()))
        func faults(_ body: JSON) async throws -> [String: String] {
          let answer = try await browser.send(path, method, headers: headers, body: body.text)
          let json = answer.text.isEmpty ? [:] : try JSON.parse(answer.text)
          let faults = json["errors"]?.elements ?? []
          return Dictionary(
            faults.map { ($0["pointer"]?.string ?? "", $0["code"]?.string ?? "") },
            uniquingKeysWith: { first, _ in first })
        }
        let missing = try await operation.missingFaults(faults)
        #expect(missing == [], "\(operation.method) \(operation.path)")
      }
    }
  }

  private static func document(of site: TestSite) -> JSON {
    OpenAPI.document(site.operations, title: "", version: "", description: "")
  }
}
