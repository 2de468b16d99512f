/// Which events an endpoint wants: names, `listing.*` for a family, none for all.
package enum EventPattern {
  package static func wants(_ patterns: [String], _ name: String) -> Bool {
    patterns.isEmpty || patterns.contains { matches($0, name) }
  }

  package static func matches(_ pattern: String, _ name: String) -> Bool {
    pattern.hasSuffix(".*") ? name.hasPrefix(pattern.dropLast()) : pattern == name
  }
}
