import Testing

@testable import Credit

@Suite("What a listing's state carries")
struct ListingRecordTests {
  @Test func recordAndRemoval() {
    let withRecord = Set(ListingMachineTests.states.filter { $0.state.record != nil }.map(\.name))
    #expect(
      withRecord == [
        "submitted", "inNotice", "noticeProblem", "active", "suspended", "removalQueued",
        "removalSubmitted", "removed", "removedByBureau", "expired", "outOfSync",
        "outOfSync-refused",
      ])
    let withRemoval = Set(ListingMachineTests.states.filter { $0.state.removal != nil }.map(\.name))
    #expect(
      withRemoval == [
        "removalQueued", "removalQueued-unknown", "removalSubmitted", "removed",
        "outOfSync-refused",
      ])
    for (name, state) in ListingMachineTests.states {
      #expect(state.word.rawValue == name.prefix { $0 != "-" }, "\(name)")
    }
  }

  @Test func aLaterRequestKeepsTheFirstDayAndTheNearerDeadline() throws {
    func removal(_ reason: RemovalReason, _ at: Int64, _ due: String) throws -> Removal {
      Removal(reason: reason, requestedAt: Instant(microseconds: at), dueOn: try day(due))
    }
    let first = try removal(.payment, 5, "2026-12-01")
    let second = try removal(.dispute, 9, "2026-12-04")
    #expect(try second.following(first) == removal(.dispute, 5, "2026-12-01"))
    #expect(try first.following(second) == removal(.payment, 5, "2026-12-01"))
    let near = try removal(.death, 9, "2026-11-30")
    #expect(try near.following(first) == removal(.death, 5, "2026-11-30"))
  }

  @Test func newsAreLaterOrFinal() {
    func record(_ version: Int64, _ state: BureauRecordState) -> BureauRecord {
      BureauRecord(reference: "B", version: version, state: state)
    }
    let known = record(5, .visible)
    #expect(record(6, .visible).tellsMore(than: known))
    #expect(!record(5, .suspended).tellsMore(than: known))
    #expect(!record(4, .removed).tellsMore(than: known))
    for state in [BureauRecordState.removed, .rejected, .expired] {
      #expect(record(5, state).tellsMore(than: known))
      #expect(!record(5, state).tellsMore(than: record(5, .removed)))
    }
    #expect(record(1, .received).tellsMore(than: nil))
  }

  @Test func aBlockStandsToItsLastDay() throws {
    let block = ListingBlock(reason: .declined, until: try day("2026-11-23"))
    #expect(try block.stands(on: day("2026-11-22")) && block.stands(on: day("2026-11-23")))
    #expect(try !block.stands(on: day("2026-11-24")))
    #expect(ListingBlock(reason: .declined).stands(on: .last))
    var facts = EligibilityTests.eligible
    facts.title.block = ListingBlock(reason: .courtOrder, until: facts.today.adding(days: 3))
    let judged = EligibilityRules.judge(facts)
    #expect(judged.reasons.map(\.endsOn) == [facts.today.adding(days: 4)])
    #expect(judged.reasons.map(\.source) == ["CPC, art. 300; STJ, REsp 1.061.530/RS"])
    #expect(judged.reasons[0].detail.contains("(ordem judicial) até 27/11/2026;"))
    #expect(judged.earliestRequestOn == facts.today.adding(days: 4))
    facts.title.block = ListingBlock(reason: .courtOrder, until: facts.today.adding(days: -1))
    #expect(EligibilityRules.judge(facts).isEligible)
  }
}
