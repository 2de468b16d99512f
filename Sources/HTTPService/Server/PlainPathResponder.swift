import HTTPTypes
import Hummingbird

/// Routes a path by what it means: letters, digits and `-._~` that came percent-encoded are the
/// same path without (RFC 3986, section 6.2.2.2). All other codes stay as they are.
struct PlainPathResponder: HTTPResponder {
  let inner: RouterResponder<ServiceContext>

  func respond(to request: Request, context: ServiceContext) async throws -> Response {
    guard let path = request.head.path, path.utf8.contains(UInt8(ascii: "%")) else {
      return try await inner.respond(to: request, context: context)
    }
    var head = request.head
    head.path = Self.plain(path)
    return try await inner.respond(to: Request(head: head, body: request.body), context: context)
  }

  /// - Parameter target: a path, perhaps with a query, which is left alone.
  static func plain(_ target: String) -> String {
    let bytes = Array(target.utf8)
    let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var index = 0
    while index < end {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < end,
        let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]),
        isUnreserved(high << 4 | low)
      {
        output.append(high << 4 | low)
        index += 3
      } else {
        output.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: output + bytes[end...], as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
