import HTTPTypes
package import Hummingbird
package import JSONText
import NIOCore

/// How many bytes a body may have.
package enum BodyLimit {
  /// A JSON or form body.
  package static let json = 1024 * 1024
  /// A file that is sent whole: CSV, CNAB. It goes to disk as it comes; a million titles are
  /// about 110 MB.
  package static let file = 512 * 1024 * 1024
}

extension Request {
  /// Whether the body is compressed, which no operation reads.
  package var isEncoded: Bool {
    headers[.contentEncoding].map { !["", "identity"].contains($0.lowercased()) } ?? false
  }

  /// The body; more than `limit` bytes are 413.
  package func bytes(limit: Int) async throws -> [UInt8] {
    if let length = headers[.contentLength].flatMap(Int.init), length > limit {
      throw Problem.tooLarge(limit: limit)
    }
    do {
      return Array(buffer: try await body.collect(upTo: limit))
    } catch is NIOTooManyBytesError {
      throw Problem.tooLarge(limit: limit)
    }
  }

  /// The body as JSON; no bytes stand for no members, where it may be left out.
  private func json<Value>(for body: Body<Value>) async throws -> JSON {
    let content = try await bytes(limit: BodyLimit.json)
    if content.isEmpty, body.mayBeAbsent { return [:] }
    try requireMediaType(["application/json", "application/merge-patch+json"])
    do {
      return try JSON.parse(content)
    } catch {
      throw Problem(error)
    }
  }

  /// Reads the JSON body with all its faults at once.
  package func input<Value>(_ body: Body<Value>) async throws -> Value {
    try body.value(of: try await json(for: body))
  }

  /// Reads the JSON body, and judges it by what stands outside of it: the time, the path, the
  /// caller. All faults are told at once.
  package func judgedInput<Value, Judged>(
    _ body: Body<Value>, _ judge: (Value, FaultTeller) -> Judged
  ) async throws -> Judged {
    try body.value(of: try await json(for: body), judging: judge)
  }

  /// Reads the JSON body. Where its form has faults, `rehearse` tries the use case on what could be
  /// read, so that the faults which only the rules see are told in the same answer.
  ///
  /// - Parameters:
  ///   - rehearse: must leave no trace.
  ///   - problem: what an error of `rehearse` is as a problem; nil for one that says nothing about
  ///     the input.
  package func input<Value>(
    _ body: Body<Value>, problem: (any Error) -> Problem?,
    rehearse: (Value) async throws -> Void
  ) async throws -> Value {
    let (value, faults) = try body.leniently(try await json(for: body))
    guard !faults.isEmpty else { return value }
    let known = Set(faults.map(\.pointer))
    do {
      try await rehearse(value)
    } catch {
      let others = problem(error)?.faults ?? []
      throw Problem.invalidInput(faults + others.filter { !known.contains($0.pointer) })
    }
    throw Problem.invalidInput(faults)
  }

  /// The body as a form.
  package func form(limit: Int = BodyLimit.json) async throws -> FormFields {
    let content = try await bytes(limit: limit)
    try requireMediaType(["application/x-www-form-urlencoded"])
    return try FormFields(parsing: String(decoding: content, as: UTF8.self))
  }

  /// Refuses a body of another type with 415; a charset other than UTF-8 too.
  func requireMediaType(_ accepted: [String]) throws(Problem) {
    let parts = (headers[.contentType] ?? "").lowercased().split(separator: ";")
    let type = parts.first.map { $0.filter { $0 != " " } } ?? ""
    let charset = parts.dropFirst().map { $0.filter { $0 != " " && $0 != "\"" } }
      .first { $0.hasPrefix("charset=") }
    guard accepted.contains(type), charset == nil || charset == "charset=utf-8" else {
      throw .unsupportedMediaType(accepted: accepted)
    }
  }
}

extension Problem {
  /// 400 for a text that is no JSON of ours, with the byte where it breaks.
  package init(_ error: JSONError) {
    self =
      switch error {
      case .malformed(let offset):
        .malformed(
          code: "malformed-json", "O JSON está quebrado na posição \(offset) (em bytes, desde 0).")
      case .duplicateMember(let name):
        .malformed(
          code: "duplicate-member",
          "O campo \(name.prefix(FaultSink.nameLimit)) aparece duas vezes no mesmo objeto.")
      case .tooDeep:
        .malformed(
          code: "too-deep", "O JSON tem mais de \(JSON.depthLimit) níveis de aninhamento.")
      case .notUTF8:
        .malformed(code: "not-utf8", "O corpo não é texto UTF-8.")
      }
  }
}
