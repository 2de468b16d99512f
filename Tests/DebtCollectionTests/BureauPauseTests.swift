import Credit
import Outbound
import SQLDatabase
import TestKit
import Testing
import World

@testable import DebtCollection

/// Nothing that a bureau says puts a removal off by more than an hour.
@Suite("How long a bureau may ask to wait")
struct BureauPauseTests {
  /// `Retry-After` in seconds as it may come.
  private static let asked: [Int?] = [
    nil, Int.min, -1, 0, 1, 899, 900, 901, 3_601, 31_536_000, 9_300_000_000_000, Int.max,
  ]

  @Test(arguments: [Outbox.Kind.inclusion, .removal, .amendment])
  func whatIsAskedForHasAnEnd(_ kind: Outbox.Kind) {
    for attempts in [Int.min, 0, 1, 5, 100, Int.max] {
      for asked in Self.asked {
        let pause = TransmissionPolicy.waitSeconds(
          attempts: attempts, kind: kind, pause: asked.map { Pause(seconds: $0) })
        #expect(pause >= 5 && pause <= (kind == .inclusion ? 3_600 : 900))
      }
    }
    // What was perhaps received is asked for within a minute, however often it was asked for; the
    // bureau's own pause is kept.
    for attempts in [1, 7, 100, Int.max] {
      let doubt = TransmissionPolicy.waitSeconds(attempts: attempts, kind: kind, mustAsk: true)
      #expect(doubt >= 5 && doubt <= 60)
      let asked = TransmissionPolicy.waitSeconds(
        attempts: attempts, kind: kind, mustAsk: true, pause: Pause(seconds: 600))
      #expect(asked == 600)
    }
    #expect(TransmissionPolicy.confirmationSeconds <= 3_600)
    #expect(TransmissionPolicy.refusalSeconds <= 3_600)
  }

  /// What a bureau may answer to a removal.
  private static let answers: [BureauOutcome<BureauRemovalAnswer>] =
    asked.map { .unavailable(detail: "espere", pause: $0.map { Pause(seconds: $0) }) } + [
      .unclear(detail: "a resposta do birô não segue o contrato (não é JSON)"),
      .answered(.accepted), .answered(.unknownRecord),
      .answered(.reasonNotTaken(Rejection(code: "removal-reason", detail: "não"))),
      .refused(BureauRefusal(status: 422, code: "no", detail: "não", rejections: [])),
    ]

  @Test(arguments: TestDatabase.available)
  func aRemovalIsTriedAgainWithinTheHour(_ engine: TestDatabase) async throws {
    try await Registry.with(engine) { registry in
      let listed = try await registry.listedTitle()
      try await registry.endInclusion(of: listed.listing)
      _ = try await registry.pay(listed.title.id, 10_000)
      let duty = TransmissionDuty(office: registry.office, worker: "test")
      let bureau = registry.bureau.rest
      // It still shows the record whenever it is asked.
      bureau.answer(findings: { _ in
        .answered(
          BureauRecord(
            reference: "B-1", version: 3, state: .visible, visibleAt: Registry.today.at(hour: 1)))
      })
      for answer in Self.answers {
        bureau.answer(removals: { _ in answer })
        let before = registry.clock.now()
        #expect(try await duty.runDue(), "\(answer)")
        let next = try #require(try await duty.nextDue(), "\(answer)")
        #expect(next <= before.adding(seconds: 3_600), "\(answer)")
        registry.clock.move(to: next)
      }
      // The creditor's side lives and the removal is done as soon as the bureau does it.
      bureau.answer(removals: { _ in .answered(.alreadyRemoved) })
      #expect(try await duty.runDue())
      #expect(try await registry.office.auditTrail.verifyAudit().isIntact)
    }
  }
}
