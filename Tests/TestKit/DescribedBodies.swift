package import JSONText

/// The JSON bodies of an OpenAPI document: as text, and as bodies that a server which reads what it
/// describes must refuse in places that the document foretells.
package struct DescribedBodies {
  package struct Operation: Sendable {
    /// As in the document, `post`.
    package let method: String
    package let path: String
    /// Whether members that are not listed are refused.
    package let isClosed: Bool
    /// The members that must be there.
    package let required: [String]
    /// A body in which every member has a value that its schema forbids, and every object one
    /// member that is not listed.
    package let misread: JSON
    /// Where each of them stands.
    package let forbidden: [String]
    package let unlisted: [String]
  }

  /// A member that no schema lists.
  package static let unlistedName = "inexistente"

  private let document: JSON

  package init(document: JSON) {
    self.document = document
  }

  package var operations: [Operation] {
    schemas.map { found in
      let schema = resolved(found.schema)
      var forbidden: [String] = []
      var unlisted: [String] = []
      let misread = misread(schema, at: "", &forbidden, &unlisted)
      return Operation(
        method: found.method, path: found.path,
        isClosed: schema["additionalProperties"] == false,
        required: (schema["required"]?.elements ?? []).compactMap(\.string), misread: misread,
        forbidden: forbidden, unlisted: unlisted)
    }
  }

  /// One line for each body and each of its members, `*` behind those that must be there.
  package var text: String {
    schemas.map { found in
      let head = "\(found.method) \(found.path)\(found.isRequired ? "*" : "")"
      return ([head] + lines(found.schema, depth: 1)).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private var schemas: [(method: String, path: String, isRequired: Bool, schema: JSON)] {
    (document["paths"]?.members ?? []).flatMap { path in
      (path.value.members ?? []).compactMap { operation in
        guard let body = operation.value["requestBody"],
          let schema = body["content"]?["application/json"]?["schema"]
        else { return nil }
        return (operation.name, path.name, body["required"] == true, schema)
      }
    }
  }

  private func resolved(_ schema: JSON) -> JSON {
    if let name = schema["$ref"]?.string?.split(separator: "/").last {
      return resolved(document["components"]?["schemas"]?[String(name)] ?? .null)
    }
    return schema["anyOf"]?.elements?.first.map(resolved) ?? schema
  }

  private func type(_ schema: JSON) -> String {
    schema["type"]?.string ?? schema["type"]?.elements?.first?.string ?? ""
  }

  private func lines(_ reference: JSON, depth: Int) -> [String] {
    let schema = resolved(reference)
    if type(schema) == "array" { return lines(schema["items"] ?? .null, depth: depth) }
    let required = Set((schema["required"]?.elements ?? []).compactMap(\.string))
    let indent = String(repeating: "  ", count: depth)
    return (schema["properties"]?.members ?? []).flatMap { member in
      let mark = required.contains(member.name) ? "*" : ""
      let isObject = !(lines(member.value, depth: depth + 1).isEmpty)
      let shown = isObject ? nullMark(member.value) : member.value.text
      return ["\(indent)\(member.name)\(mark) \(shown)"]
        + lines(member.value, depth: depth + 1)
    }
      + (schema["type"] == "object" && schema["additionalProperties"] != false
        ? ["\(indent)…"] : [])
  }

  private func nullMark(_ schema: JSON) -> String {
    let types = schema["type"]?.elements ?? schema["anyOf"]?.elements ?? []
    let isNullable = types.contains { $0 == "null" || $0["type"] == "null" }
    return (type(resolved(schema)) == "array" ? "array" : "object")
      + (isNullable ? " or null" : "")
  }

  private func misread(
    _ reference: JSON, at pointer: String, _ forbidden: inout [String],
    _ unlisted: inout [String]
  ) -> JSON {
    let schema = resolved(reference)
    switch type(schema) {
    case "object":
      var members: [JSON.Member] = (schema["properties"]?.members ?? []).map {
        .init(
          $0.name, misread($0.value, at: "\(pointer)/\($0.name)", &forbidden, &unlisted))
      }
      members.append(.init(Self.unlistedName, 1))
      unlisted.append("\(pointer)/\(Self.unlistedName)")
      return .object(members)
    case "array":
      return [misread(schema["items"] ?? .null, at: "\(pointer)/0", &forbidden, &unlisted)]
    case "string":
      forbidden.append(pointer)
      return 1
    default:
      forbidden.append(pointer)
      return "x"
    }
  }
}

extension DescribedBodies.Operation {
  /// Sends nothing, a member that is not listed, and only what is forbidden; answers the faults
  /// that the schema foretells and that did not come.
  ///
  /// - Parameter faults: sends a body, and answers the codes of the faults by their pointers.
  package func missingFaults(
    _ faults: (JSON) async throws -> [String: String]
  ) async rethrows -> [String] {
    var missing: [String] = []
    func expect(_ code: String?, _ pointer: String, where isMet: (String) -> Bool) {
      if code.map(isMet) ?? false { return }
      missing.append("\(method) \(path) \(pointer): \(code ?? "no fault")")
    }
    let ofNothing = try await faults([:])
    for member in required {
      expect(ofNothing["/\(member)"], "/\(member)") { $0 == "required" }
    }
    let unlistedMember = "/\(DescribedBodies.unlistedName)"
    let ofUnlisted = try await faults(.object([.init(DescribedBodies.unlistedName, 1)]))
    expect(ofUnlisted[unlistedMember], unlistedMember) { $0 == "unknown-field" }
    let ofForbidden = try await faults(misread)
    for pointer in forbidden { expect(ofForbidden[pointer], pointer) { $0 != "unknown-field" } }
    for pointer in unlisted { expect(ofForbidden[pointer], pointer) { $0 == "unknown-field" } }
    return missing
  }
}
