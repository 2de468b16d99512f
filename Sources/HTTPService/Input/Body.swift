package import JSONText

/// A JSON object that an operation takes, declared once: the closure that reads it also tells
/// `/openapi.json` what it holds.
///
/// The closure runs once on nothing, when the body is declared, to learn its members. It asks for
/// every member whatever the others hold; where it asks for one that it did not ask for then, the
/// member counts as absent and is refused as unknown. It has no effect but its value.
package struct Body<Value: Sendable>: Sendable {
  /// Closed: a member that is not listed is refused.
  package let schema: Schema
  /// Whether a body of no bytes stands for one without members.
  let mayBeAbsent: Bool
  /// What the closure makes of nothing; it stands for an object with faults until they are told.
  let placeholder: Value
  private let names: Set<String>
  private let read: @Sendable (InputReader) -> Value

  /// - Parameters:
  ///   - name: its name among the schemas of the document, where it has one.
  ///   - mayBeAbsent: whether the request may come without a body.
  package init(
    named name: String? = nil, mayBeAbsent: Bool = false,
    _ read: @escaping @Sendable (InputReader) -> Value
  ) {
    let reader = InputReader.describing()
    placeholder = read(reader)
    let described = Schema.object(reader.described, closed: true)
    schema = name.map(described.named) ?? described
    names = Set(reader.described.map(\.name))
    self.mayBeAbsent = mayBeAbsent
    self.read = read
  }

  /// Reads a whole input; throws all its faults at once.
  package func value(of json: JSON) throws(Problem) -> Value {
    try value(of: json) { value, _ in value }
  }

  /// The same, with a judgement that needs more than the body: the time, the path, the caller.
  package func value<Judged>(
    of json: JSON, judging judge: (Value, FaultTeller) -> Judged
  ) throws(Problem) -> Judged {
    let reader = try InputReader(json, declared: names)
    let judged = judge(read(reader), FaultTeller(reader: reader))
    try reader.finish()
    return judged
  }

  /// Reads what can be read, with the faults of the rest.
  func leniently(_ json: JSON) throws(Problem) -> (value: Value, faults: [Problem.Fault]) {
    let reader = try InputReader(json, declared: names)
    let value = read(reader)
    reader.refuseUnknown()
    return (value, reader.faultList)
  }

  /// Reads an object inside of another one; its faults join those of the whole.
  func value(of json: JSON, _ faults: FaultSink, _ pointer: String) -> Value {
    let reader = InputReader(json, declared: names, faults: faults, pointer: pointer)
    let value = read(reader)
    reader.refuseUnknown()
    return value
  }
}

extension Body where Value == Void {
  /// No members; the request may come without a body.
  package static var empty: Body { Body(mayBeAbsent: true) { _ in } }
}

/// Tells what is wrong with a body beside what its reader told.
package struct FaultTeller {
  let reader: InputReader

  /// Whether there is no fault so far, so that a rule may look at the values.
  package var isSound: Bool { reader.isSound }

  package func fault(_ name: String, code: String, detail: String) {
    reader.fault(name, code: code, detail: detail)
  }

  /// Refuses a member that this request must not have.
  package func refuse(unknown name: String) {
    reader.refuse(unknown: name)
  }
}
