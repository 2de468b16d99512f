import Fuzzing
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import NIOCore
import Outbound
import Sealing

@testable import HTTPService
@testable import Pages

extension FuzzedParser {
  private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  /// A request with one header of these bytes.
  private static func request(_ name: HTTPField.Name, _ value: [UInt8]) -> Request {
    var fields = HTTPFields()
    fields.append(HTTPField(name: name, value: String(decoding: value, as: UTF8.self)))
    return Request(
      head: HTTPRequest(
        method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: fields),
      body: RequestBody(buffer: ByteBuffer()))
  }

  /// The parsers of requests that both servers share.
  static let service: [FuzzedParser] = bodies + addresses + headers + codes

  private static let bodies: [FuzzedParser] = [
    FuzzedParser(
      "form", corpus: bytes(["name=++Ana%0A&a=R%24+1.234%2C56&kind=1&kind=2", "a", "="])
    ) { bytes in
      let form = try FormFields(parsing: String(decoding: bytes, as: UTF8.self))
      let kept = form.fields.filter { !$0.value.isEmpty }
      let path = PagePath.to("", kept.map { (name: $0.name, value: $0.value) })
      let again: FormFields
      do {
        again = try FormFields(parsing: path.drop { $0 == "?" })
      } catch {
        throw FuzzFault("what is written is refused: \(path)")
      }
      try FuzzFault.expect(
        again.fields.map(\.name) == kept.map(\.name)
          && again.fields.map(\.value) == kept.map(\.value), "read as other fields: \(path)")
      return .taken(form.fields.count)
    },
    FuzzedParser("multipart", corpus: [MultipartSample.bytes], longest: 1_500) { bytes in
      try MultipartSample.read(bytes)
    },
    FuzzedParser(
      "multipart-boundary",
      corpus: bytes(["multipart/form-data; boundary=----x", "Multipart/Form-Data;boundary=\"a b\""])
    ) { bytes in
      let boundary = try MultipartForm.boundary(of: String(decoding: bytes, as: UTF8.self))
      try FuzzFault.expect((1...70).contains(boundary.count), "\(boundary.count) letters")
      return .taken(boundary.count)
    },
  ]

  private static let addresses: [FuzzedParser] = [
    FuzzedParser("path", corpus: bytes(["/a/%62%2Fc?x=%41", "/per%5F1", "/%"])) { bytes in
      let target = String(decoding: bytes, as: UTF8.self)
      let plain = PlainPathResponder.plain(target)
      let query = target.utf8.drop { $0 != UInt8(ascii: "?") }
      try FuzzFault.expect(plain.utf8.reversed().starts(with: query.reversed()), "another query")
      try FuzzFault.expect(plain.utf8.count <= target.utf8.count, "longer: \(plain)")
      return .taken(plain.utf8.count)
    },
    FuzzedParser("local-path", corpus: bytes(["/titulos?pagina=2", "//evil", "/\\evil"])) { bytes in
      guard let path = PagePath.local(String(decoding: bytes, as: UTF8.self)) else {
        return .refused
      }
      let second = path.utf8.dropFirst().first
      try FuzzFault.expect(
        path.utf8.first == UInt8(ascii: "/") && second != UInt8(ascii: "/")
          && !path.utf8.contains(UInt8(ascii: "\\")), "leads elsewhere: \(path)")
      return .taken(path.utf8.count)
    },
    FuzzedParser("cursor", corpus: bytes([Page.cursor(encoding: ["2026-11-23", 7, nil])])) {
      bytes in
      guard let key = Page.cursor(decoding: String(decoding: bytes, as: UTF8.self)) else {
        return .refused
      }
      try FuzzFault.expect(
        Page.cursor(decoding: Page.cursor(encoding: key)) == key, "written as another: \(key)")
      return .taken(key.count)
    },
    FuzzedParser("pointer", corpus: bytes(["/address/state", "?cursor", "/rows/0/name"])) { bytes in
      .taken(FormState.field(of: String(decoding: bytes, as: UTF8.self)).utf8.count)
    },
  ]

  private static let headers: [FuzzedParser] = [
    FuzzedParser("cookie", corpus: bytes(["a=1; session=x; b=2", "session=\"y\"", "session="])) {
      bytes in
      let request = request(.cookie, bytes)
      guard let value = request.cookie("session", isSecure: false) else { return .refused }
      try FuzzFault.expect(
        !value.isEmpty && value.utf8.count <= 2_000 && !value.contains(";"), "cookie \(value)")
      return .taken(value.utf8.count)
    },
    FuzzedParser(
      "flash-cookie",
      corpus: bytes([
        "\(FlashCookie.name)=\(FlashCookie.cookie(Flash(.info, "Título baixado.")).value)"
      ])
    ) { bytes in
      guard let flash = FlashCookie.read(request(.cookie, bytes)) else { return .refused }
      let cookie = FlashCookie.cookie(flash)
      let again = FlashCookie.read(request(.cookie, Array("\(cookie.name)=\(cookie.value)".utf8)))
      try FuzzFault.expect(
        again?.tone == flash.tone && again?.text == String(flash.text.prefix(150)),
        "written as another")
      return .taken(flash.text.utf8.count)
    },
    FuzzedParser(
      "forwarded-for", corpus: bytes(["203.0.113.9, 10.0.0.1", "[2001:db8::1]:4711,10.0.0.2:80"])
    ) { bytes in
      let proxies = TrustedProxies(
        [AddressRange("10.0.0.0/8"), AddressRange("::/0")].compactMap { $0 })
      let text = String(decoding: bytes, as: UTF8.self)
      guard let caller = proxies.caller(peer: "10.0.0.1", forwardedFor: [text]) else {
        throw FuzzFault("nobody calls")
      }
      try FuzzFault.expect(
        NetworkAddress(caller)?.description == caller, "no address calls: \(caller)")
      try FuzzFault.expect(CallerGroup.name(of: caller).utf8.count < 64, "group of \(caller)")
      return caller == "10.0.0.1" ? .refused : .taken(caller.utf8.count)
    },
    FuzzedParser("if-none-match", corpus: bytes(["\"abc\", W/\"def\"", "*", "W/\"x\""])) { bytes in
      ETag.isFresh("\"abc\"", request: request(.ifNoneMatch, bytes)) ? .taken(1) : .refused
    },
    FuzzedParser("page-token", corpus: bytes(["abc.7", "abc", "abc.-"])) { bytes in
      guard let page = PageToken.page(of: String(decoding: bytes, as: UTF8.self)) else {
        return .refused
      }
      return .taken(page.utf8.count)
    },
    FuzzedParser("redaction", corpus: bytes(["CPF 529.982.247-25 de ana@example.com", "a b"])) {
      bytes in
      let text = Redaction.text(String(decoding: bytes, as: UTF8.self))
      let long = text.split(separator: " ").contains { word in
        word.utf8.count { (0x30...0x39).contains($0) } >= 5
      }
      try FuzzFault.expect(!long && !text.utf8.contains(0x40), "tells \(text)")
      return .taken(text.utf8.count)
    },
  ]

  private static let codes: [FuzzedParser] = [
    text("base64", ["TWFu", "TWE=", "TQ==", ""]) {
      Base64.decode($0)
    } write: {
      [Base64.encode($0)]
    },
    text("base64-url", ["TWFu", "TWE", "TQ", "_-8"]) {
      Base64URL.decode($0)
    } write: {
      [Base64URL.encode($0)]
    },
    text("hexadecimal", ["00ff", "DEADbeef", ""]) {
      Hexadecimal.decode($0)
    } write: {
      [Hexadecimal.encode($0)]
    },
    text("percent", ["a%20b", "%C3%A9", "100%25", "a+b"]) {
      FormFields.decode($0.utf8)
    } write: {
      [PagePath.encode($0)]
    },
  ]
}
