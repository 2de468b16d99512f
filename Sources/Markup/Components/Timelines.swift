extension Look {
  /// Days left of a term, in words and as a line that fills.
  ///
  /// - Parameters:
  ///   - words: "faltam 3 dias", "vence hoje", "atrasada há 2 dias".
  ///   - elapsed: how much of the term has run, 0...100.
  package static func countdown(_ words: String, elapsed: Int, tone: Tone) -> HTML {
    let width = min(max(elapsed, 0), 100)
    return """
      <span class="countdown \(tone.rawValue)"><span class="words">\(words)</span>\
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">\
      <rect class="track" width="100" height="4" rx="2"/>\
      <rect class="run" width="\(width)" height="4" rx="2"/></svg></span>
      """
  }

  /// One stop of a life that is drawn as a line.
  package struct Station: Sendable {
    package enum State: String, Sendable {
      case done, now, ahead, failed
    }

    package let label: String
    package let detail: String
    package let state: State

    package init(_ label: String, _ detail: String, _ state: State) {
      self.label = label
      self.detail = detail
      self.state = state
    }
  }

  /// A life in a few stops, from left to right.
  package static func stations(_ stations: [Station], label: String) -> HTML {
    let items = stations.map { station -> HTML in
      let current = station.state == .now || station.state == .failed ? "step" : nil
      return """
        <li class="\(station.state.rawValue)"\("aria-current", is: current)>\
        <b>\(station.label)</b><span>\(station.detail)</span></li>
        """
    }
    return "<ol class=\"stations\"\("aria-label", is: label)>\(items)</ol>"
  }

  /// Something that happened: when, what, who, and what proves it.
  package struct Happening: Sendable {
    package let at: String
    /// The instant for machines, RFC 3339.
    package let stamp: String
    package let title: String
    package let by: String
    package let detail: HTML?
    package let tone: Tone

    package init(
      at: String, stamp: String, title: String, by: String, detail: HTML? = nil,
      tone: Tone = .neutral
    ) {
      self.at = at
      self.stamp = stamp
      self.title = title
      self.by = by
      self.detail = detail
      self.tone = tone
    }
  }

  package static func timeline(_ happenings: [Happening]) -> HTML {
    let items = happenings.map { happening -> HTML in
      """
      <li class="\(happening.tone.rawValue)"><div class="head"><b>\(happening.title)</b>\
      <time datetime="\(happening.stamp)">\(happening.at)</time></div>\
      <p class="by">\(happening.by)</p>\(happening.detail.map { "<p>\($0)</p>" as HTML })</li>
      """
    }
    return "<ol class=\"timeline\">\(items)</ol>"
  }

  /// The value of `data-live`: after how many seconds a list is read again where scripts run. What
  /// the bureau is at this moment told moves within seconds; the rest is moved by others.
  package static func pace(isMoving: Bool) -> String { isMoving ? "5" : "20" }

  /// Work under way. With scripts it follows the stream at `stream`; without them the page shows
  /// how far it was, and a link reads it again.
  package static func progress(
    label: String, done: Int, of total: Int, stream: String?, words: String
  ) -> HTML {
    """
    <div class="progress"\("data-progress", is: stream)><p role="status" data-words>\(words)</p>\
    <progress aria-label="\(label)" max="\(max(total, 1))" value="\(done)"></progress></div>
    """
  }
}
