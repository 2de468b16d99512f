import Credit
import Fictitious
import TestKit
import Testing

@testable import BureauRegister
@testable import BureauSite

/// Random lives of one record: whatever happens in whatever order, the rules of the register hold
/// after every step. A failure names its seed.
struct RecordWalkTests {
  static let stepsOfOneLife = 60

  @Test func theRulesHoldThroughRandomLives() throws {
    for seed in UInt64(0)..<400 {
      var numbers = SeededNumbers(seed: seed)
      var record = RecordMachineTests.record(
        .received,
        dueOn: RecordMachineTests.today.adding(days: -Int.random(in: 1...1_800, using: &numbers)),
        role: seed.isMultiple(of: 5) ? .guarantor : .principal)
      var now = RecordMachineTests.now
      for step in 0..<Self.stepsOfOneLife {
        now = now.adding(seconds: Int.random(in: 0...(6 * 86_400), using: &numbers))
        let before = record
        let event = Self.event(at: now, using: &numbers)
        do {
          _ = try record.apply(event, at: now)
          try Self.check(record, before, event, at: now, "seed \(seed), step \(step)")
        } catch let refusal as RecordRefusal {
          #expect(record == before, "seed \(seed), step \(step): \(refusal) changed something")
        }
      }
    }
  }

  private static func event(
    at now: Instant, using numbers: inout SeededNumbers
  ) -> RecordEvent {
    let today = now.civilDate
    let cutOff = now.adding(seconds: 3_600)
    let rule = RecordMachineTests.rule
    let choices: [RecordEvent] = [
      .accepted(rule: rule, noticeDueAt: cutOff), .noticeIssued, .noticeIssued, .termEnded,
      .termEnded, .termEnded, .reviewRequired(reasons: ["high-value"], dueOn: today),
      .documentsReceived(decisionDueOn: today),
      .noticeReturned(code: "moved", holds: true, holdUntil: today.adding(days: 15)),
      .noticeReturned(code: "refused", holds: false, holdUntil: today),
      .addressCorrected(rule: rule, noticeDueAt: cutOff), .suspended,
      .reinstated(noticeDueAt: cutOff), .reinstated(noticeDueAt: cutOff),
      .keptSubJudice, .subJudiceEnded, .disputeOpened(hides: true), .disputeOpened(hides: false),
      .disputeCleared(noticeDueAt: cutOff), .disputeCleared(noticeDueAt: cutOff),
      .fiveYearsPassed, .principalReplaced(by: ID(77)),
    ]
    // Ends are rare, so that lives are long.
    let ends: [RecordEvent] = [
      .rejected([RecordRejection(code: "not-overdue", detail: "d")]),
      .removedByCreditor(reason: "payment"), .removedByCreditor(reason: "court-order"),
      .removedByBureau(reason: "death"), .principalClosed, .superseded(reason: "correction"),
    ]
    if Int.random(in: 0..<60, using: &numbers) == 0 {
      return ends[Int.random(in: 0..<ends.count, using: &numbers)]
    }
    return choices[Int.random(in: 0..<choices.count, using: &numbers)]
  }

  private static func check(
    _ record: Record, _ before: Record, _ event: RecordEvent, at now: Instant, _ place: String
  ) throws {
    #expect(!before.state.isFinal, "\(place): final states absorb")
    #expect(record.version == before.version + 1, "\(place): versions grow by one")
    #expect(record.expiresOn == before.expiresOn, "\(place): the limit never moves")
    if record.state.isShown {
      let visibleFrom = try #require(record.visibleFrom, "\(place)")
      #expect(record.noticeIssuedOn != nil, "\(place): shown without a notice")
      #expect(now.civilDate >= visibleFrom, "\(place): shown before its day")
    }
    if record.state.isShown, !before.state.isShown, before.state != .suspended {
      #expect(now.civilDate < record.expiresOn, "\(place): shown after five years")
    }
    if let visibleAt = record.visibleAt {
      let acceptedAt = try #require(record.acceptedAt, "\(place)")
      #expect(record.receivedAt <= acceptedAt && acceptedAt <= visibleAt, "\(place)")
      #expect(before.visibleAt == nil || before.visibleAt == visibleAt, "\(place): first showing")
    }
    if record.state == .removed, !before.state.isShown, before.visibleAt == nil {
      #expect(record.visibleAt == nil, "\(place): never visible stays so")
    }
    #expect((record.state == .suspended) == !record.suspensions.isEmpty, "\(place)")
    #expect((record.state == .suspended) == (record.suspendedFrom != nil), "\(place)")
    #expect(record.state.isFinal || record.removedAt == nil, "\(place)")
    #expect((record.state == .noticePending) == (record.noticeDueAt != nil), "\(place)")
    #expect(
      record.state == .underReview || record.state == .suspended
        || record.reviewReasons.isEmpty, "\(place): a review that is over")
    #expect(!record.state.isFinal || !record.isDisputed, "\(place): a dispute about nothing")
    if case .removedByBureau = event { #expect(record.state == .removed, "\(place)") }
  }
}
