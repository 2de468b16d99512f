/// A group of the menu: one title, some pages.
package struct MenuGroup: Hashable, Sendable {
  /// Nil for pages that stand by themselves.
  package let title: String?
  package let items: [MenuItem]

  package init(_ title: String?, _ items: [MenuItem]) {
    self.title = title
    self.items = items
  }
}

/// A page of the menu.
package struct MenuItem: Hashable, Sendable {
  package let label: String
  package let path: String
  package let icon: Icon
  /// Things there that wait for a person.
  package var count: Int?
  /// The path above all pages of the item, where they are not all below its own.
  package let section: String?

  package init(
    _ label: String, _ path: String, _ icon: Icon, count: Int? = nil, section: String? = nil
  ) {
    self.label = label
    self.path = path
    self.icon = icon
    self.count = count
    self.section = section
  }

  /// Whether a page is this one or below it.
  package func holds(_ current: String) -> Bool {
    current == path || path != "/" && current.hasPrefix((section ?? path) + "/")
  }
}

/// A step of the way to a page; the last one, the page itself, has no link.
package struct Crumb: Hashable, Sendable {
  package let label: String
  package let path: String?

  package init(_ label: String, _ path: String? = nil) {
    self.label = label
    self.path = path
  }
}

/// Light or dark, as a person chose; without a choice the system decides.
package enum Theme: String, CaseIterable, Sendable {
  case light, dark

  package var other: Theme { self == .light ? .dark : .light }
}
