import HTTPTypes
package import Hummingbird
package import JSONText

/// A refusal as both HTTP interfaces tell it (RFC 9457, `application/problem+json`).
package struct Problem: Error, Sendable, Hashable {
  /// One fault of the input.
  package struct Fault: Sendable, Hashable {
    /// Where it is: a JSON pointer (RFC 6901) into the body, or `?name` for a query parameter.
    package let pointer: String
    /// Stable and kebab-case.
    package let code: String
    /// A sentence in Portuguese that a person can act on.
    package let detail: String

    package init(pointer: String, code: String, detail: String) {
      self.pointer = pointer
      self.code = code
      self.detail = detail
    }
  }

  package var status: HTTPResponse.Status
  /// Stable and kebab-case; programs decide by it.
  package var code: String
  /// The kind of problem in a few words of Portuguese.
  package var title: String
  /// What is wrong here and what to do, in Portuguese.
  package var detail: String
  /// All faults of the input at once.
  package var faults: [Fault]
  /// Headers that belong to the answer: `Retry-After`, `Allow`, `WWW-Authenticate`.
  package var headers: HTTPFields

  package init(
    _ status: HTTPResponse.Status, code: String, title: String, detail: String,
    faults: [Fault] = [], headers: HTTPFields = [:]
  ) {
    self.status = status
    self.code = code
    self.title = title
    self.detail = detail
    self.faults = faults
    self.headers = headers
  }

  /// What stands before the code in the member `type`.
  static let typePrefix = "urn:adimple:problem:"
  package static let mediaType = "application/problem+json"

  package func json(requestID: String) -> JSON {
    var members: [JSON.Member] = [
      .init("type", .string(Self.typePrefix + code)), .init("title", .string(title)),
      .init("status", .integer(Int64(status.code))), .init("detail", .string(detail)),
      .init("code", .string(code)),
    ]
    let errors = faults.map { fault -> JSON in
      [
        "pointer": .string(fault.pointer), "code": .string(fault.code),
        "detail": .string(fault.detail),
      ]
    }
    members.append(.init("errors", .array(errors)))
    members.append(.init("requestId", .string(requestID)))
    return .object(members)
  }

  /// The answer that tells the problem.
  package func response(requestID: String) -> Response {
    var fields = headers
    fields[.contentType] = Self.mediaType
    return Response.json(json(requestID: requestID), status: status, headers: fields)
  }
}
