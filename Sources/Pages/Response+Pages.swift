import HTTPService
package import HTTPTypes
package import Hummingbird
package import Markup
import NIOCore

extension Response {
  /// A page, with everything that keeps it safe.
  package static func page(_ content: HTML, status: HTTPResponse.Status = .ok) -> Response {
    var headers = PageSecurity.headers
    headers[.contentType] = "text/html; charset=utf-8"
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: content.bytes)))
  }

  /// 303: what was asked for is done, see there.
  package static func seeOther(_ path: String) -> Response {
    precondition(path.hasPrefix("/") && !path.hasPrefix("//"), "leads off this server: \(path)")
    var headers = PageSecurity.headers
    headers[.location] = path
    return Response(status: .seeOther, headers: headers)
  }

  /// A file that a browser keeps on disk rather than shows.
  package static func download(
    _ bytes: [UInt8], mediaType: String, fileName: String, isInline: Bool = false
  ) -> Response {
    .bytes(
      bytes, mediaType: mediaType,
      headers: [
        .contentDisposition: ContentDisposition.value(fileName, isInline: isInline),
        .contentSecurityPolicy: "sandbox; default-src 'none'; frame-ancestors 'none'",
      ])
  }
}

/// The name of a file that is sent (RFC 6266). Our names are of letters, digits, `.`, `_`, `-`.
enum ContentDisposition {
  static func value(_ name: String, isInline: Bool) -> String {
    let letters = name.utf8.map { byte -> UInt8 in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x5F, 0x2D: byte
      default: UInt8(ascii: "_")
      }
    }
    let safe = String(decoding: letters, as: UTF8.self)
    return "\(isInline ? "inline" : "attachment"); filename=\"\(safe)\""
  }
}
