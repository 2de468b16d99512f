package import JSONText

/// Bodies that follow an OpenAPI document but for one value, which is absurd: the ends of the
/// calendar, of 64 bits, and texts with what no text holds.
package struct AbsurdBodies {
  package struct Case: Sendable {
    /// As in the document, `post`.
    package let method: String
    package let path: String
    /// The member that is absurd, and how.
    package let place: String
    package let body: JSON
  }

  private let document: JSON
  /// What stands for a member of a name, where the form alone would not be taken.
  private let known: [String: JSON]

  package init(document: JSON, known: [String: JSON]) {
    self.document = document
    self.known = known
  }

  /// One case for each absurd value of each member of each body of the document.
  package var cases: [Case] {
    (document["paths"]?.members ?? []).flatMap { path in
      (path.value.members ?? []).flatMap { operation -> [Case] in
        guard
          let schema = operation.value["requestBody"]?["content"]?["application/json"]?["schema"]
        else { return [] }
        let sample = sample(schema, name: "")
        return changes(schema, of: sample, name: "").map {
          Case(method: operation.name, path: path.name, place: $0.place, body: $0.json)
        }
      }
    }
  }

  private static let dates: [JSON] = [
    "0001-01-01", "9999-12-31", "9995-01-01", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
  ]
  private static let numbers: [JSON] = [.integer(.max), .integer(.min), .decimal("1e308")]
  private static let texts: [JSON] = ["a\u{FFFF}", "\u{0}", "a\nb"]

  private func resolved(_ schema: JSON) -> JSON {
    if let name = schema["$ref"]?.string?.split(separator: "/").last {
      return resolved(document["components"]?["schemas"]?[String(name)] ?? .null)
    }
    return schema["anyOf"]?.elements?.first.map(resolved) ?? schema
  }

  private func type(_ schema: JSON) -> String {
    schema["type"]?.string ?? schema["type"]?.elements?.first?.string ?? ""
  }

  /// A body that has the form.
  private func sample(_ reference: JSON, name: String) -> JSON {
    let schema = resolved(reference)
    if let value = known[name] { return value }
    if let word = schema["enum"]?.elements?.first { return word }
    switch type(schema) {
    case "object":
      return .object(
        (schema["properties"]?.members ?? []).map {
          .init($0.name, sample($0.value, name: $0.name))
        })
    case "array": return .array([sample(schema["items"] ?? .null, name: name)])
    case "integer": return schema["minimum"] ?? 1
    case "boolean": return false
    case "string" where schema["format"]?.string == "date": return "2026-07-05"
    case "string" where schema["format"]?.string == "date-time": return "2026-07-05T12:00:00Z"
    default: return .string(String(repeating: "x", count: Int(schema["minLength"]?.integer ?? 1)))
    }
  }

  private func changes(
    _ reference: JSON, of sample: JSON, name: String
  ) -> [(place: String, json: JSON)] {
    let schema = resolved(reference)
    if let members = sample.members {
      return members.flatMap { member in
        changes(
          schema["properties"]?[member.name] ?? .null, of: member.value, name: member.name
        ).map { change in
          (
            "\(name)/\(change.place)",
            JSON.object(
              members.map { $0.name == member.name ? .init($0.name, change.json) : $0 })
          )
        }
      }
    }
    if let element = sample.elements?.first {
      return changes(schema["items"] ?? .null, of: element, name: name)
        .map { ($0.place, [$0.json]) }
    }
    let values: [JSON] =
      switch sample {
      case .integer: Self.numbers
      case .string(let text) where text.hasPrefix("20") && text.utf8.count >= 10: Self.dates
      case .string: Self.texts
      default: []
      }
    return values.map { ("\(name) = \($0.text)", $0) }
  }
}
