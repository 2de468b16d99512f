import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Outbound
import Testing

/// Who calls, behind the proxies that are named and only behind them.
@Suite("Callers")
struct CallerTests {
  private let server = SampleServer()

  private static func proxies(_ networks: String...) -> TrustedProxies {
    TrustedProxies(networks.compactMap { AddressRange($0) })
  }

  @Test("nobody is believed who is not named")
  func unnamed() {
    let fields = ["203.0.113.9"]
    #expect(TrustedProxies.none.caller(peer: "10.0.0.2", forwardedFor: fields) == "10.0.0.2")
    #expect(TrustedProxies.none.caller(peer: nil, forwardedFor: fields) == nil)
    let named = Self.proxies("10.0.0.0/8")
    #expect(named.caller(peer: "198.51.100.1", forwardedFor: fields) == "198.51.100.1")
  }

  @Test("a proxy's word is read from the right, up to the first that is no proxy")
  func fromTheRight() {
    let named = Self.proxies("10.0.0.0/8", "2001:db8:1::/48", "127.0.0.1")
    func caller(_ fields: String..., peer: String? = "10.0.0.2") -> String? {
      named.caller(peer: peer, forwardedFor: fields)
    }
    #expect(caller("1.1.1.1, 203.0.113.9") == "203.0.113.9")
    #expect(caller("1.1.1.1", "203.0.113.9") == "203.0.113.9")
    #expect(caller("1.1.1.1, 203.0.113.9, 10.0.0.3") == "203.0.113.9")
    #expect(caller("10.0.0.7") == "10.0.0.7")
    #expect(caller("203.0.113.9:4711") == "203.0.113.9")
    #expect(caller("[2001:db8:2::1]:4711") == "2001:db8:2:0:0:0:0:1")
    #expect(caller("2001:db8:2::1, 2001:db8:1::9") == "2001:db8:2:0:0:0:0:1")
    #expect(caller("::ffff:203.0.113.9") == "203.0.113.9")
    #expect(caller("203.0.113.9", peer: nil) == "203.0.113.9")
    // What cannot be read ends the reading: the last proxy is who we know.
    for odd in ["", "unknown", "1.2.3", "203.0.113.9, x", "<script>", "999.1.1.1"] {
      #expect(caller(odd) == "10.0.0.2", "\(odd)")
    }
    let many = [String](repeating: "10.0.0.1", count: 5_000).joined(separator: ",")
    #expect(caller("203.0.113.9," + many) == "10.0.0.1")
  }

  @Test("version 6 is counted by the network that one caller has")
  func groups() {
    #expect(CallerGroup.name(of: nil) == "local")
    #expect(CallerGroup.name(of: "203.0.113.9") == "203.0.113.9")
    let first = CallerGroup.name(of: "2001:db8:1:2:3:4:5:6")
    #expect(first == "2001:db8:1:2::/64")
    #expect(CallerGroup.name(of: "2001:db8:1:2:ffff::1") == first)
    #expect(CallerGroup.name(of: "2001:db8:1:3::1") != first)
    #expect(CallerGroup.name(of: "::ffff:203.0.113.9") == "::ffff:203.0.113.9")
  }

  @Test("what a proxy brings is not of this machine, whatever header it writes")
  func forwarded() async throws {
    try await server.test { (client) async throws -> Void in
      for name in [
        "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via",
        "CF-Connecting-IP",
      ] {
        let headers: HTTPFields = [.init(name)!: "10.0.0.1"]
        for path in ["/readyz", "/metrics"] {
          let answer = try await client.call(.get, path, as: nil, headers: headers)
          #expect(answer.status == .unauthorized, "\(name) \(path)")
        }
      }
    }
  }

  @Test("a request has one host, and a path without empty segments")
  func host() async throws {
    try await server.test { (client) async throws -> Void in
      let two: HTTPFields = [.init("Host")!: "outro.example"]
      let refused = try await client.call(.get, "/healthz", as: nil, headers: two)
      #expect(refused.status == .badRequest)
      #expect(try refused.json()["code"] == "invalid-host")
      let doubled = try await client.call(.get, "/api//v1/people")
      #expect(doubled.status == .notFound)
      #expect(try await client.call(.get, "/api/v1/people").status == .ok)
    }
  }
}
