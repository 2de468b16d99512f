import ArgumentParser
import Simulation
import Testing

@testable import adimple

/// Lives of both sides under seeds: what must hold does, and what is broken on purpose is found.
@Suite(.serialized) struct SimulationTests {
  private static let simulation = Simulation(program: .adimple)

  private static func setting(
    _ seed: UInt64, days: Int, people: Int = 8, mutation: Mutation? = nil
  ) -> SimulationSetting {
    var setting = SimulationSetting(seed: seed, days: days)
    setting.people = people
    setting.mutation = mutation
    return setting
  }

  private static func live(_ setting: SimulationSetting) async throws -> RunOutcome {
    try await simulation.live(simulation.draw(setting))
  }

  @Test("the same seed is the same life, to the byte")
  func repeats() async throws {
    let first = try await Self.live(Self.setting(7, days: 30))
    let second = try await Self.live(Self.setting(7, days: 30))
    #expect(first.lines == second.lines)
    #expect(first.hash == second.hash)
    #expect(try await Self.live(Self.setting(8, days: 30)).hash != first.hash)
  }

  @Test("a history that is written down and read again is the same life")
  func replays() async throws {
    let history = Self.simulation.draw(Self.setting(9, days: 20))
    let read = try History(text: history.text)
    #expect(read.actions == history.actions)
    #expect(try await Self.simulation.live(read).hash == Self.simulation.live(history).hash)
    #expect(throws: History.Unreadable.self) { _ = try History(text: "seed 1 days 2") }
    #expect(throws: History.Unreadable.self) {
      _ = try History(text: "seed 1 days 2 people 3\n2026-11-25T00:00:00Z fly 1\n")
    }
  }

  @Test("seeds that are lived in every run", arguments: [UInt64(1), 2])
  func fixed(_ seed: UInt64) async throws {
    let outcome = try await Self.live(Self.setting(seed, days: 45))
    #expect(outcome.broken == nil, "seed \(seed)")
  }

  /// The first of the seeds that are lived in every run. Fresh ones are for `adimple simulate`.
  private static let firstSeed: UInt64 = 20_261_130

  /// Long enough for records to be seen, contested and taken off.
  @Test("ten lives of thirty days")
  func ten() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in UInt64(0)..<2 {
        group.addTask {
          for number in UInt64(0)..<5 {
            let seed = Self.firstSeed + lane * 5 + number
            let outcome = try await Self.live(Self.setting(seed, days: 30, people: 5))
            let found = outcome.broken.map { "\($0.invariant.rawValue): \($0.detail)" } ?? ""
            #expect(
              outcome.broken == nil,
              "adimple simulate --days 30 --people 5 --seed \(seed): \(found)")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test(
    "a history with absurd values is refused",
    arguments: [
      "seed 1 days 9223372036854775807 people 1\n", "seed 1 days 2 people 9223372036854775807\n",
      "seed 1 days 0 people 1\n", "seed -1 days 2 people 1\n", "", "seed",
      "seed 1 days 2 people 3 mutation none\n",
      "seed 1 days 2 people 3\n2026-11-24T13:00:00Z reverse -1\n",
      "seed 1 days 2 people 3\n2026-11-24T13:00:00Z weather 9223372036854775807 1 1\n",
      "seed 1 days 2 people 3\n2026-11-24T13:00:00Z pay 0 -5000000\n",
      "seed 1 days 2 people 3\n2026-12-24T13:00:00Z pay 0 1000 0 1\n",
      "seed 1 days 2 people 3\n2026-11-24T13:00:00Z pay 1 1 1 1 1 1 1 1 1\n",
    ])
  func absurd(_ text: String) {
    #expect(throws: History.Unreadable.self) { _ = try History(text: text) }
  }

  @Test(
    "absurd options are wrong usage",
    arguments: [
      ["--days", "9223372036854775807"], ["--days", "0"], ["--people", "9223372036854775807"],
      ["--seeds", "0"], ["--faults", ""], ["--faults", "no-such"], ["--engine", "postgres"],
    ])
  func usage(_ options: [String]) {
    #expect(throws: (any Error).self) { _ = try Adimple.parseAsRoot(["simulate"] + options) }
  }

  @Test(
    "what is broken on purpose is found", arguments: Mutation.allCases.filter { $0 != .mutedAlarm })
  func finds(_ mutation: Mutation) async throws {
    let (invariant, seed) = Self.found(mutation)
    let outcome = try await Self.live(
      Self.setting(seed, days: 120, people: 12, mutation: mutation))
    #expect(outcome.broken?.invariant == invariant, "\(mutation.rawValue), seed \(seed)")
  }

  /// Which invariant a mutation breaks, and the first seed that showed it.
  private static func found(_ mutation: Mutation) -> (Invariant, seed: UInt64) {
    switch mutation {
    case .swallowedRemovals: (.removalIsConfirmed, 1)
    case .silentSettlement: (.removalFollowsPayment, 1)
    case .freedBlocks: (.onlyEligibleIsListed, 1)
    case .agedMinors: (.onlyEligibleIsListed, 1)
    case .skippedTerm: (.nothingShowsEarly, 1)
    case .brokenPromise: (.promisedDayComes, 1)
    case .keptForEver: (.fiveYearsEnd, 1)
    case .resurrected: (.closedStaysClosed, 1)
    case .listedTwice: (.oneRecordForATitle, 1)
    case .vanishedRecord: (.bothSidesAgree, 4)
    case .doubledPayment: (.nothingIsDoneTwice, 1)
    case .lostPayment: (.answeredIsKept, 1)
    case .lostCent: (.moneyAddsUp, 1)
    case .raisedAmount: (.listedIsOwed, 1)
    case .silentRefusal: (.refusalsHaveReasons, 1)
    case .starvedDuty: (.noDutyStarves, 1)
    case .mutedAlarm: (.alarmIsRaised, 1)
    case .forgedTimeline: (.chainsVerify, 1)
    case .loggedDocument: (.logsKeepSecrets, 1)
    }
  }

  @Test("the shortest history breaks the same thing")
  func shortest() async throws {
    let history = Self.simulation.draw(Self.setting(1, days: 20, mutation: .lostPayment))
    let broken = try #require(try await Self.simulation.live(history).broken)
    let shortest = try await Shortest.of(history, breaking: broken, in: Self.simulation)
    #expect(shortest.actions.count < history.actions.count)
    #expect(
      try await Self.simulation.live(shortest).broken?.invariant == broken.invariant)
  }
}
