package import Credit
package import JSONText

extension FieldKind {
  /// The id of an entity, `per_…`.
  package static func id<Entity: Identified>(
    of entity: Entity.Type = Entity.self
  ) -> FieldKind<ID<Entity>> where Value == ID<Entity> {
    let schema = Schema.string(example: ID<Entity>(1).description)
    return FieldKind(placeholder: ID<Entity>(0), schema: schema) { json, faults, pointer in
      guard let text = json.string else { return faults.wrongType(pointer, "um identificador") }
      return ID<Entity>(text)
        ?? faults.add(
          pointer, "invalid-id",
          "não é um identificador válido; o esperado começa com \(Entity.idPrefix)_.")
    }
  }

  /// One word of a list: the raw values of an enumeration.
  package static func oneOf(
    _ type: Value.Type = Value.self
  ) -> FieldKind<Value>
  where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    let words = Value.allCases.map(\.rawValue)
    guard let first = Value.allCases.first else {
      preconditionFailure("\(Value.self) has no cases to choose from")
    }
    return FieldKind(placeholder: first, schema: .oneOf(words)) { json, faults, pointer in
      guard let text = json.string else { return faults.wrongType(pointer, "um texto") }
      return Value(rawValue: text)
        ?? faults.add(
          pointer, "not-in-list", "deve ser um destes: \(words.joined(separator: ", ")).")
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

  /// An object inside the object, read by a closure of its own; its unknown members are refused
  /// like those outside. The value stands for itself while there are faults.
  package static func object(
    placeholder: Value, schema: Schema, _ read: @escaping (InputReader) -> Value
  ) -> FieldKind<Value> {
    FieldKind(placeholder: placeholder, schema: schema, textForm: .none) { json, faults, pointer in
      guard json.members != nil else { return faults.wrongType(pointer, "um objeto") }
      let reader = InputReader(json, faults: faults, pointer: pointer)
      let value = read(reader)
      reader.refuseUnknown()
      return value
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
    let schema = Schema.string(length: 1...maximumLength)
    let text = FieldKind<String>.string(length: 1...maximumLength)
    return FieldKind(placeholder: placeholder, schema: schema) { json, faults, pointer in
      guard let content = text.decode(json, faults, pointer) else { return nil }
      return parse(content) ?? faults.add(pointer, code, detail)
    }
  }

  /// Any JSON value, read later by who knows its form.
  package static func any(schema: Schema) -> FieldKind<JSON> where Value == JSON {
    FieldKind(placeholder: .null, schema: schema, textForm: .none) { json, _, _ in json }
  }
}
