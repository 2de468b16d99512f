import Credit
import JSONText
import Refusals
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Production is earned")
struct ProductionTrialTests {
  private static func report(partial: Bool = false) -> BureauReport {
    BureauReport(
      protocolNumber: "1", at: Registry.today.startOfDay, name: "José", restricted: false,
      partial: partial, body: .object([]))
  }

  private static var promotion: IntegrationChange {
    .with {
      $0.environment = .production
      $0.clientSecret = "o-da-producao"
    }
  }

  private static func homologation(_ registry: Registry) async throws -> ID<Integration> {
    var change = Registry.integrationChange
    change.environment = .homologation
    return try await registry.office.integrations.createIntegration(change).id
  }

  private static func code(_ work: () async throws -> Void) async -> String? {
    await refusal { try await work() }?.code
  }

  @Test("each step asks for the one before", arguments: TestDatabase.available)
  func steps(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let integrations = registry.office.integrations
      let id = try await Self.homologation(registry)
      let promote: () async throws -> Void = {
        _ = try await integrations.updateIntegration(
          id, Self.promotion, actor: Registry.actor, mustEarn: true)
      }
      let confirm: () async throws -> Void = {
        _ = try await integrations.confirmTrial(of: id, actor: Registry.actor)
      }
      #expect(await Self.code(promote) == "production-trial-required")
      #expect(await Self.code(confirm) == "production-trial-required")
      let begun = try await integrations.beginTrial(
        of: id, ProductionEntry(clientSecret: "o-da-producao"), actor: Registry.actor)
      #expect(begun.next == .inquiry && begun.products.map(\.price) == [Cents(390)])
      #expect(registry.bureau.lastAccess?.clientSecret == "o-da-producao")
      #expect(await Self.code(promote) == "production-inquiry-required")
      #expect(await Self.code(confirm) == "production-inquiry-required")
      let early = await Self.code {
        _ = try await integrations.rehearseTrial(of: id, actor: Registry.actor)
      }
      #expect(early == "production-inquiry-required")
      registry.bureau.rest.answer(inquiry: .answered(Self.report()))
      let asked = try await integrations.inquireTrial(
        of: id, document: "529.982.247-25", product: "P1", actor: Registry.actor)
      #expect(asked.next == .rehearsal && asked.inquiry?.cost == Cents(390))
      #expect(asked.inquiry?.document.contains("529.982") == false)
      #expect(await Self.code(confirm) == "production-rehearsal-required")
      let rehearsed = try await integrations.rehearseTrial(of: id, actor: Registry.actor)
      #expect(rehearsed.next == .confirmation)
      #expect(await Self.code(promote) == "production-confirmation-required")
      #expect(try await integrations.integration(id).environment == .homologation)
      let earned = try await integrations.confirmTrial(of: id, actor: Registry.actor)
      #expect(earned.environment == .production)
      let access = try await registry.office.bureauEvents.bureauAccess(to: id).access
      #expect(access.clientSecret == "o-da-producao" && access.isProduction)
      #expect(await Self.code(confirm) == "production-trial-required", "once")
      let told = try await registry.office.accessRecords.accessLog(subject: id.description).items
        .map(\.action)
      #expect(
        told.reversed() == [
          "integration.added", "integration.trial-begun", "integration.trial-inquired",
          "integration.trial-rehearsed", "integration.production-confirmed",
        ])
    }
  }

  @Test(
    "in production another address or secret is earned too, and a name is not",
    arguments: TestDatabase.available)
  func inProduction(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let integrations = registry.office.integrations
      let id = try await integrations.createIntegration(Registry.integrationChange).id
      let created = await Self.code {
        _ = try await integrations.createIntegration(
          Registry.integrationChange, actor: Registry.actor, mustEarn: true)
      }
      #expect(created == "production-trial-required")
      let changes: [IntegrationChange] = [
        .with { $0.clientSecret = "outro" }, .with { $0.clientId = "outro" },
        .with { $0.baseURL = "https://bureau.example/v2" },
      ]
      for change in changes {
        let no = await Self.code {
          _ = try await integrations.updateIntegration(
            id, change, actor: Registry.actor, mustEarn: true)
        }
        #expect(no == "production-trial-required")
      }
      let renamed = try await integrations.updateIntegration(
        id, .with { $0.name = "Outra" }, actor: Registry.actor, mustEarn: true)
      #expect(renamed.name == "Outra")
      let back = try await integrations.updateIntegration(
        id, .with { $0.environment = .homologation }, actor: Registry.actor, mustEarn: true)
      #expect(back.environment == .homologation, "the way back is free")
    }
  }

  @Test(
    "what is listed in one environment keeps the integration there",
    arguments: TestDatabase.available)
  func liveListings(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let integrations = registry.office.integrations
      let id = try await registry.listedTitle().listing.integration
      let moved = await Self.code {
        _ = try await integrations.updateIntegration(
          id, .with { $0.environment = .homologation }, actor: Registry.actor, mustEarn: true)
      }
      #expect(moved == "integration-has-listings")
      #expect(try await integrations.integration(id).environment == .production)
    }
  }

  @Test(
    "what does not prove anything counts for nothing, and a day ends it",
    arguments: TestDatabase.available)
  func unproved(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let integrations = registry.office.integrations
      let id = try await Self.homologation(registry)
      registry.bureau.change { $0.refusesCredentials = true }
      let entry = ProductionEntry(clientSecret: "errado")
      let refused = await Self.code {
        _ = try await integrations.beginTrial(of: id, entry, actor: Registry.actor)
      }
      #expect(refused == "credentials-refused")
      #expect(try await integrations.trial(of: id) == nil)
      registry.bureau.change { $0.refusesCredentials = false }
      _ = try await integrations.beginTrial(of: id, entry, actor: Registry.actor)
      registry.bureau.rest.answer(inquiry: .answered(Self.report(partial: true)))
      let partial = await Self.code {
        _ = try await integrations.inquireTrial(
          of: id, document: "52998224725", product: "P1", actor: Registry.actor)
      }
      #expect(partial == "production-inquiry-partial")
      #expect(try await integrations.trial(of: id)?.next == .inquiry)
      registry.clock.move(
        to: registry.clock.now().adding(seconds: ProductionTrial.hours * 3_600))
      #expect(try await integrations.trial(of: id) == nil)
    }
  }

  @Test(
    "settings are logged with old and new values, and no secret", arguments: TestDatabase.available)
  func logged(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let office = registry.office
      let id = try await Self.homologation(registry)
      _ = try await office.integrations.updateIntegration(
        id,
        .with {
          $0.name = "Outra"
          $0.clientSecret = "mais-secreto"
        }, actor: Registry.actor)
      let line = try #require(
        try await office.accessRecords.accessLog(subject: id.description).items.first)
      #expect(line.actor == Registry.actor.name && line.action == "integration.changed")
      #expect(
        line.changes == [
          AccessChange("name", old: "CNM", new: "Outra"),
          AccessChange("clientSecret", old: nil, new: nil),
        ])
      let person = try await office.people.createPerson(Registry.personChange)
      _ = try await office.people.updatePerson(
        person.id, .with { $0.phone = "4133330000" }, actor: Registry.actor)
      let changed = try #require(
        try await office.accessRecords.accessLog(subject: person.id.description).items.first)
      #expect(changed.changes == [AccessChange("phone", old: nil, new: "4133330000")])
      let added = try #require(
        try await office.accessRecords.accessLog(subject: person.id.description).items.last)
      let document = added.changes.first { $0.field == "document" }?.new
      #expect(document?.contains("*") == true, "\(document ?? "none")")
    }
  }
}
