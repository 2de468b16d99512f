import Credit
import DebtCollection
import Fuzzing
import JSONText
import Webhooks

@testable import Bureaus
@testable import Outbound

extension FuzzedParser {
  /// The parsers of what others answer, of where calls go, and of what webhooks carry.
  static let outbound: [FuzzedParser] = places + answers + messages

  private static let places: [FuzzedParser] = [
    text(
      "web-address",
      [
        "https://a.example/x?y=%20", "HTTP://Localhost:8080", "https://[2001:db8::1]:8443/",
        "https://192.0.2.10", "http://a-b.c_d.example:80?x",
      ], longest: 5_000
    ) {
      try WebAddress(parsing: $0)
    } write: {
      [$0.description]
    },
    FuzzedParser(
      "address-policy",
      corpus: ["https://10.0.0.1", "https://a.internal", "http://127.0.0.1", "https://a.example"]
        .map { Array($0.utf8) }
    ) { bytes in
      let address = try AddressPolicy.bureauWebhooks.check(String(decoding: bytes, as: UTF8.self))
      try FuzzFault.expect(address.isSecure, "not secure: \(address)")
      if case .literal(let target) = address.host {
        try FuzzFault.expect(target.isPublic, "an inner network: \(address)")
      }
      return .taken(address.description.utf8.count)
    },
    text("network-address", ["10.0.0.1", "2001:db8::1", "::ffff:10.0.0.1", "fe80::1%eth0"]) {
      (text: String) throws -> NetworkAddress? in
      guard let address = NetworkAddress(text) else { return nil }
      let isPlain = text.utf8.prefix { $0 != UInt8(ascii: "%") }.allSatisfy {
        "0123456789abcdefABCDEF.:".utf8.contains($0)
      }
      try FuzzFault.expect(isPlain, "read from \(text.debugDescription)")
      return address
    } write: {
      [$0.description]
    },
    FuzzedParser(
      "address-range", corpus: ["10.0.0.0/8", "::/0", "192.0.2.7"].map { Array($0.utf8) }
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      guard let range = AddressRange(text) else { return .refused }
      let start = text.prefix { $0 != "/" }
      guard let first = NetworkAddress(String(start)) else {
        throw FuzzFault("a range of no address: \(text)")
      }
      try FuzzFault.expect(range.contains(first), "without its own address: \(text)")
      return .taken(range.description.utf8.count)
    },
  ]

  private static let answers: [FuzzedParser] = [
    FuzzedParser(
      "retry-after",
      corpus: [
        "120", " 7 ", "0000000000000000000007", "Sun, 29 Nov 2026 00:00:30 GMT",
        "Sunday, 29-Nov-26 00:01:00 GMT", "Sun Nov 29 00:02:00 2026",
      ].map { Array($0.utf8) }
    ) { bytes in
      let now = Instant(microseconds: 1_795_910_400_000_000)
      let text = String(decoding: bytes, as: UTF8.self)
      guard let pause = Pause(retryAfter: text, at: now) else { return .refused }
      try FuzzFault.expect((0...Pause.longestSeconds).contains(pause.seconds), "\(pause)")
      return .taken(1)
    },
    FuzzedParser(
      "webhook-signature",
      corpus: [Array("msg_1\n1614265330\nv1,AAAA \(signature)\n{\"test\": 1}".utf8)]
    ) { bytes in
      let parts = bytes.split(separator: 10, maxSplits: 3, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 4 else { return .refused }
      try WebhookSignature.verify(
        id: parts[0], timestamp: parts[1], signatures: parts[2], body: Array(parts[3].utf8),
        secret: secret, now: 1_614_265_330)
      guard let seconds = Int64(parts[1]) else { throw FuzzFault("signed at \(parts[1])") }
      let own = try WebhookSignature.sign(
        id: parts[0], timestamp: seconds, body: Array(parts[3].utf8), secret: secret)
      try FuzzFault.expect(parts[2].split(separator: " ").contains { $0 == own }, "not signed")
      return .taken(own.utf8.count)
    },
    FuzzedParser("event-pattern", corpus: ["listing.*", "listing.removed"].map { Array($0.utf8) }) {
      bytes in
      EventPattern.wants([String(decoding: bytes, as: UTF8.self)], "listing.removed")
        ? .taken(1) : .refused
    },
  ]

  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private static let signature: String = {
    do {
      return try WebhookSignature.sign(
        id: "msg_1", timestamp: 1_614_265_330, body: Array("{\"test\": 1}".utf8), secret: secret)
    } catch {
      return ""
    }
  }()

  private static let record = """
    {"id":"B-1","reference":"lst_0000000000001","version":5,"state":"visible",\
    "acceptedAt":"2026-11-23T12:00:00Z","visibleAt":"2026-11-29T03:00:00Z",\
    "visibleFrom":"2026-11-29","expiresOn":"9999-12-31","amountCents":13977,\
    "rejections":[{"code":"x","detail":"y"}],"suspensions":["court","odd"],"disputed":true}
    """

  private static let messages: [FuzzedParser] = [
    message("bureau-record", [record]) { json in
      let record = try Message.record(json)
      try FuzzFault.expect(
        (1...200).contains(record.reference.unicodeScalars.count) && record.version >= 0
          && record.rejections.count <= 100, "\(record)")
      return record.reference.utf8.count
    },
    message("bureau-page", [#"{"data":[\#(record),{}],"nextCursor":"abc"}"#]) { json in
      try Message.readablePage(json).page.records.count
    },
    message(
      "bureau-codes",
      [#"{"data":[{"code":"7","name":"x","person":"any","validFrom":"2020-01-01"},{}]}"#]
    ) { json in
      try Message.readableCodes(json, kind: .restriction).codes.count
    },
    message(
      "bureau-report",
      [
        #"{"protocol":"P1","at":"2026-11-23T12:00:00Z","restricted":true,"partial":false,"#
          + #""score":{"value":700,"minimum":0,"maximum":1000},"summary":[{"count":3}]}"#
      ]
    ) { json in
      try Message.report(json).protocolNumber.utf8.count
    },
  ]

  private static func message(
    _ name: String, _ corpus: [String], read: @escaping @Sendable (JSON) throws -> Int
  ) -> FuzzedParser {
    FuzzedParser(name, corpus: corpus.map { Array($0.utf8) }, longest: 1_024) { bytes in
      .taken(try read(try JSON.parse(bytes)))
    }
  }
}
