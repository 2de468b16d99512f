import HTTPTypes
package import Hummingbird
package import JSONText
import Sealing

/// Entity tags (RFC 9110, section 8.8.3) made of the content itself.
package enum ETag {
  /// A strong tag with its quotes: half of the SHA-256 of the content.
  package static func tag(of bytes: [UInt8]) -> String {
    "\"" + Hexadecimal.encode(Digest.sha256(bytes).prefix(16)) + "\""
  }

  /// Whether the client has this already (`If-None-Match`: a list of tags, or `*`).
  package static func isFresh(_ tag: String, request: Request) -> Bool {
    guard let header = request.headers[.ifNoneMatch] else { return false }
    return header.split(separator: ",").contains { candidate in
      var text = candidate.drop { $0 == " " }
      while text.last == " " { text.removeLast() }
      if text.hasPrefix("W/") { text = text.dropFirst(2) }
      return text == "*" || text == tag
    }
  }
}

extension Response {
  /// A JSON answer with its tag; 304 without a body where the client has it already.
  package static func taggedJSON(_ value: JSON, request: Request) -> Response {
    let tag = ETag.tag(of: value.bytes)
    let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, no-cache"]
    if ETag.isFresh(tag, request: request) {
      return Response(status: .notModified, headers: headers)
    }
    return .json(value, headers: headers)
  }
}
