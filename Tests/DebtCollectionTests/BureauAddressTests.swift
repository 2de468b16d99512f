import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing

/// The address of a bureau is parsed where it is entered, and a stored secret goes to no other
/// server than the one it was entered for.
@Suite("Addresses of bureaus")
struct BureauAddressTests {
  @Test("what cannot be called is refused at the field", arguments: TestDatabase.available)
  func refused(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let made = try await registry.office.integrations.createIntegration(
        Registry.integrationChange)
      // A line end is told as a character, too.
      let also: Set<String> = ["/baseUrl invalid-character"]
      for address in [
        "http://127.0.0.1:99999", "http://127.0.0.1:0", "http://127.0.0.1:+80", "https://a b",
        "https://user:pw@bureau.example", "https://bureau.example?x=1", "https://bureau.example#x",
        "https://bureau.example\r\nX: y", "http://bureau.example", "http://10.0.0.7",
        "https://169.254.169.254", "https://[fd00:ec2::254]", "http://metadata.google.internal",
        "http://2130706433", "http://0177.0.0.1", "https://a..example", "ftp://bureau.example", "",
        "https://[2000::1]\\@127.0.0.1:1/x", "https://[::ffff:127.0.0.1]",
      ] {
        var change = Registry.integrationChange
        change.environment = .homologation
        change.baseURL = address
        let no = await refusal {
          _ = try await registry.office.integrations.createIntegration(change)
        }
        #expect(Set(no?.marks ?? []).subtracting(also) == ["/baseUrl invalid-url"], "\(address)")
        let patch = await refusal {
          _ = try await registry.office.integrations.updateIntegration(made.id, change)
        }
        #expect(
          Set(patch?.marks ?? []).subtracting(also) == ["/baseUrl invalid-url"], "\(address)")
      }
      #expect(
        try await registry.office.integrations.integration(made.id).baseURL
          == "https://bureau.example")
    }
  }

  @Test("what can be called is stored as it was parsed", arguments: TestDatabase.available)
  func taken(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      for (text, stored) in [
        ("HTTPS://Bureau.Example:443/", "https://bureau.example"),
        ("https://bureau.example/api/v2/", "https://bureau.example/api/v2"),
        ("http://127.0.0.1:8090", "http://127.0.0.1:8090"),
        ("http://localhost:8090/", "http://localhost:8090"),
        ("https://10.0.0.7:8443", "https://10.0.0.7:8443"),
        ("https://bureau.internal", "https://bureau.internal"),
      ] {
        var change = Registry.integrationChange
        change.environment = .homologation
        change.baseURL = text
        let made = try await registry.office.integrations.createIntegration(change)
        #expect(made.baseURL == stored)
      }
    }
  }

  @Test("another server asks for the secret again", arguments: TestDatabase.available)
  func secretAgain(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let made = try await office.integrations.createIntegration(Registry.integrationChange)
      for address in [
        "https://attacker.example", "https://bureau.example:8443",
        "https://bureau.example.evil.example",
      ] {
        var change = IntegrationChange()
        change.baseURL = address
        let no = await refusal {
          _ = try await office.integrations.updateIntegration(made.id, change)
        }
        #expect(no?.marks == ["/clientSecret required"], "\(address)")
        change.clientSecret = "outro-segredo"
        #expect(try await office.integrations.updateIntegration(made.id, change).baseURL == address)
        change.baseURL = "https://bureau.example"
        _ = try await office.integrations.updateIntegration(made.id, change)
      }
      // The same server under another path keeps it.
      var path = IntegrationChange()
      path.baseURL = "https://BUREAU.example/v2"
      #expect(
        try await office.integrations.updateIntegration(made.id, path).baseURL
          == "https://bureau.example/v2")
    }
  }
}
