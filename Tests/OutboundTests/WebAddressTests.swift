import Testing

@testable import Outbound

@Suite("Addresses are parsed once, strictly")
struct WebAddressTests {
  @Test(
    "what is taken is rebuilt from its parts",
    arguments: [
      ("https://a.example", "https://a.example/"), ("HTTPS://A.Example/", "https://a.example/"),
      ("http://EXAMPLE.com", "http://example.com/"),
      ("https://a.example:443/x", "https://a.example/x"),
      ("http://a.example:80", "http://a.example/"),
      ("http://a.example:443", "http://a.example:443/"),
      ("https://a.example:8443/x?y=1&z=%20", "https://a.example:8443/x?y=1&z=%20"),
      ("https://a.example?y=1", "https://a.example/?y=1"),
      ("https://a.example:1/", "https://a.example:1/"),
      ("https://a.example:65535/", "https://a.example:65535/"),
      ("https://a.example:00080/", "https://a.example:80/"),
      ("https://xn--bir-hoa.example/", "https://xn--bir-hoa.example/"),
      ("https://a_b.example/", "https://a_b.example/"),
      ("http://localhost:8090", "http://localhost:8090/"),
      ("http://127.0.0.1:8090/v1", "http://127.0.0.1:8090/v1"),
      ("https://8.8.8.8/", "https://8.8.8.8/"),
      ("https://[2001:4860:4860::8888]/", "https://[2001:4860:4860:0:0:0:0:8888]/"),
      ("http://[::1]:80/", "http://[0:0:0:0:0:0:0:1]/"),
      ("https://a.example/x/../y/./z", "https://a.example/x/../y/./z"),
      (
        "https://a.example//b;c=(d)*e!f'g$h,i+j=k:l@m~n",
        "https://a.example//b;c=(d)*e!f'g$h,i+j=k:l@m~n"
      ),
    ])
  func taken(text: String, rebuilt: String) throws {
    let address = try WebAddress(parsing: text)
    #expect(address.description == rebuilt)
    // What was rebuilt is read as the same again.
    #expect(try WebAddress(parsing: rebuilt) == address)
  }

  @Test(
    "what two parsers could read in two ways is refused, each with its reason",
    arguments: [
      ("", .empty), ("https://" + String(repeating: "a", count: 4_100), .tooLong),
      (" https://a.example", .forbiddenCharacter), ("https://a.example/ ", .forbiddenCharacter),
      ("https://a.example/a b", .forbiddenCharacter),
      ("https://a.example/\r\nX: y", .forbiddenCharacter),
      ("https://a.example/\t", .forbiddenCharacter),
      ("https://a.example/\u{0}", .forbiddenCharacter),
      ("https://a.example/\u{7F}", .forbiddenCharacter),
      ("https://birô.example/", .forbiddenCharacter),
      ("https://１２７.0.0.1/", .forbiddenCharacter), ("https://a.example。evil/", .forbiddenCharacter),
      ("https://a.example/%", .forbiddenCharacter), ("https://a.example/%2", .forbiddenCharacter),
      ("https://a.example/%zz", .forbiddenCharacter),
      ("https://a.example/[x]", .forbiddenCharacter),
      ("https://a.example/<x>", .forbiddenCharacter),
      ("https://a.example/\"x", .forbiddenCharacter),
      ("https://a.example/{x}", .forbiddenCharacter),
      ("https://a.example/x|y", .forbiddenCharacter),
      ("http://[2000::1]\\@127.0.0.1:1/x", .backslash), ("https://a.example\\b", .backslash),
      ("https:\\\\a.example", .backslash), ("https://a.example/\\", .backslash),
      ("ftp://a.example", .scheme), ("//a.example", .scheme), ("a.example", .scheme),
      ("https:/a.example", .scheme), ("https:a.example", .scheme), ("http+unix://x/", .scheme),
      ("file:///etc/passwd", .scheme), ("javascript:alert(1)", .scheme),
      ("httpss://a.example", .scheme),
      ("https://ana:senha@x.example/", .userInfo), ("https://8.8.8.8@10.0.0.1/", .userInfo),
      ("https://@x.example/", .userInfo), ("https://x.example:80@10.0.0.1/", .userInfo),
      ("https://", .host), ("https:///x", .host), ("https://:80/", .host), ("https://?x", .host),
      ("https://a..example/", .host), ("https://.example/", .host), ("https://a.example./", .host),
      ("https://-a.example/", .host), ("https://a-.example/", .host), ("https://a%2eb/", .host),
      ("https://a,b/", .host), ("https://a.example,b/", .host), ("https://%31%32%37.0.0.1/", .host),
      ("https://" + String(repeating: "a", count: 64) + ".example/", .host),
      ("https://" + String(repeating: "a.", count: 130) + "example/", .host),
      ("https://127.1/", .numericHost), ("https://127.0.1/", .numericHost),
      ("https://2130706433/", .numericHost), ("https://0x7f000001/", .numericHost),
      ("https://0x7f.0.0.1/", .numericHost), ("https://0177.0.0.1/", .numericHost),
      ("https://127.0.0.01/", .numericHost), ("https://127.0.0.256/", .numericHost),
      ("https://127.0.0.0x1/", .numericHost), ("https://1.2.3.4.5/", .numericHost),
      ("https://a.example.1/", .numericHost), ("https://127.0.0.1.2/", .numericHost),
      ("https://[::ffff:127.0.0.1]/", .addressSix), ("https://[::ffff:7f00:1]/", .addressSix),
      ("https://[64:ff9b::7f00:1]/", .addressSix), ("https://[64:ff9b::127.0.0.1]/", .addressSix),
      ("https://[fe80::1%25eth0]/", .addressSix), ("https://[fe80::1%eth0]/", .addressSix),
      ("https://[]/", .addressSix), ("https://[::1/", .addressSix),
      ("https://[127.0.0.1]/", .addressSix),
      ("https://[1:2]/", .addressSix), ("https://[::1]x/", .port),
      ("https://[::1].example/", .port),
      ("https://a.example:/", .port), ("https://a.example:0/", .port),
      ("https://a.example:65536/", .port), ("https://a.example:99999/", .port),
      ("https://a.example:+80/", .port), ("https://a.example:-1/", .port),
      ("https://a.example:80a/", .port), ("https://a.example:80:90/", .port),
      ("https://a.example:000080/", .port), ("https://a.example:0x50/", .port),
      ("https://a.example:9223372036854775808/", .port),
      ("https://a.example/#x", .fragment), ("https://a.example#@10.0.0.1/", .fragment),
      ("#", .fragment),
    ] as [(String, AddressFault)])
  func refused(text: String, fault: AddressFault) {
    #expect(throws: fault) { try WebAddress(parsing: text) }
  }

  @Test("the beginning of addresses has no query")
  func base() throws {
    #expect(throws: AddressFault.query) { try WebAddress(parsingBase: "https://a.example/?x") }
    #expect(throws: AddressFault.query) { try WebAddress(parsingBase: "https://a.example?") }
    #expect(throws: AddressFault.port) { try WebAddress(parsingBase: "http://127.0.0.1:99999") }
    #expect(try WebAddress(parsingBase: "https://a.example/v2").origin == "https://a.example")
  }

  @Test("every reason has a code of its own and a sentence")
  func reasons() {
    #expect(Set(AddressFault.allCases.map(\.code)).count == AddressFault.allCases.count)
    for fault in AddressFault.allCases {
      #expect(fault.code.hasPrefix("address-") && fault.detail.hasSuffix("."), "\(fault)")
    }
  }

  @Test("whatever bytes come, parsing ends in an address that reads the same again, or a reason")
  func fuzz() throws {
    let seed: UInt64 = 20_261_129
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "http://", "https://", "a.example", "127.0.0.1", "[::1]", "[", "]", ":", "@", "/", "?", "#",
      "\\", "%", "%41", ".", "..", "0x7f", "0177", "80", "65536", " ", "\u{0}", "é", "a", "-", "_",
      "::ffff:", "64:ff9b::", "\r\n", "//",
    ]
    var taken = 0
    for _ in 0..<20_000 {
      let text = (0...next(6)).map { _ in pieces[next(pieces.count)] }.joined()
      do {
        let address = try WebAddress(parsing: text)
        taken += 1
        #expect(try WebAddress(parsing: address.description) == address, "\(text)")
        #expect(address.description.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        #expect((1...65_535).contains(address.port))
      } catch {
        continue
      }
    }
    // Not all are refused for nothing.
    #expect(taken > 10)
  }
}
