import Sealing
package import World

/// Signatures of Standard Webhooks 1.0, symmetric (`v1`): HMAC-SHA256 over id, timestamp and body.
package enum WebhookSignature {
  package static let secretPrefix = "whsec_"
  /// Random bytes in a secret; the standard asks for 24 to 64.
  package static let secretByteCount = 32
  /// How far the timestamp may lie from the receiver's clock.
  package static let toleranceSeconds: Int64 = 300

  /// A new secret, `whsec_` and base 64.
  package static func generateSecret(random: any RandomSource) -> String {
    secretPrefix + Base64.encode(random.bytes(secretByteCount))
  }

  /// The value of the header `webhook-signature`: `v1,` and base 64.
  ///
  /// - Parameters:
  ///   - id: the value of `webhook-id`; must hold no full stop.
  ///   - timestamp: the value of `webhook-timestamp`, seconds since 1970.
  package static func sign(
    id: String, timestamp: Int64, body: [UInt8], secret: String
  ) throws(WebhookSignatureError) -> String {
    let mac = try code(id: id, timestamp: timestamp, body: body, secret: secret)
    return "v1," + Base64.encode(mac)
  }

  /// Checks a delivery. `signatures` is the header as it came, several parted by spaces while a
  /// secret is being changed; `now` is in seconds since 1970.
  package static func verify(
    id: String, timestamp: String, signatures: String, body: [UInt8], secret: String, now: Int64
  ) throws(WebhookSignatureError) {
    guard let seconds = Int64(timestamp), seconds >= 0 else { throw .invalidTimestamp }
    let distance = seconds.subtractingReportingOverflow(now)
    guard !distance.overflow, distance.partialValue.magnitude <= toleranceSeconds else {
      throw .timestampOutOfTolerance
    }
    let expected = try code(id: id, timestamp: seconds, body: body, secret: secret)
    var matches = false
    for signature in signatures.split(separator: " ") where signature.hasPrefix("v1,") {
      guard let given = Base64.decode(signature.dropFirst(3)) else { continue }
      if Digest.equal(given, expected) { matches = true }
    }
    guard matches else { throw .noMatch }
  }

  private static func code(
    id: String, timestamp: Int64, body: [UInt8], secret: String
  ) throws(WebhookSignatureError) -> [UInt8] {
    guard !id.isEmpty, !id.utf8.contains(UInt8(ascii: ".")) else { throw .invalidID }
    guard secret.hasPrefix(secretPrefix),
      let key = Base64.decode(secret.dropFirst(secretPrefix.count)), !key.isEmpty
    else { throw .invalidSecret }
    return Digest.hmac(Array("\(id).\(timestamp).".utf8) + body, key: key)
  }
}

/// Why a delivery is not signed by who holds the secret.
package enum WebhookSignatureError: Error, Hashable, Sendable {
  case invalidID
  case invalidSecret
  case invalidTimestamp
  /// Older or newer than the tolerance: a replay, or a clock that is wrong.
  case timestampOutOfTolerance
  case noMatch
}
