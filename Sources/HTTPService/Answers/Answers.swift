import HTTPTypes
package import Hummingbird
package import JSONText

extension Response {
  /// Bytes of one JSON answer at the most; a list is at most 200 records.
  static var jsonByteLimit: Int { 16 * 1024 * 1024 }

  /// A JSON answer. It is kept by no cache unless the headers say otherwise: most of what we
  /// answer is about a person.
  package static func json(
    _ value: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) -> Response {
    let bytes = value.bytes
    guard bytes.count <= jsonByteLimit else {
      let problem: JSON = [
        "type": .string(Problem.typePrefix + "answer-too-large"), "status": 500,
        "title": "Resposta grande demais", "code": "answer-too-large",
        "detail": "A resposta passa do limite; peça menos registros por vez.",
      ]
      return .json(
        problem, status: .internalServerError, headers: [.contentType: Problem.mediaType])
    }
    var fields = headers
    if fields[.contentType] == nil { fields[.contentType] = "application/json" }
    if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    fields[.xContentTypeOptions] = "nosniff"
    return Response(
      status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// Plain text.
  package static func text(
    _ text: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) -> Response {
    .bytes(
      Array(text.utf8), mediaType: "text/plain; charset=utf-8", status: status, headers: headers)
  }

  /// Bytes of a given type: a PDF, a page.
  package static func bytes(
    _ bytes: [UInt8], mediaType: String, status: HTTPResponse.Status = .ok,
    headers: HTTPFields = [:]
  ) -> Response {
    var fields = headers
    fields[.contentType] = mediaType
    if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
    fields[.xContentTypeOptions] = "nosniff"
    return Response(
      status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// 204.
  package static var nothing: Response { Response(status: .noContent) }
}
