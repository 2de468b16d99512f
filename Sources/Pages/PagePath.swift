import HTTPService

/// Addresses with a query, percent-encoded.
package enum PagePath {
  /// `/path?a=1&b=2` without the empty ones.
  package static func to(_ path: String, _ query: [(name: String, value: String?)]) -> String {
    let pairs = query.compactMap { pair -> String? in
      guard let value = pair.value, !value.isEmpty else { return nil }
      return encode(pair.name) + "=" + encode(value)
    }
    return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
  }

  /// A path of this server; nil for anything that would lead elsewhere.
  package static func local(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "/"), bytes.count < 2_000,
      bytes.count < 2 || bytes[1] != UInt8(ascii: "/") && bytes[1] != UInt8(ascii: "\\"),
      bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    return text
  }

  /// Everything but the unreserved letters of RFC 3986.
  package static func encode(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
