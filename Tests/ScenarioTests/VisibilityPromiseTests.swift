import Credit
import DebtCollection
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// The first visible day that a person is shown before asking is the day on which the bureau shows
/// the record: over states, hours, weekends and holidays.
@Suite struct VisibilityPromiseTests {
  @Test(
    "manual-checklist 57: what the screen promises is what the bureau counts",
    arguments: TestDatabase.available)
  func promiseIsForecast(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 1) { rehearsal in
      let setting = try await rehearsal.setUp()
      let titles = try await StateTermsOfBothSidesTests.titles(rehearsal)
      let register = rehearsal.bureau.register
      let participant = try #require(try await register.participants().first).id
      // Moments around cut-offs, a weekend, and the turn of the year.
      let moments: [(Int, Int, Int, Int)] = [
        (11, 24, 17, 59), (11, 24, 18, 0), (11, 27, 18, 12), (11, 28, 9, 0), (12, 24, 17, 0),
        (12, 24, 18, 12), (12, 31, 20, 0),
      ]
      for creditor in [FederativeUnit.pr, .ms, .am, .sp, .pe] {
        try await register.setOffice(
          RegisteredOffice(office: .homologation(in: creditor)), of: participant)
        _ = try await rehearsal.office.integrations.syncCodes(of: setting.integration)
        for (month, day, hour, minute) in moments {
          let date = try #require(CivilDate(year: 2026, month: month, day: day))
          let other = rehearsal.at(date.at(hour: hour, minute: minute))
          let judged = try await other.office.listings.eligibility(of: titles.map(\.id))
          for (title, answer) in zip(titles, judged) {
            let forecast = try await other.register.forecast(
              StateTermsOfBothSidesTests.request(title), from: participant)
            #expect(!answer.eligibility.isForecast)
            #expect(
              answer.eligibility.visibleFrom == forecast.visibleFrom,
              "\(title.state.code), creditor in \(creditor.code), \(date) \(hour):\(minute)")
          }
        }
      }
    }
  }

  @Test(
    "the promised day is the day on which the bureau shows it", arguments: TestDatabase.available)
  func promiseIsFact(_ engine: TestDatabase) async throws {
    try await Rehearsal.run(on: engine, seed: 1) { rehearsal in
      _ = try await rehearsal.setUp()
      let titles = try await StateTermsOfBothSidesTests.titles(rehearsal)
      // A Friday after the cut-off: the letters go on Monday.
      let friday = try #require(CivilDate(year: 2026, month: 11, day: 27))
      try await rehearsal.advance(to: friday.at(hour: 18, minute: 12))
      let promised = try await rehearsal.office.listings.eligibility(of: titles.map(\.id))
        .map(\.eligibility.visibleFrom)
      let listings = try await rehearsal.office.listings.requestListings(
        of: titles.map(\.id), restrictionCode: "internet", actor: .commandLine)
      try await rehearsal.settle()
      try await rehearsal.advance(days: 40)
      let records = try await rehearsal.bureauRecords()
      #expect(records.count == titles.count)
      for (listing, (title, day)) in zip(listings, zip(titles, promised)) {
        let record = try #require(records.first { $0.reference == listing.reference })
        #expect(record.visibleAt?.civilDate == day, "\(title.state.code)")
        let known = try await rehearsal.office.listings.listing(listing.id).listing
        #expect(known.state.record?.visibleFrom == day)
      }
    }
  }

  @Test("where the bureau does not tell how it counts, the day is a forecast")
  func untold() async throws {
    try await Rehearsal.run(on: .sqlite, seed: 1) { rehearsal in
      _ = try await rehearsal.setUp()
      let titles = try await StateTermsOfBothSidesTests.titles(rehearsal)
      func isForecast() async throws -> Set<Bool> {
        Set(
          try await rehearsal.office.listings.eligibility(of: titles.map(\.id))
            .map(\.eligibility.isForecast))
      }
      #expect(try await isForecast() == [false])
      // Rows that are not ours, then nothing at all.
      for terms in ["replace(posting_terms, 'PR-2025-1', 'PR-2026-1')", "NULL"] {
        try await rehearsal.creditorDatabase.write { transaction in
          _ = try transaction.execute("UPDATE integrations SET posting_terms = \(terms)")
        }
        #expect(try await isForecast() == [true])
      }
    }
  }
}

extension Rehearsal {
  /// Both sides at another moment, over the same databases; nothing is done on the way.
  fileprivate func at(_ instant: Instant) -> (office: Office, register: Register) {
    let world = World(
      clock: VirtualClock(startingAt: instant, running: false), random: office.world.random,
      logger: office.world.logger)
    return (
      Office(
        database: creditorDatabase, world: world, sealer: office.sealer,
        documents: office.documents, connectors: office.connectors, publicURL: nil),
      // Nobody is listed yet, so that the key of the register plays no part.
      Register(
        database: bureauDatabase, world: world,
        masterKey: MasterKey.generate(random: SeededRandom(seed: 1)), options: .init())
    )
  }
}
