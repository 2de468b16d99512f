import Credit
import Testing

@testable import Outbound

@Suite("Pauses that others ask for")
struct PauseTests {
  /// Sunday, 29 November 2026.
  static let now = Instant(microseconds: 1_795_910_400_000_000)

  @Test(
    "Retry-After in seconds is read whole or not at all, and never exceeds a day",
    arguments: [
      ("0", 0), ("7", 7), (" 120 ", 120), ("0000000000000000000007", 7), ("86400", 86_400),
      ("86401", 86_400), ("31536000", 86_400), ("999999", 86_400), ("1000000", 86_400),
      ("9223372036854775807", 86_400), ("9223372036854775808", 86_400),
      ("99999999999999999999999999999999", 86_400), ("-1", nil), ("-9223372036854775808", nil),
      ("+5", nil), ("1.5", nil), ("1e9", nil), ("", nil), (" ", nil), ("5 5", nil), ("soon", nil),
      ("٣", nil),
    ] as [(String, Int?)])
  func seconds(text: String, expected: Int?) {
    #expect(Pause(retryAfter: text, at: Self.now)?.seconds == expected)
  }

  @Test(
    "Retry-After as a date is the distance from now",
    arguments: [
      ("Sun, 29 Nov 2026 00:00:30 GMT", 30), ("Sunday, 29-Nov-26 00:01:00 GMT", 60),
      ("Sun Nov 29 00:02:00 2026", 120), ("Tue Dec  1 00:00:00 2026", 86_400),
      ("Sat, 28 Nov 2026 23:59:59 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
      ("Thu, 31 Dec 2099 23:59:59 GMT", 86_400), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
      ("Mon, 01 Jan 0001 00:00:00 GMT", 0), ("Mon, 30 Feb 2026 00:00:00 GMT", nil),
      ("Sun, 29 Nov 2026 24:00:00 GMT", nil), ("Sun, 29 Nov 20260 00:00:00 GMT", nil),
      ("Sun, 29 Nov 2026 00:00:30 BRT", nil), ("Sun, 29 Nov 2026", nil), (", , - GMT", nil),
      ("Sun, 29 Nov 2026 00:00:-1 GMT", nil), ("29/11/2026 00:00:30", nil),
    ] as [(String, Int?)])
  func dates(text: String, expected: Int?) {
    #expect(Pause(retryAfter: text, at: Self.now)?.seconds == expected)
  }

  @Test("a date is measured from the answer's own Date, so that no wrong clock bends it")
  func ownDate() {
    let answer = OutboundAnswer(
      status: 503,
      headers: [
        ("Date", "Thu, 31 Dec 2099 23:59:00 GMT"), ("Retry-After", "Thu, 31 Dec 2099 23:59:59 GMT"),
      ])
    #expect(answer.retryAfter(at: Self.now)?.seconds == 59)
    #expect(OutboundAnswer(status: 503).retryAfter(at: Self.now) == nil)
  }

  @Test("a pause made of any number is within its bounds")
  func clamped() {
    for seconds in [Int.min, -1, 0, 1, 86_400, 86_401, Int.max] {
      let pause = Pause(seconds: seconds)
      #expect((0...Pause.longestSeconds).contains(pause.seconds), "\(seconds)")
      #expect(pause.seconds(atMost: 900) <= 900)
    }
  }
}
