package import Credit

/// What may stand in an address.
package protocol PathPlace {
  var pathText: String { get }
}

extension String: PathPlace {
  package var pathText: String { self }
}

extension Int: PathPlace {
  package var pathText: String { String(self) }
}

extension ID: PathPlace {
  package var pathText: String { description }
}

extension PathPlace where Self: RawRepresentable, RawValue == String {
  package var pathText: String { rawValue }
}

/// A page as a value: its address, how it is asked for, and who may. The table of a site is made of
/// these, and links are.
///
/// `Place` is what the address holds: `Void`, one value for `{…}`, or a pair for two.
package struct PageRoute<Permission: Sendable, Place>: Sendable {
  package enum Kind: Sendable {
    /// A page to look at.
    case get
    /// A form that changes something.
    case post
    /// Both under one address: looked at, then sent.
    case form
  }

  package let kind: Kind
  /// `/clientes/{id}`.
  package let pattern: String
  /// Nil for everybody who is logged in, and before the login.
  package let permission: Permission?
  /// Belongs to a subject that a house may have switched off; the page is gone then.
  package let isSubject: Bool

  package init(
    _ kind: Kind, _ pattern: String, needs permission: Permission? = nil, isSubject: Bool = false
  ) {
    self.kind = kind
    self.pattern = pattern
    self.permission = permission
    self.isSubject = isSubject
  }

  /// The pattern with values in the places of its `{…}`, in their order.
  private func filled(_ values: [String]) -> String {
    var left = values.map(PagePath.encode)[...]
    let parts = pattern.split(separator: "/").map { part in
      part.hasPrefix("{") ? left.popFirst() ?? "" : String(part)
    }
    precondition(left.isEmpty, "\(pattern) has no place for \(values)")
    return "/" + parts.joined(separator: "/")
  }
}

extension PageRoute where Place == Void {
  package var path: String { filled([]) }
}

extension PageRoute where Place: PathPlace {
  package func path(_ place: Place) -> String { filled([place.pathText]) }
}

extension PageRoute {
  package func path<First: PathPlace, Second: PathPlace>(
    _ first: First, _ second: Second
  ) -> String where Place == (First, Second) {
    filled([first.pathText, second.pathText])
  }
}
