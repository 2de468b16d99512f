/// Who did something, as the timeline and the access log keep it.
package struct Actor: Hashable, Sendable {
  /// `user:ana@provedor.example`, `api-key:ERP`, `routine`, `bureau`, `command-line`, `system`.
  package let name: String

  package init(_ name: String) {
    self.name = name
  }

  package static func user(_ email: String) -> Actor { Actor("user:" + email) }
  package static func apiKey(_ name: String) -> Actor { Actor("api-key:" + name) }

  package var isPerson: Bool { name.hasPrefix("user:") }

  package static let routine = Actor("routine")
  package static let bureau = Actor("bureau")
  package static let exchange = Actor("exchange-folder")
  package static let system = Actor("system")
  /// Somebody who did not say who he is, or whom nobody knows.
  package static let unknown = Actor("unknown")
  package static let commandLine = Actor("command-line")
}
