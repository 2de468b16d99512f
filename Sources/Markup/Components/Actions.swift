extension Look {
  /// How much a button stands out. One page has one primary action.
  package enum Weight: String, Sendable {
    case primary, plain, quiet
    /// For what cannot be undone or has a legal effect.
    case danger
  }

  /// A button that sends its form.
  ///
  /// - Parameters:
  ///   - name, value: what the form says about which button was pressed.
  ///   - unavailable: why it cannot be pressed now; it is then shown, greyed, with the reason.
  package static func button(
    _ label: String, _ weight: Weight = .plain, icon: Icon? = nil, name: String? = nil,
    value: String? = nil, formAction: String? = nil, unavailable: String? = nil
  ) -> HTML {
    """
    <button class="button \(weight.rawValue)"\("name", is: name)\("value", is: value)\
    \("formaction", is: formAction)\("disabled", is: unavailable != nil)\
    \("title", is: unavailable)>\(icon.map(Look.icon))\(label)</button>
    """
  }

  /// A link that looks like a button.
  ///
  /// - Parameters:
  ///   - opensDialog: shows the main part of the page behind it in a dialog, where scripts run.
  ///   - key: a letter that presses it (shown under `?`).
  package static func action(
    _ label: String, to path: String, _ weight: Weight = .plain, icon: Icon? = nil,
    opensDialog: Bool = false, key: String? = nil, isDownload: Bool = false
  ) -> HTML {
    """
    <a class="button \(weight.rawValue)" href="\(path)"\("data-dialog", is: opensDialog)\
    \("aria-keyshortcuts", is: key)\("download", is: isDownload)>\(icon.map(Look.icon))\(label)</a>
    """
  }

  /// A state in a word or two.
  package static func badge(_ label: String, _ tone: Tone = .neutral) -> HTML {
    "<span class=\"badge \(tone.rawValue)\">\(label)</span>"
  }

  /// The first line of a page: what it is, and what can be done with it as a whole.
  package static func heading(
    _ title: String, about: HTML? = nil, actions: [HTML] = []
  ) -> HTML {
    """
    <div class="heading"><div><h1>\(title)</h1>\(about.map { "<p>\($0)</p>" as HTML })</div>\
    \(if: !actions.isEmpty, "<div class=\"actions\">\(actions)</div>")</div>
    """
  }

  /// A message in the page. Faults and refusals are announced at once.
  package static func notice(
    _ tone: Tone, _ title: String, detail: HTML? = nil, points: [String] = []
  ) -> HTML {
    let items = points.map { "<li>\($0)</li>" as HTML }
    return """
      <div class="notice \(tone.rawValue)" role="\(tone == .bad ? "alert" : "status")">\
      \(icon(tone.icon))<p><strong>\(title)</strong></p>\(detail.map { "<p>\($0)</p>" as HTML })\
      \(if: !items.isEmpty, "<ul>\(items)</ul>")</div>
      """
  }

  /// What stands where a list is empty: why, and what to do next.
  package static func empty(
    _ title: String, _ detail: String, icon: Icon = .search, actions: [HTML] = []
  ) -> HTML {
    """
    <div class="sheet empty">\(Look.icon(icon))<h2>\(title)</h2><p>\(detail)</p>\
    \(if: !actions.isEmpty, "<div class=\"actions\">\(actions)</div>")</div>
    """
  }

  /// A part of a page on its own ground.
  package static func sheet(
    _ title: String? = nil, note: String? = nil, id: String? = nil, _ content: HTML
  ) -> HTML {
    let head: HTML? = title.map {
      "<header><h2>\($0)</h2>\(note.map { "<p>\($0)</p>" as HTML })</header>"
    }
    return "<section class=\"sheet\"\("id", is: id)>\(head)\(content)</section>"
  }

  /// Views of one thing as links; the current one is marked.
  package static func tabs(_ tabs: [Tab], label: String) -> HTML {
    let items = tabs.map { tab -> HTML in
      """
      <a href="\(tab.path)"\("aria-current", is: tab.isCurrent ? "page" : nil)>\(tab.label)\
      \(tab.count.map { "<span class=\"count\">\($0)</span>" as HTML })</a>
      """
    }
    return "<nav class=\"tabs\"\("aria-label", is: label)>\(items)</nav>"
  }

  package struct Tab: Sendable {
    package let label: String
    package let path: String
    package let isCurrent: Bool
    package let count: String?

    package init(_ label: String, _ path: String, isCurrent: Bool, count: String? = nil) {
      self.label = label
      self.path = path
      self.isCurrent = isCurrent
      self.count = count
    }
  }

  /// Quick choices of a list, as links.
  package static func chips(_ tabs: [Tab], label: String) -> HTML {
    let items = tabs.map { tab -> HTML in
      """
      <a href="\(tab.path)"\("aria-current", is: tab.isCurrent ? "true" : nil)>\(tab.label)\
      \(tab.count.map { "<span class=\"count\">\($0)</span>" as HTML })</a>
      """
    }
    return "<nav class=\"chips\"\("aria-label", is: label)>\(items)</nav>"
  }

  /// Terms and what they are: the head of a record.
  package static func facts(_ facts: [(term: String, value: HTML)]) -> HTML {
    let items = facts.map { "<div><dt>\($0.term)</dt><dd>\($0.value)</dd></div>" as HTML }
    return "<dl class=\"facts\">\(items)</dl>"
  }

  /// A number that matters, with what it counts.
  package static func tile(
    _ label: String, _ value: String, detail: String? = nil, tone: Tone = .neutral,
    path: String? = nil, isHero: Bool = false
  ) -> HTML {
    let content: HTML = """
      <span class="label">\(label)</span><span class="value">\(value)</span>\
      \(detail.map { "<span class=\"detail\">\($0)</span>" as HTML })
      """
    let classes = "tile \(tone.rawValue)\(isHero ? " hero" : "")"
    guard let path else { return "<div class=\"\(classes)\">\(content)</div>" }
    return "<a class=\"\(classes)\" href=\"\(path)\">\(content)</a>"
  }

  package static func tiles(_ tiles: [HTML]) -> HTML {
    "<div class=\"tiles\">\(tiles)</div>"
  }
}
