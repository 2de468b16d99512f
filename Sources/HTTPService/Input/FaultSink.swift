/// Gathers the faults of one input.
package final class FaultSink {
  /// Faults that one answer lists at the most.
  package static let limit = 100
  /// Letters of an unknown name that are repeated in the answer.
  package static let nameLimit = 100

  package private(set) var list: [Problem.Fault] = []
  /// What a person calls a field, by its pointer.
  private var labels: [String: String] = [:]

  package init() {}

  /// Names a field as its form does.
  package func call(_ pointer: String, _ label: String) {
    labels[pointer] = label
  }

  package func append(_ fault: Problem.Fault) {
    if list.count < Self.limit { list.append(fault) }
  }

  /// Adds a fault whose sentence begins with the field's name; answers nil, so that a reader can
  /// return it.
  @discardableResult
  package func add<Value>(_ pointer: String, _ code: String, _ detail: String) -> Value? {
    append(.init(pointer: pointer, code: code, detail: "\(subject(pointer)) \(detail)"))
    return nil
  }

  package func add(_ pointer: String, _ code: String, _ detail: String) {
    append(.init(pointer: pointer, code: code, detail: "\(subject(pointer)) \(detail)"))
  }

  package func wrongType<Value>(_ pointer: String, _ expected: String) -> Value? {
    add(pointer, "wrong-type", "deve ser \(expected).")
  }

  /// `/address/state` is called `address.state`; the body itself has no name.
  private func subject(_ pointer: String) -> String {
    if let label = labels[pointer] { return label }
    let name = pointer.drop { $0 == "/" || $0 == "?" }
    return name.isEmpty ? "O corpo" : "O campo \(name.split(separator: "/").joined(separator: "."))"
  }
}
