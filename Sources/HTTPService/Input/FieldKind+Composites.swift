package import Credit
import JSONText

extension FieldKind {
  /// The id of an entity, `per_…`.
  package static func id<Entity: Identified>(
    of entity: Entity.Type = Entity.self
  ) -> FieldKind<ID<Entity>> where Value == ID<Entity> {
    FieldKind(
      placeholder: ID<Entity>(0), schema: .string(example: ID<Entity>(1).description)
    ) { json, faults, pointer in
      guard let text = json.string else { return faults.wrongType(pointer, "um identificador") }
      return ID<Entity>(text)
        ?? faults.add(
          pointer, "invalid-id",
          "não é um identificador válido; o esperado começa com \(Entity.idPrefix)_.")
    }
  }

  /// One word of a list: the raw values of an enumeration.
  ///
  /// - Parameter choices: those that may be sent, at least one; nil for all of them.
  package static func oneOf(
    _ type: Value.Type = Value.self, among choices: [Value]? = nil
  ) -> FieldKind<Value>
  where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    let choices = choices ?? Array(Value.allCases)
    guard let first = choices.first else {
      preconditionFailure("\(Value.self) has no cases to choose from")
    }
    return FieldKind(
      placeholder: first, schema: .oneOf(choices.map(\.rawValue))
    ) { json, faults, pointer in
      guard let text = json.string else { return faults.wrongType(pointer, "um texto") }
      return choices.first { $0.rawValue == text }
        ?? faults.add(
          pointer, "not-in-list",
          "deve ser um destes: \(choices.map(\.rawValue).joined(separator: ", ")).")
    }
  }

  /// A list.
  package static func array<Element>(
    of element: FieldKind<Element>, count: ClosedRange<Int>
  ) -> FieldKind<[Element]> where Value == [Element] {
    FieldKind(
      placeholder: [], schema: .array(element.schema, count: count), textForm: .none
    ) { json, faults, pointer in
      guard let elements = json.elements else { return faults.wrongType(pointer, "uma lista") }
      guard count.contains(elements.count) else {
        return faults.add(
          pointer, elements.count > count.upperBound ? "too-many" : "too-few",
          "tem \(elements.count) itens; deve ter de \(count.lowerBound) a \(count.upperBound).")
      }
      return elements.enumerated().map { index, item in
        element.decode(item, faults, "\(pointer)/\(index)") ?? element.placeholder
      }
    }
  }

  /// An object inside the object; its unknown members are refused like those outside.
  package static func object(_ body: Body<Value>) -> FieldKind<Value> where Value: Sendable {
    FieldKind(
      placeholder: body.placeholder, schema: body.schema, textForm: .none
    ) { json, faults, pointer in
      guard json.members != nil else { return faults.wrongType(pointer, "um objeto") }
      return body.value(of: json, faults, pointer)
    }
  }

  /// Text with a form of its own: a document, a state, a slip line.
  ///
  /// - Parameters:
  ///   - code: the stable code of the fault, `invalid-document` for instance.
  ///   - detail: the end of the sentence that begins with the field's name.
  ///   - parse: gives the value, or nil where the text is not one.
  package static func parsed(
    placeholder: Value, code: String, detail: String, maximumLength: Int = 200,
    parse: @escaping (String) -> Value?
  ) -> FieldKind<Value> {
    let text = FieldKind<String>.string(length: 1...maximumLength)
    return FieldKind(placeholder: placeholder, schema: text.schema) { json, faults, pointer in
      guard let content = text.decode(json, faults, pointer) else { return nil }
      return parse(content) ?? faults.add(pointer, code, detail)
    }
  }
}
