extension Look {
  /// Something that is shown once and copied by hand: a code, a key. Wide enough to be read whole,
  /// in letters that cannot be mistaken for each other.
  package static func secret(_ label: String, _ value: String, hint: String) -> HTML {
    """
    <section class="sheet secret"><h2>\(label)</h2><p><code>\(value)</code></p>\
    <p class="hint">\(hint)</p></section>
    """
  }

  /// One step of a way that is walked once.
  package struct Step: Sendable {
    package let label: String
    package let detail: String
    package let path: String
    package let isDone: Bool
    package let isNext: Bool

    package init(_ label: String, _ detail: String, to path: String, isDone: Bool, isNext: Bool) {
      self.label = label
      self.detail = detail
      self.path = path
      self.isDone = isDone
      self.isNext = isNext
    }
  }

  /// Steps in their order; those that are done have no link.
  package static func steps(_ steps: [Step]) -> HTML {
    let items = steps.map { step -> HTML in
      let state = step.isDone ? "done" : step.isNext ? "now" : "ahead"
      let label: HTML =
        step.isDone
        ? "\(step.label)\(badge("Feito", .good))" : "<a href=\"\(step.path)\">\(step.label)</a>"
      return """
        <li class="\(state)"\("aria-current", is: step.isNext ? "step" : nil)><b>\(label)</b>\
        <span class="hint">\(step.detail)</span></li>
        """
    }
    return "<ol class=\"steps\">\(items)</ol>"
  }

  /// Pages of one subject, each with a line that says what is there.
  package static func entries(
    _ entries: [(label: String, path: String, about: String, icon: Icon)]
  ) -> HTML {
    let items = entries.map { entry -> HTML in
      """
      <li>\(Look.icon(entry.icon))<span><a class="main" href="\(entry.path)">\(entry.label)</a>\
      <span class="hint">\(entry.about)</span></span></li>
      """
    }
    return "<ul class=\"entries\">\(items)</ul>"
  }
}
