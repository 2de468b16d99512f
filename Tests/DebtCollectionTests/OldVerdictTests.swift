import Credit
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Verdicts on credentials")
struct OldVerdictTests {
  @Test(
    "A verdict on old credentials closes nothing, at the same instant too",
    arguments: TestDatabase.available)
  func verdictOnOldCredentials(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let made = try await office.integrations.createIntegration(Registry.integrationChange)
      let old = try await office.bureauEvents.bureauAccess(to: made.id).access
      var change = IntegrationChange()
      change.clientSecret = "novo"
      _ = try await office.integrations.updateIntegration(made.id, change)
      let new = try await office.bureauEvents.bureauAccess(to: made.id).access
      #expect(new.version == old.version + 1)
      let now = registry.clock.now()
      func refuse(_ access: BureauAccess) async throws -> Bool {
        try await office.database.write {
          try office.inquiries.refuseCredentials(
            of: made.id, version: access.version, at: now, in: $0)
        }
        return try await office.integrations.integration(made.id).credentialsRefusedAt != nil
      }
      #expect(try await !refuse(old))
      // Another name leaves the credentials as they are.
      var name = IntegrationChange()
      name.name = "Outro nome"
      _ = try await office.integrations.updateIntegration(made.id, name)
      #expect(try await office.bureauEvents.bureauAccess(to: made.id).access.version == new.version)
      #expect(try await refuse(new))
    }
  }
}
