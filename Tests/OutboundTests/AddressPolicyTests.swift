import Testing

@testable import Outbound

@Suite("Where calls may go")
struct AddressPolicyTests {
  /// The two kinds of rooms: what strangers name, and what an administrator names.
  static let strangers = AddressPolicy.bureauWebhooks
  static let rehearsal = AddressPolicy.bureauWebhooksInRehearsal
  static let administrators = [AddressPolicy.creditorWebhooks, .integrations]

  private static func fault(_ text: String, _ policy: AddressPolicy) -> AddressFault? {
    do {
      _ = try policy.check(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "an address as it is written",
    arguments: [
      // url, strangers, rehearsal, administrators
      ("https://hooks.example.com/x", nil, nil, nil), ("https://200.1.2.3/x", nil, nil, nil),
      ("https://[2001:4860:4860::8888]/x", nil, nil, nil),
      ("http://hooks.example.com/x", .notSecure, .notSecure, .notSecure),
      ("http://EXAMPLE.com/", .notSecure, .notSecure, .notSecure),
      ("http://200.1.2.3/x", .notSecure, .notSecure, .notSecure),
      ("http://127.0.0.1:8080/x", .innerNetwork, nil, nil),
      ("http://127.255.1.2/x", .innerNetwork, nil, nil),
      ("http://[::1]/x", .innerNetwork, nil, nil),
      ("https://127.0.0.1/x", .innerNetwork, nil, nil),
      ("http://localhost/x", .innerNetwork, nil, nil),
      ("http://LOCALHOST/x", .innerNetwork, nil, nil),
      ("https://10.0.0.1/x", .innerNetwork, .innerNetwork, nil),
      ("https://172.20.1.1/x", .innerNetwork, .innerNetwork, nil),
      ("https://192.168.0.10/x", .innerNetwork, .innerNetwork, nil),
      ("https://100.64.0.1/x", .innerNetwork, .innerNetwork, nil),
      ("https://[fd00::1]/x", .innerNetwork, .innerNetwork, nil),
      ("http://10.0.0.1/x", .innerNetwork, .innerNetwork, .notSecure),
      ("https://172.32.1.1/x", nil, nil, nil),
      ("https://intranet/x", .innerNetwork, .innerNetwork, nil),
      ("https://printer.local/x", .innerNetwork, .innerNetwork, nil),
      ("https://banco.internal/x", .innerNetwork, .innerNetwork, nil),
      ("http://erp.lan/x", .innerNetwork, .innerNetwork, .notSecure),
      ("https://0.0.0.0/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://224.0.0.1/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://255.255.255.255/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://198.18.0.1/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://[::]/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://[::7f00:1]/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://[2002:7f00:1::]/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://[2001:db8::1]/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://[ff02::1]/x", .innerNetwork, .innerNetwork, .innerNetwork),
      ("https://169.254.169.254/latest", .metadata, .metadata, .metadata),
      ("http://169.254.169.254/latest", .metadata, .metadata, .metadata),
      ("https://169.254.1.1/x", .metadata, .metadata, .metadata),
      ("https://[fe80::1]/x", .metadata, .metadata, .metadata),
      ("https://[fd00:ec2::254]/x", .metadata, .metadata, .metadata),
      ("https://[fd20:ce::254]/x", .metadata, .metadata, .metadata),
      ("https://100.100.100.200/x", .metadata, .metadata, .metadata),
      ("https://168.63.129.16/x", .metadata, .metadata, .metadata),
      ("http://metadata.google.internal/x", .metadata, .metadata, .metadata),
      ("https://metadata.google.internal/x", .metadata, .metadata, .metadata),
      ("http://[::ffff:127.0.0.1]/x", .addressSix, .addressSix, .addressSix),
      ("http://[::ffff:169.254.169.254]/x", .addressSix, .addressSix, .addressSix),
      ("http://[64:ff9b::7f00:1]/x", .addressSix, .addressSix, .addressSix),
      ("http://[2000::1]\\@127.0.0.1:1/x", .backslash, .backslash, .backslash),
      ("http://2130706433/", .numericHost, .numericHost, .numericHost),
      ("http://0177.0.0.1/", .numericHost, .numericHost, .numericHost),
      ("http://127.0.0.1.:80/x", .host, .host, .host),
    ] as [(String, AddressFault?, AddressFault?, AddressFault?)])
  func written(
    url: String, strangers: AddressFault?, rehearsal: AddressFault?, administrators: AddressFault?
  ) {
    #expect(Self.fault(url, Self.strangers) == strangers)
    #expect(Self.fault(url, Self.rehearsal) == rehearsal)
    for policy in Self.administrators { #expect(Self.fault(url, policy) == administrators) }
  }

  @Test(
    "an address that a name leads to",
    arguments: [
      ("8.8.8.8", nil, nil), ("2606:4700::1111", nil, nil),
      ("127.0.0.1", .innerNetwork, nil), ("::1", .innerNetwork, nil),
      ("10.1.2.3", .innerNetwork, nil), ("fd12::1", .innerNetwork, nil),
      ("169.254.169.254", .metadata, .metadata), ("fd00:ec2::254", .metadata, .metadata),
      ("fe80::1", .metadata, .metadata), ("0.0.0.0", .innerNetwork, .innerNetwork),
      ("::", .innerNetwork, .innerNetwork), ("192.0.0.192", .metadata, .metadata),
    ] as [(String, AddressFault?, AddressFault?)])
  func resolved(ip: String, strangers: AddressFault?, administrators: AddressFault?) throws {
    let target = try #require(NetworkAddress(plain: ip))
    let secure = try WebAddress(parsing: "https://a.example")
    #expect(Self.strangers.fault(of: target, for: secure) == strangers)
    for policy in Self.administrators {
      #expect(policy.fault(of: target, for: secure) == administrators)
    }
    // Without TLS nothing but this machine.
    let plain = try WebAddress(parsing: "http://localhost")
    let expected = target.isLoopback ? nil : administrators ?? .notSecure
    #expect(AddressPolicy.integrations.fault(of: target, for: plain) == expected)
  }

  @Test("version 4 inside of version 6 is the version 4 address, and is not connected to")
  func embedded() {
    for text in ["::ffff:10.0.0.7", "::ffff:a00:7", "64:ff9b::10.0.0.7", "64:ff9b::a00:7"] {
      #expect(NetworkAddress(text) == NetworkAddress("10.0.0.7"), "\(text)")
      #expect(NetworkAddress(plain: text) == nil, "\(text)")
    }
    #expect(NetworkAddress("fe80::1%eth0") == NetworkAddress("fe80::1"))
    #expect(NetworkAddress(plain: "fe80::1%eth0") == nil)
    #expect(NetworkAddress("010.0.0.1") == nil)
  }

  @Test("ranges hold what begins with their bits")
  func ranges() throws {
    let range = try #require(AddressRange("10.16.0.0/12"))
    for (text, isIn) in [
      ("10.16.0.0", true), ("10.31.255.255", true), ("10.32.0.0", false), ("10.15.255.255", false),
      ("::ffff:10.16.0.1", true), ("::1", false),
    ] {
      #expect(range.contains(try #require(NetworkAddress(text))) == isIn, "\(text)")
    }
    for text in ["10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/", "x/8", "/8", ""] {
      #expect(AddressRange(text) == nil, "\(text)")
    }
  }
}
