import Credit
import DebtCollection
import Refusals
import SQLDatabase
import TestKit
import Testing
import World

@Suite("Integrations")
struct IntegrationTests {
  @Test("manual-checklist 7: each provider has a page with more information")
  func information() {
    #expect(
      BureauProvider.all.first { $0.code == "credito-na-medida" }?.informationURL
        == "https://www.creditonamedida.com.br/")
  }

  @Test(
    "manual-checklist 8-9, 15-16: several integrations may exist; every missing field is named",
    arguments: TestDatabase.available)
  func missing(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let no = await refusal {
        _ = try await office.integrations.createIntegration(IntegrationChange())
      }
      #expect(
        no?.marks == [
          "/name required", "/provider not-in-list", "/baseUrl invalid-url",
          "/clientId required", "/clientSecret required",
        ])
      let first = try await office.integrations.createIntegration(Registry.integrationChange)
      let second = try await office.integrations.createIntegration(Registry.integrationChange)
      #expect(first.baseURL == "https://bureau.example")
      #expect(
        try await office.integrations.integrations(after: nil, limit: 9).map(\.id) == [
          first.id, second.id,
        ])
      #expect(
        try await office.integrations.integrations(after: first.id, limit: 9).map(\.id) == [
          second.id
        ])
    }
  }

  @Test(
    "manual-checklist 23: people without a branch are asked about at the linked integration",
    arguments: TestDatabase.available)
  func common(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      var own = Registry.integrationChange
      let branch = try await registry.branch().id
      own.branch = branch
      let old = try await office.integrations.createIntegration(own)
      #expect(try await office.inquiries.openInquiryOffer()?.integration == old.id)
      let new = try await office.integrations.createIntegration(own)
      _ = try await office.branches.linkBranch(branch, to: new.id)
      #expect(try await office.inquiries.openInquiryOffer()?.integration == new.id)
      // One that belongs to no branch changes nothing: listings go by the link, too.
      _ = try await office.integrations.createIntegration(Registry.integrationChange)
      #expect(try await office.inquiries.openInquiryOffer()?.integration == new.id)
    }
  }

  @Test(
    "manual-checklist 11-14: an address without TLS serves homologation only",
    arguments: TestDatabase.available)
  func environment(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      var change = Registry.integrationChange
      change.baseURL = "http://127.0.0.1:8090"
      let no = await refusal {
        _ = try await registry.office.integrations.createIntegration(change)
      }
      #expect(no?.marks == ["/baseUrl invalid-url"])
      change.environment = .homologation
      let made = try await registry.office.integrations.createIntegration(change)
      #expect(made.environment == .homologation)
      var promotion = IntegrationChange()
      promotion.environment = .production
      let still = await refusal {
        _ = try await registry.office.integrations.updateIntegration(made.id, promotion)
      }
      #expect(still?.marks == ["/baseUrl invalid-url"])
      promotion.baseURL = "https://bureau.example"
      promotion.clientSecret = "muito-secreto"
      let promoted = try await registry.office.integrations.updateIntegration(made.id, promotion)
      #expect(promoted.environment == .production)
    }
  }

  @Test(
    "manual-checklist 16-17: the secret is stored sealed and reaches the bureau only",
    arguments: TestDatabase.available)
  func secret(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let made = try await office.integrations.createIntegration(Registry.integrationChange)
      #expect(made.tokenState == .none)
      let sealed = try await office.database.read { transaction in
        try transaction.first("SELECT client_secret_sealed FROM integrations") { try $0.bytes(0) }
      }
      let text = String(decoding: try #require(sealed), as: UTF8.self)
      #expect(!text.contains("muito-secreto"))
      #expect(try await office.integrations.testIntegration(made.id) >= 0)
      let access = try #require(registry.bureau.lastAccess)
      #expect(access.clientSecret == "muito-secreto")
      #expect(access.clientId == "client-1")
      #expect(access.isProduction)
      var empty = IntegrationChange()
      empty.clientSecret = ""
      let no = await refusal { _ = try await office.integrations.updateIntegration(made.id, empty) }
      #expect(no?.marks == ["/clientSecret required"])
    }
  }

  @Test(
    "manual-checklist 19-20: Não, Salvar, Sim fetches the codes; Sim at once does the same",
    arguments: TestDatabase.available)
  func automatic(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let saved = try await office.integrations.createIntegration(Registry.integrationChange)
      #expect(!saved.isAutomatic)
      #expect(registry.bureau.calls == 0)
      var yes = IntegrationChange()
      yes.isAutomatic = true
      yes.restrictionCodeNatural = "A1"
      yes.restrictionCodeLegal = "A2"
      let on = try await office.integrations.updateIntegration(saved.id, yes)
      #expect(on.isAutomatic)
      #expect(on.codesSyncedAt == registry.clock.now())
      #expect(
        try await office.integrations.codes(of: saved.id, kind: .restriction, person: .legal).map(
          \.code)
          == ["A2"])
      #expect(
        try await office.integrations.codes(of: saved.id, kind: .removal, person: nil).count == 1)
      #expect(
        try await office.integrations.products(of: saved.id).map(\.sections) == [
          ["listings", "protests"]
        ])
      var atOnce = Registry.integrationChange
      atOnce.isAutomatic = true
      atOnce.restrictionCodeNatural = "A1"
      atOnce.restrictionCodeLegal = "A2"
      #expect(try await office.integrations.createIntegration(atOnce).isAutomatic)
    }
  }

  @Test(
    "manual-checklist 21: automatic needs a code of the list for each kind of person",
    arguments: TestDatabase.available)
  func bothCodes(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      var change = Registry.integrationChange
      change.isAutomatic = true
      let none = await refusal { _ = try await office.integrations.createIntegration(change) }
      #expect(
        none?.marks == ["/restrictionCodeNatural required", "/restrictionCodeLegal required"])
      #expect(try await registry.count("integrations") == 0)
      // The code for people is not one for companies.
      change.restrictionCodeNatural = "A1"
      change.restrictionCodeLegal = "A1"
      let wrong = await refusal { _ = try await office.integrations.createIntegration(change) }
      #expect(wrong?.marks == ["/restrictionCodeLegal unknown-restriction-code"])
      let left = try await office.integrations.integrations(after: nil, limit: 9)
      #expect(left.map(\.isAutomatic) == [false])
      #expect(wrong?.detail.contains(left[0].id.description) == true)
    }
  }

  @Test("A download that fails half way keeps the old lists", arguments: TestDatabase.available)
  func failedDownload(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let made = try await office.integrations.createIntegration(Registry.integrationChange)
      let sync = try await office.integrations.syncCodes(of: made.id)
      #expect(sync.codeCount == 5)
      #expect(sync.productCount == 1)
      registry.bureau.change { state in
        state.restrictions = [ListsBureau.restriction("B7", "any")]
        state.failing = .noticeReturn
      }
      let no = await refusal { _ = try await office.integrations.syncCodes(of: made.id) }
      #expect(no?.kind == .unavailable(retryAfterSeconds: 7))
      #expect(
        try await office.integrations.codes(of: made.id, kind: .restriction, person: nil).map(
          \.code)
          == ["A1", "A2"])
      registry.bureau.change { $0.failing = nil }
      _ = try await office.integrations.syncCodes(of: made.id)
      #expect(
        try await office.integrations.codes(of: made.id, kind: .restriction, person: .natural).map(
          \.code)
          == ["B7"])
    }
  }

  @Test(
    "Refused credentials are not tried again until they change; then Sim works in one step",
    arguments: TestDatabase.available)
  func refusedCredentials(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let made = try await office.integrations.createIntegration(Registry.integrationChange)
      registry.bureau.change { $0.refusesCredentials = true }
      let first = await refusal { _ = try await office.integrations.testIntegration(made.id) }
      #expect(first?.code == "credentials-refused")
      let register = TokenRegister(
        database: office.database, now: { registry.clock.now() },
        report: { Issue.record("the register failed: \($0)") })
      // A verdict on what was read before it was saved says nothing.
      await register.tokenChanged(
        of: made.id, to: .refused, expiresAt: nil,
        version: 0)
      #expect(try await office.integrations.integration(made.id).credentialsRefusedAt == nil)
      await register.tokenChanged(
        of: made.id, to: .refused, expiresAt: nil, version: 1)
      let refused = try await office.integrations.integration(made.id)
      #expect(refused.tokenState == .refused)
      #expect(refused.credentialsRefusedAt == registry.clock.now())
      let calls = registry.bureau.calls
      let second = await refusal { _ = try await office.integrations.syncCodes(of: made.id) }
      #expect(second?.code == "credentials-refused")
      #expect(registry.bureau.calls == calls)
      registry.bureau.change { $0.refusesCredentials = false }
      var change = IntegrationChange()
      change.clientSecret = "outro"
      change.isAutomatic = true
      change.restrictionCodeNatural = "A1"
      change.restrictionCodeLegal = "A2"
      let mended = try await office.integrations.updateIntegration(made.id, change)
      #expect(mended.isAutomatic)
      #expect(mended.credentialsRefusedAt == nil)
      #expect(registry.bureau.lastAccess?.clientSecret == "outro")
    }
  }
}
