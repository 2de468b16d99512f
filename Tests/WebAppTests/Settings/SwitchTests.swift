import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import SQLDatabase
import TestKit
import Testing
import World

@testable import CreditorAPI
@testable import CreditorPages

/// "Utiliza integração com análise de crédito" (manual, items 24-26).
@Suite struct SwitchTests {
  @Test func item26_noHidesEverythingAndDeletesNothing() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let browser = try await site.browser(as: .administrator)
      let before = try await site.counts()
      let page = try await browser.get(ParameterPages.path)
      #expect(page.holds("Utiliza integração com análise de crédito"))
      let saved = try await page.submit(
        to: ParameterPages.path,
        [
          "usesCreditAnalysis": "false", "inquiryIntervalDays": "30",
          "requiresListingApproval": "false", "creditorSize": "small",
          "minimumListing": "10,00", "alarmBusinessDays": "2", "reportRetentionDays": "90",
          "requiresSecondFactor": "false",
        ])
      #expect(saved.status == .seeOther, "\(saved.text)")
      var subject: [RouteTable.Route] = []
      for route in site.pages where route.method == .get && !PagePaths.isStream(route.path) {
        guard let path = PagePaths.path(of: route.path, in: house) else { continue }
        let answer = try await browser.get(path)
        if answer.status == .notFound { subject.append(route) }
        // What is left shows no word, no link and no button of the subject.
        guard answer.status == .ok, route.path != ParameterPages.path else { continue }
        for word in [
          "/negativacoes", "/consultas\"", "/crm/cobranca", "/configuracoes/integracoes",
          "analise-de-credito",
        ] {
          #expect(!answer.holds(word), "\(word) on \(path)")
        }
      }
      for path in ["/negativacoes", "/negativacoes/{id}", IntegrationPages.path] {
        #expect(subject.contains { $0.path == path }, "\(path) is still there")
      }
      // Only the parameters and the clock changed: every other row is where it was.
      #expect(try await site.counts() == before)
      var on = ParametersChange()
      on.usesCreditAnalysis = true
      _ = try await site.office.houseParameters.updateParameters(on)
      #expect(try await browser.get("/negativacoes/\(house.listing)").status == .ok)
    }
  }

  @Test func item26_noRefusesTheInterfaceForProgramsToo() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let key = try await site.office.apiKeys.addAPIKey(
        name: "teste", role: .administrator, actor: .system)
      var off = ParametersChange()
      off.usesCreditAnalysis = false
      _ = try await site.office.houseParameters.updateParameters(off)
      let browser = site.browser()
      let bearer: HTTPFields = [
        .authorization: "Bearer \(key.secret)", .accept: "application/json",
      ]
      for path in [
        "/integrations", "/integrations/\(house.integration)", "/listings",
        "/listings/\(house.listing)", "/inquiries", "/collection-rules", "/collection-runs",
        "/reconciliations/\(house.rows.reconciliation)",
      ] {
        let answer = try await browser.get("/api/v1" + path, headers: bearer)
        #expect(answer.status == .conflict, "\(path): \(answer.status)")
        #expect(answer.holds("credit-analysis-off"), "\(path)")
      }
      for path in ["/parameters", "/people", "/receivables", "/branches"] {
        let answer = try await browser.get("/api/v1" + path, headers: bearer)
        #expect(answer.status == .ok, "\(path): \(answer.status)")
      }
    }
  }

  @Test func item26_removalsUnderWayStillGoOut() async throws {
    try await TestSite.with { site in
      let house = try await SampleHouse.fill(site)
      let office = site.office
      var off = ParametersChange()
      off.usesCreditAnalysis = false
      _ = try await office.houseParameters.updateParameters(off)
      _ = try await office.payments.recordPayment(
        NewPayment(
          receivable: house.title, amount: Cents(12_990),
          paidOn: office.world.clock.now().civilDate, availableOn: nil, origin: .page,
          signature: nil), actor: .system)
      #expect(try await office.listings.listing(house.listing).listing.state.word == .removalQueued)
      let worker = TransmissionDuty(office: office, worker: "teste")
      while try await worker.runDue() {}
      #expect(site.bureau.sentRemovals.count == 1)
    }
  }
}

extension TestSite {
  /// Rows of each table of the business.
  func counts() async throws -> [Int64] {
    try await office.database.read { transaction in
      try [
        "listings", "timeline", "inquiries", "integrations", "integration_codes",
        "collection_rules", "collection_runs", "reconciliations", "transmissions", "receivables",
      ].map { table in
        try transaction.first("SELECT count(*) FROM \(table)") { try $0.integer(0) } ?? 0
      }
    }
  }
}
