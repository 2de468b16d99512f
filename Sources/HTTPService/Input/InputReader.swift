package import JSONText

/// A member of a PATCH body: left as it is, emptied, or given a value.
package enum Patch<Value> {
  case absent
  case null
  case value(Value)

  /// The new value: what was there, nothing, or what was sent.
  package func applied(to current: Value?) -> Value? {
    switch self {
    case .absent: current
    case .null: nil
    case .value(let value): value
    }
  }

  /// The new value of a member that cannot be empty.
  package func applied(toRequired current: Value) -> Value {
    if case .value(let value) = self { value } else { current }
  }
}

extension Patch: Sendable where Value: Sendable {}

/// Reads the members of a JSON object and gathers every fault instead of stopping at the first.
///
/// What a getter answers for a member with a fault is a placeholder: use no value before
/// `finish()` has passed. `InputReader.read` does that by itself.
package final class InputReader {
  private let members: [JSON.Member]
  private let faults: FaultSink
  private let pointer: String
  private var known: Set<String> = []

  package convenience init(_ json: JSON) throws(Problem) {
    guard json.members != nil else {
      throw .invalidInput([
        .init(pointer: "", code: "wrong-type", detail: "O corpo deve ser um objeto JSON.")
      ])
    }
    self.init(json, faults: FaultSink(), pointer: "")
  }

  init(_ json: JSON, faults: FaultSink, pointer: String) {
    self.members = json.members ?? []
    self.faults = faults
    self.pointer = pointer
  }

  /// Reads a whole input; throws all its faults at once.
  package static func read<Value>(
    _ json: JSON, _ body: (InputReader) throws -> Value
  ) throws -> Value {
    let reader = try InputReader(json)
    let value = try body(reader)
    try reader.finish()
    return value
  }

  /// Reads what can be read, with the faults of the rest.
  package static func readLeniently<Value>(
    _ json: JSON, _ body: (InputReader) throws -> Value
  ) throws -> (value: Value, faults: [Problem.Fault]) {
    let reader = try InputReader(json)
    let value = try body(reader)
    reader.refuseUnknown()
    return (value, reader.faults.list)
  }

  /// A member that must be there and not null.
  package func required<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value {
    guard let json = take(name), !json.isNull else {
      faults.add(path(name), "required", "é obrigatório.")
      return kind.placeholder
    }
    return kind.decode(json, faults, path(name)) ?? kind.placeholder
  }

  /// A member that may be absent or null, which mean the same.
  package func optional<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value? {
    guard let json = take(name), !json.isNull else { return nil }
    return kind.decode(json, faults, path(name))
  }

  package func optional<Value>(
    _ name: String, _ kind: FieldKind<Value>, default value: Value
  ) -> Value {
    optional(name, kind) ?? value
  }

  /// A member of a PATCH body. With `nullable: false` null is a fault.
  package func patch<Value>(
    _ name: String, _ kind: FieldKind<Value>, nullable: Bool = false
  ) -> Patch<Value> {
    guard let json = take(name) else { return .absent }
    if json.isNull {
      if !nullable { faults.add(path(name), "required", "não pode ser nulo.") }
      return .null
    }
    return kind.decode(json, faults, path(name)).map { .value($0) } ?? .absent
  }

  /// Tells a fault that only a rule over several members sees.
  package func fault(_ name: String, code: String, detail: String) {
    faults.append(.init(pointer: path(name), code: code, detail: detail))
  }

  /// Whether there is no fault so far, so that a rule may look at the values.
  package var isSound: Bool { faults.list.isEmpty }

  /// Refuses the input if anything in it has a fault or is not known.
  package func finish() throws(Problem) {
    refuseUnknown()
    guard faults.list.isEmpty else { throw .invalidInput(faults.list) }
  }

  func refuseUnknown() {
    for member in members where !known.contains(member.name) {
      let name = String(member.name.prefix(FaultSink.nameLimit))
      faults.append(
        .init(
          pointer: path(name), code: "unknown-field",
          detail: "O campo \(name) não existe nesta operação; retire-o ou corrija o nome."))
    }
  }

  private func take(_ name: String) -> JSON? {
    known.insert(name)
    return members.first { $0.name == name }?.value
  }

  private func path(_ name: String) -> String {
    // RFC 6901: ~ and / inside of a name.
    var escaped = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\(pointer)/\(escaped)"
  }
}
