import Testing
import Webhooks
import World

@Suite("Webhook signatures")
struct WebhookSignatureTests {
  private let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
  private let body = Array(#"{"test": 2432232314}"#.utf8)
  private let expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

  @Test("the vector of the Standard Webhooks libraries")
  func vector() throws {
    let signature = try WebhookSignature.sign(
      id: id, timestamp: 1_614_265_330, body: body, secret: secret)
    #expect(signature == expected)
  }

  private func verify(
    id: String? = nil, timestamp: String = "1614265330", signatures: String? = nil,
    body: [UInt8]? = nil, now: Int64 = 1_614_265_330
  ) throws {
    try WebhookSignature.verify(
      id: id ?? self.id, timestamp: timestamp, signatures: signatures ?? expected,
      body: body ?? self.body, secret: secret, now: now)
  }

  @Test("a true delivery passes, also among signatures of another secret")
  func passes() throws {
    try verify()
    try verify(now: 1_614_265_330 + WebhookSignature.toleranceSeconds)
    try verify(now: 1_614_265_330 - WebhookSignature.toleranceSeconds)
    try verify(signatures: "v1,AAAA v1a,zzzz \(expected)")
  }

  @Test("a false, old or changed delivery does not")
  func fails() {
    #expect(throws: WebhookSignatureError.noMatch) { try verify(body: body + [0x20]) }
    #expect(throws: WebhookSignatureError.noMatch) { try verify(id: "msg_other") }
    #expect(throws: WebhookSignatureError.noMatch) { try verify(signatures: "") }
    #expect(throws: WebhookSignatureError.noMatch) {
      try verify(signatures: String(expected.dropFirst(3)))
    }
    #expect(throws: WebhookSignatureError.noMatch) { try verify(timestamp: "1614265331") }
    #expect(throws: WebhookSignatureError.timestampOutOfTolerance) {
      try verify(now: 1_614_265_330 + WebhookSignature.toleranceSeconds + 1)
    }
    #expect(throws: WebhookSignatureError.invalidTimestamp) { try verify(timestamp: "yesterday") }
    #expect(throws: WebhookSignatureError.timestampOutOfTolerance) {
      try verify(timestamp: "9223372036854775807", now: -5)
    }
  }

  @Test("a new secret signs and verifies")
  func secretMaking() throws {
    let secret = WebhookSignature.generateSecret(random: SystemRandom())
    let signature = try WebhookSignature.sign(id: "evt_1", timestamp: 5, body: [], secret: secret)
    try WebhookSignature.verify(
      id: "evt_1", timestamp: "5", signatures: signature, body: [], secret: secret, now: 5)
    #expect(throws: WebhookSignatureError.invalidSecret) {
      try WebhookSignature.sign(id: "evt_1", timestamp: 5, body: [], secret: "plain")
    }
  }
}
