package import Hummingbird
import JSONText

/// Reads query parameters like `InputReader` reads members: all faults at once, unknown names
/// refused, a repeated name refused.
package final class QueryReader {
  private let fields: FormFields
  private let faults = FaultSink()
  private var known: Set<String> = []

  package init(_ request: Request) throws(Problem) {
    fields = try FormFields(parsing: request.uri.query ?? "")
  }

  /// Reads a whole query; throws all its faults at once.
  package static func read<Value>(
    _ request: Request, _ body: (QueryReader) throws -> Value
  ) throws -> Value {
    let reader = try QueryReader(request)
    let value = try body(reader)
    try reader.finish()
    return value
  }

  package func required<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value {
    guard let text = take(name) else {
      faults.add("?\(name)", "required", "é obrigatório.")
      return kind.placeholder
    }
    return decode(name, text, kind) ?? kind.placeholder
  }

  /// An empty value counts as none: `?state=` filters by nothing.
  package func optional<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value? {
    guard let text = take(name), !text.isEmpty else { return nil }
    return decode(name, text, kind)
  }

  /// `limit` and `cursor` of a list.
  package func page() -> PageRequest {
    let limit = optional("limit", .integer(1...PageRequest.limitMaximum))
    let cursor = optional("cursor", PageRequest.cursorKind)
    return PageRequest(limit: limit ?? PageRequest.limitDefault, cursor: cursor)
  }

  /// Knows a name without reading it.
  func expect(_ name: String) {
    known.insert(name)
  }

  package func finish() throws(Problem) {
    for (name, _) in fields.fields where !known.contains(name) {
      known.insert(name)
      let shown = String(name.prefix(FaultSink.nameLimit))
      faults.append(
        .init(
          pointer: "?\(shown)", code: "unknown-field",
          detail: "O parâmetro \(shown) não existe nesta operação; retire-o ou corrija o nome."))
    }
    guard faults.list.isEmpty else { throw .invalidInput(faults.list) }
  }

  private func take(_ name: String) -> String? {
    known.insert(name)
    let values = fields.all(name)
    if values.count > 1 { faults.add("?\(name)", "repeated", "foi informado mais de uma vez.") }
    return values.first
  }

  private func decode<Value>(_ name: String, _ text: String, _ kind: FieldKind<Value>) -> Value? {
    let json: JSON
    switch kind.textForm {
    case .integer: json = Int64(text).map { .integer($0) } ?? .string(text)
    case .bool: json = text == "true" ? true : text == "false" ? false : .string(text)
    case .string, .none: json = .string(text)
    }
    return kind.decode(json, faults, "?\(name)")
  }
}
