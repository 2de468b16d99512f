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

  package var isPresent: Bool {
    if case .absent = self { false } else { true }
  }
}

extension Patch: Sendable where Value: Sendable {}

/// Reads the members of a JSON object and gathers every fault instead of stopping at the first.
///
/// What a getter answers for a member with a fault is a placeholder: use no value before
/// `finish()` has passed. A `Body` does that by itself.
package final class InputReader {
  private let members: [JSON.Member]
  private let faults: FaultSink
  private let pointer: String
  /// The members that there are to be read, where they were declared; else those asked for.
  private let declared: Set<String>?
  private var known: Set<String> = []
  /// Whether it only learns what is asked for.
  private let isDescribing: Bool
  /// What was asked for, in its order.
  private(set) var described: [Schema.Property] = []

  package convenience init(_ json: JSON) throws(Problem) {
    try self.init(json, declared: nil)
  }

  convenience init(_ json: JSON, declared: Set<String>?) throws(Problem) {
    guard json.members != nil else {
      throw .invalidInput([
        .init(pointer: "", code: "wrong-type", detail: "O corpo deve ser um objeto JSON.")
      ])
    }
    self.init(json, declared: declared, faults: FaultSink(), pointer: "")
  }

  init(
    _ json: JSON, declared: Set<String>?, faults: FaultSink, pointer: String,
    isDescribing: Bool = false
  ) {
    self.members = json.members ?? []
    self.declared = declared
    self.faults = faults
    self.pointer = pointer
    self.isDescribing = isDescribing
  }

  /// One that learns which members are asked for; all of them are absent, and none is a fault.
  static func describing() -> InputReader {
    InputReader([:], declared: nil, faults: FaultSink(), pointer: "", isDescribing: true)
  }

  /// A member that must be there and not null.
  package func required<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value {
    if isDescribing {
      describe(.required(name, kind.schema))
      return kind.placeholder
    }
    guard let json = take(name), !json.isNull else {
      faults.add(path(name), "required", "é obrigatório.")
      return kind.placeholder
    }
    return kind.decode(json, faults, path(name)) ?? kind.placeholder
  }

  /// A member that may be absent or null, which mean the same.
  package func optional<Value>(_ name: String, _ kind: FieldKind<Value>) -> Value? {
    if isDescribing {
      describe(.optional(name, kind.schema.nullable))
      return nil
    }
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
    if isDescribing {
      describe(.optional(name, nullable ? kind.schema.nullable : kind.schema))
      return .absent
    }
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

  /// The faults so far.
  var faultList: [Problem.Fault] { faults.list }

  func refuseUnknown() {
    let known = declared ?? known
    for member in members where !known.contains(member.name) { refuse(unknown: member.name) }
  }

  func refuse(unknown member: String) {
    let name = String(member.prefix(FaultSink.nameLimit))
    faults.append(
      .init(
        pointer: path(name), code: "unknown-field",
        detail: "O campo \(name) não existe nesta operação; retire-o ou corrija o nome."))
  }

  private func describe(_ property: Schema.Property) {
    precondition(
      !described.contains { $0.name == property.name }, "a body reads \(property.name) twice")
    described.append(property)
  }

  private func take(_ name: String) -> JSON? {
    known.insert(name)
    guard declared?.contains(name) ?? true else { return nil }
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
