import HTTPTypes
import JSONText

/// What an operation is, told once: it checks the request and describes itself in
/// `/openapi.json`.
package struct Operation: Sendable {
  /// Who may call it.
  package enum Access: Sendable, Hashable {
    case open
    /// Whoever is known.
    case known
    /// Who holds at least one of these (roles), or the one scope.
    case anyOf([String])
  }

  /// What it reads.
  package struct Input: Sendable, Hashable {
    enum Form: Sendable, Hashable {
      case none
      case json(Schema, isRequired: Bool)
      case form(Schema)
      case file([String])
    }

    let form: Form

    package static let none = Input(form: .none)

    /// A JSON object; its schema follows from how it is read.
    package static func json<Value>(_ body: Body<Value>) -> Input {
      Input(form: .json(body.schema, isRequired: !body.mayBeAbsent))
    }

    /// A JSON object that is kept byte for byte, because it is signed, and read later by who knows
    /// its form.
    package static let signedJSON = Input(
      form: .json(Schema(["type": "object"]), isRequired: true))

    package static func form(_ schema: Schema) -> Input { Input(form: .form(schema)) }

    /// A file: media types that are accepted.
    package static func file(_ mediaTypes: [String]) -> Input { Input(form: .file(mediaTypes)) }
  }

  /// A query parameter that it knows.
  package struct Parameter: Sendable, Hashable {
    package let name: String
    package let schema: Schema
    package let isRequired: Bool

    package init(_ name: String, _ schema: Schema, isRequired: Bool = false) {
      self.name = name
      self.schema = schema
      self.isRequired = isRequired
    }

    package static let limit = Parameter(
      "limit", .integer(1...Int64(PageRequest.limitMaximum)))
    package static let cursor = Parameter(
      "cursor", .string(length: 1...PageRequest.cursorLimit))
    /// `limit` and `cursor`.
    package static let page = [limit, cursor]
  }

  /// What it answers.
  package struct Answer: Sendable, Hashable {
    package let status: Int
    package let summary: String
    package let schema: Schema?
    /// The type of an answer that is not JSON: `application/pdf`, `text/html`.
    package let mediaType: String

    package init(
      _ status: Int, _ summary: String, _ schema: Schema? = nil,
      mediaType: String = "application/json"
    ) {
      self.status = status
      self.summary = summary
      self.schema = schema
      self.mediaType = mediaType
    }
  }

  /// camelCase, unique in the table.
  package let id: String
  /// A few words of Portuguese.
  package let summary: String
  package let tag: String
  package let access: Access
  package let input: Input
  package let query: [Parameter]
  package let answers: [Answer]
  /// Statuses of problems of its own, besides those that follow from the rest: 404, 409, 422.
  package let problems: [Int]
  package let idempotency: IdempotencyRule
  /// Bytes of the body at the most.
  package let bodyLimit: Int
  /// Pages of the web interface are not part of the description.
  package let isDocumented: Bool
  /// Its handler refuses a wrong query and a compressed body itself, in the words of the standard
  /// that it follows (RFC 6749).
  package let judgesRequest: Bool

  package init(
    id: String, summary: String, tag: String = "", access: Access = .known, input: Input = .none,
    query: [Parameter] = [], answers: [Answer], problems: [Int] = [],
    idempotency: IdempotencyRule = .none, bodyLimit: Int? = nil, isDocumented: Bool = true,
    judgesRequest: Bool = false
  ) {
    self.judgesRequest = judgesRequest
    self.id = id
    self.summary = summary
    self.tag = tag
    self.access = access
    self.input = input
    self.query = query
    self.answers = answers
    self.problems = problems
    self.idempotency = idempotency
    self.bodyLimit =
      bodyLimit
      ?? {
        if case .file = input.form { BodyLimit.file } else { BodyLimit.json }
      }()
    self.isDocumented = isDocumented
  }

  /// The same with more statuses of problems in its description.
  package func adding(problems more: [Int]) -> Operation {
    Operation(
      id: id, summary: summary, tag: tag, access: access, input: input, query: query,
      answers: answers, problems: problems + more.filter { !problems.contains($0) },
      idempotency: idempotency, bodyLimit: bodyLimit, isDocumented: isDocumented)
  }

  /// A page of the web interface: any query, its own body reading, no description.
  package static func page(id: String, access: Access = .known) -> Operation {
    Operation(id: id, summary: "", access: access, answers: [], isDocumented: false)
  }
}
