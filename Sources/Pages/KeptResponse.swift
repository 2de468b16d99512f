import HTTPService
import HTTPTypes
package import Hummingbird
import JSONText
import NIOCore
import Sealing

/// An answer to a form as bytes, so that it can be given again by any process.
package enum KeptResponse {
  /// Bytes of a page that is kept; a longer one is told to be done, without being shown again.
  package static let byteLimit = 256 * 1024

  /// What is kept of an answer; nil where it tells of a refusal before which nothing was written.
  package static func encode(
    _ response: inout Response, hasWritten: Bool
  ) async throws -> [UInt8]? {
    guard hasWritten || [.redirection, .successful].contains(response.status.kind) else {
      return nil
    }
    var body: [UInt8]?
    if let length = response.body.contentLength, length <= byteLimit {
      body = try await response.collectBody()
    }
    let headers = response.headers.map { field -> JSON in
      [.string(field.name.rawName), .string(field.value)]
    }
    let json: JSON = [
      "status": .integer(Int64(response.status.code)), "headers": .array(headers),
      "body": .optional(body.map { Base64.encode($0) }),
    ]
    return json.bytes
  }

  /// The answer again. Throws 409 where it was too long to be kept.
  package static func decode(_ bytes: [UInt8]) throws -> Response {
    let json = try JSON.parse(bytes)
    guard let status = json["status"]?.integer, let body = json["body"]?.string,
      let content = Base64.decode(body)
    else {
      throw Problem.conflict(
        code: "form-already-sent",
        "Este envio já foi feito. Abra a página de novo para ver o resultado.")
    }
    var headers = HTTPFields()
    for pair in json["headers"]?.elements ?? [] {
      guard let name = pair.elements?.first?.string.flatMap({ HTTPField.Name($0) }),
        let value = pair.elements?.last?.string
      else { continue }
      headers.append(HTTPField(name: name, value: value))
    }
    return Response(
      status: .init(code: Int(status)), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: content)))
  }
}
