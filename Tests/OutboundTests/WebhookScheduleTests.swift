import Outbound
import Testing
import Webhooks

@Suite("The schedule of webhooks")
struct WebhookScheduleTests {
  @Test("what becomes of a delivery")
  func verdicts() {
    let table: [(WebhookReply, Int, WebhookVerdict)] = [
      (.answered(status: 200, pause: nil), 1, .delivered),
      (.answered(status: 204, pause: 60), 10, .delivered),
      (.answered(status: 410, pause: nil), 1, .gone),
      (.answered(status: 301, pause: nil), 1, .again(afterSeconds: 5)),
      (.answered(status: 500, pause: nil), 2, .again(afterSeconds: 300)),
      (.answered(status: 503, pause: 120), 1, .again(afterSeconds: 120)),
      (.answered(status: 503, pause: 1), 2, .again(afterSeconds: 300)),
      (.answered(status: 503, pause: Pause(seconds: .max)), 1, .again(afterSeconds: 86_400)),
      (.answered(status: 429, pause: 60), 9, .again(afterSeconds: 86_400)),
      (.answered(status: 500, pause: nil), 10, .givenUp),
      (.answered(status: 503, pause: 60), 10, .givenUp),
      (.failed(.unreadableSecret), 1, .again(afterSeconds: 5)),
      (.failed(.unreachable(.late)), 3, .again(afterSeconds: 1_800)),
      (.failed(.unreachable(.forbidden(.metadata))), 11, .givenUp),
    ]
    for (reply, attempts, verdict) in table {
      #expect(WebhookSchedule.verdict(on: reply, afterAttempts: attempts) == verdict)
    }
  }

  @Test("a stranger is not told whether a port is closed or silent")
  func codes() {
    #expect(
      WebhookFailure.unreachable(.late).code == WebhookFailure.unreachable(.noConnection).code)
    #expect(WebhookFailure.unreachable(.forbidden(.metadata)).code == "forbidden-address")
  }

  @Test("patterns of events")
  func patterns() {
    #expect(EventPattern.wants([], "listing.active"))
    #expect(EventPattern.wants(["inquiry.*", "listing.active"], "listing.active"))
    #expect(!EventPattern.wants(["listing.*"], "listings.active"))
    #expect(!EventPattern.wants(["listing.active"], "listing.activated"))
    #expect(!EventPattern.wants([".*"], "listing.active"))
  }
}
