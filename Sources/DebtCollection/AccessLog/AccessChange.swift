import JSONText

/// A field that was changed: what it held before and after. Documents stand masked, secrets not at
/// all.
package struct AccessChange: Hashable, Sendable {
  /// Letters of a value that are kept.
  static let valueLimit = 200
  /// Fields of one line.
  static let countLimit = 60

  /// The name of the field in the interface for programs: `requiresListingApproval`.
  package let field: String
  package let old: String?
  package let new: String?

  package init(_ field: String, old: String?, new: String?) {
    self.field = field
    self.old = old.map { String($0.prefix(Self.valueLimit)) }
    self.new = new.map { String($0.prefix(Self.valueLimit)) }
  }

  /// A field whose value is told to nobody: that it was changed.
  static func secret(_ field: String) -> AccessChange {
    AccessChange(field, old: nil, new: nil)
  }

  /// The fields that differ, in their order. Without a state of before all that hold something.
  static func between(_ old: (any AccessLogged)?, _ new: any AccessLogged) -> [AccessChange] {
    let before = Dictionary(
      (old?.loggedFields ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }
    )
    return new.loggedFields.compactMap { field in
      let was = before[field.name] ?? nil
      return was == field.value
        ? nil : AccessChange(field.name, old: was, new: field.value)
    }
  }

  static func encode(_ changes: [AccessChange]) -> String? {
    guard !changes.isEmpty else { return nil }
    return JSON.array(
      changes.prefix(countLimit).map { change in
        [
          "field": .string(change.field), "old": .optional(change.old),
          "new": .optional(change.new),
        ]
      }
    ).text
  }

  /// A text that cannot be read holds no changes; the check of the trail tells of it.
  static func decode(_ text: String?) -> [AccessChange] {
    guard let text else { return [] }
    do {
      return (try JSON.parse(text).elements ?? []).compactMap { change in
        change["field"]?.string.map {
          AccessChange($0, old: change["old"]?.string, new: change["new"]?.string)
        }
      }
    } catch {
      return []
    }
  }
}

/// What a row says to the log when it is changed.
protocol AccessLogged {
  /// Named as in the interface for programs; an empty value is none.
  var loggedFields: [(name: String, value: String?)] { get }
}
