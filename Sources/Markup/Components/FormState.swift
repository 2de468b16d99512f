/// What a person typed into a form and what is wrong with it: a form that is shown again keeps
/// everything, and each fault stands at its field.
package struct FormState: Hashable, Sendable {
  package struct Fault: Hashable, Sendable {
    /// The name of the field; empty for the form as a whole.
    package let field: String
    package let detail: String

    package init(field: String, detail: String) {
      self.field = field
      self.detail = detail
    }
  }

  private var values: [String: [String]]
  package private(set) var faults: [Fault]

  /// - Parameter values: what the fields hold at first.
  package init(_ values: [(name: String, value: String)] = [], faults: [Fault] = []) {
    self.values = Dictionary(grouping: values, by: \.name).mapValues { $0.map(\.value) }
    self.faults = faults
  }

  package func value(_ name: String) -> String { values[name]?.first ?? "" }

  package func all(_ name: String) -> [String] { values[name] ?? [] }

  package func holds(_ name: String, _ value: String) -> Bool { all(name).contains(value) }

  package mutating func set(_ name: String, _ value: String) { values[name] = [value] }

  package mutating func add(_ fault: Fault) { faults.append(fault) }

  /// The faults of a field.
  package func faults(of name: String) -> [String] {
    faults.filter { $0.field == name }.map(\.detail)
  }

  /// A fault that no field of the form shows would be lost: the head of the form shows these.
  package func faults(besides shown: Set<String>) -> [Fault] {
    faults.filter { !shown.contains($0.field) }
  }
}
