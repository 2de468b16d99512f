import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The console is for this machine: its one password is no protection for a network.
struct ConsoleDoorTests {
  @Test func whoComesThroughAProxyFindsNoConsole() async throws {
    try await BureauBench.run(on: .sqlite) { bureau in
      let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
      let plain: HTTPFields = [.accept: "text/html"]
      let brought: HTTPFields = [.accept: "text/html", forwarded: "203.0.113.9"]
      let here = try await bureau.client.execute(
        uri: "/console/entrar", method: .get, headers: plain, body: nil)
      #expect(here.status == .ok)
      for path in ["/console", "/console/entrar"] {
        let there = try await bureau.client.execute(
          uri: path, method: .get, headers: brought, body: nil)
        #expect(there.status == .notFound, "\(path)")
      }
      // The page of the persons concerned is for everybody.
      let gate = try await bureau.client.execute(
        uri: "/", method: .get, headers: brought, body: nil)
      #expect(gate.status == .ok)
    }
  }
}
