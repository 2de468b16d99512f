package import JSONText

/// A JSON Schema (2020-12, as OpenAPI 3.1 uses it) that is written where the reader of the same
/// value is written, so that the description stays true.
package struct Schema: Sendable, Hashable {
  package let json: JSON
  /// Named schemas that this one refers to.
  package let definitions: [Definition]

  package struct Definition: Sendable, Hashable {
    package let name: String
    package let json: JSON
  }

  package init(_ json: JSON, definitions: [Definition] = []) {
    self.json = json
    self.definitions = definitions
  }

  /// A member of an object.
  package struct Property: Sendable {
    let name: String
    let schema: Schema
    let isRequired: Bool

    package static func required(_ name: String, _ schema: Schema) -> Property {
      Property(name: name, schema: schema, isRequired: true)
    }

    package static func optional(_ name: String, _ schema: Schema) -> Property {
      Property(name: name, schema: schema, isRequired: false)
    }
  }

  /// An object. Input objects are closed: the server refuses a member that is not listed.
  package static func object(_ properties: [Property], closed: Bool = false) -> Schema {
    var members: [JSON.Member] = [
      .init("type", "object"),
      .init("properties", .object(properties.map { .init($0.name, $0.schema.json) })),
    ]
    let required = properties.filter(\.isRequired).map { JSON.string($0.name) }
    if !required.isEmpty { members.append(.init("required", .array(required))) }
    if closed { members.append(.init("additionalProperties", false)) }
    return Schema(.object(members), definitions: properties.flatMap(\.schema.definitions))
  }

  package static func string(
    length: ClosedRange<Int>? = nil, format: String? = nil, example: String? = nil
  ) -> Schema {
    var members: [JSON.Member] = [.init("type", "string")]
    if let length {
      members.append(.init("minLength", .integer(Int64(length.lowerBound))))
      members.append(.init("maxLength", .integer(Int64(length.upperBound))))
    }
    if let format { members.append(.init("format", .string(format))) }
    if let example { members.append(.init("examples", [.string(example)])) }
    return Schema(.object(members))
  }

  package static var string: Schema { .string() }
  /// `yyyy-MM-dd`.
  package static var date: Schema { .string(format: "date") }
  /// RFC 3339 in UTC.
  package static var instant: Schema { .string(format: "date-time") }
  package static var boolean: Schema { Schema(["type": "boolean"]) }

  package static func integer(_ range: ClosedRange<Int64>? = nil) -> Schema {
    guard let range else { return Schema(["type": "integer", "format": "int64"]) }
    return Schema([
      "type": "integer", "format": "int64", "minimum": .integer(range.lowerBound),
      "maximum": .integer(range.upperBound),
    ])
  }

  package static var integer: Schema { .integer() }
  /// An amount in cents.
  package static var cents: Schema { Schema.integer.described("Valor em centavos") }

  package static func oneOf(_ values: [String]) -> Schema {
    Schema(["type": "string", "enum": .array(values.map { .string($0) })])
  }

  package static func array(_ element: Schema, count: ClosedRange<Int>? = nil) -> Schema {
    var members: [JSON.Member] = [.init("type", "array"), .init("items", element.json)]
    if let count {
      members.append(.init("minItems", .integer(Int64(count.lowerBound))))
      members.append(.init("maxItems", .integer(Int64(count.upperBound))))
    }
    return Schema(.object(members), definitions: element.definitions)
  }

  /// A list page of the contract: `data` and `nextCursor`.
  package static func page(of element: Schema) -> Schema {
    .object([
      .required("data", .array(element)), .required("nextCursor", Schema.string.nullable),
    ])
  }

  /// The same, or null.
  package var nullable: Schema {
    guard var members = json.members, let type = json["type"]?.string, json["enum"] == nil else {
      return Schema(["anyOf": [json, ["type": "null"]]], definitions: definitions)
    }
    members = members.map { $0.name == "type" ? .init("type", [.string(type), "null"]) : $0 }
    return Schema(.object(members), definitions: definitions)
  }

  /// The same with a sentence for the reader of the documentation.
  package func described(_ text: String) -> Schema {
    guard let members = json.members else { return self }
    let rest = members.filter { $0.name != "description" }
    return Schema(
      .object(rest + [.init("description", .string(text))]), definitions: definitions)
  }

  /// The same under `#/components/schemas/NAME`, referred to from here.
  package func named(_ name: String) -> Schema {
    Schema(
      ["$ref": .string("#/components/schemas/\(name)")],
      definitions: definitions + [Definition(name: name, json: json)])
  }
}
