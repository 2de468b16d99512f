extension Look {
  /// A value of a drawing: its name, its size, and how it is written.
  package struct Mark: Sendable {
    package let label: String
    package let value: Double
    package let text: String
    package let tone: Tone?

    package init(_ label: String, _ value: Double, text: String, tone: Tone? = nil) {
      self.label = label
      self.value = value
      self.text = text
      self.tone = tone
    }

    /// The length as a share of the largest, 0...1000; what is not nothing can be seen.
    func length(of largest: Double) -> Int {
      value > 0 ? max(6, place(of: largest, along: 1000)) : 0
    }

    /// The place of the value along so many units that end at the largest; what is below nothing or
    /// no number stands at the beginning.
    func place(of largest: Double, along length: Double) -> Int {
      let share = value / largest
      return share > 0 ? Int(min(share, 1) * length) : 0
    }

    var barClass: String { tone.map { "bar \($0.rawValue)" } ?? "bar" }
  }

  /// Bars that lie, one below the other: for kinds and ages. The words are words of the page, so
  /// that they keep their size on a small screen and need no other text beside the picture.
  package static func bars(_ marks: [Mark], title: String) -> HTML {
    let largest = max(marks.map(\.value).max() ?? 0, 1)
    let rows = marks.map { mark -> HTML in
      """
      <li><span class="label">\(mark.label)</span>\
      <svg viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">\
      <rect class="ground" width="1000" height="16"/>\
      <rect class="\(mark.barClass)" width="\(mark.length(of: largest))" height="16"/></svg>\
      <span class="value">\(mark.text)</span></li>
      """
    }
    return
      "<figure class=\"chart\" aria-label=\"\(title)\"><ul class=\"bars\">\(rows)</ul></figure>"
  }

  /// What is left of what began: each step below the one before.
  package static func funnel(_ marks: [Mark], title: String) -> HTML {
    let largest = max(marks.map(\.value).max() ?? 0, 1)
    let rows = marks.map { mark -> HTML in
      let length = mark.length(of: largest)
      return """
        <li><div class="words"><span class="label">\(mark.label)</span>\
        <span class="value">\(mark.text)</span></div>\
        <svg viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="ground" width="1000" height="14"/>\
        <rect class="\(mark.barClass)" x="\((1000 - length) / 2)" width="\(length)" \
        height="14"/></svg></li>
        """
    }
    return """
      <figure class="chart" aria-label="\(title)"><ol class="funnel">\(rows)</ol></figure>
      """
  }

  /// A line over time, with its highest and its last value in words and all of them as a table.
  package static func line(_ marks: [Mark], title: String) -> HTML {
    guard let last = marks.last, let peak = marks.max(by: { $0.value < $1.value }),
      peak.value > 0
    else { return "<p class=\"faint\">Nada neste período.</p>" }
    let largest = peak.value
    let steps = max(marks.count - 1, 1)
    let points = marks.enumerated().map { index, mark in
      "\(index * 1000 / steps) \(200 - mark.place(of: largest, along: 190))"
    }
    let path = points.isEmpty ? "" : "M" + points.joined(separator: " L")
    let summary = marks.map { "\($0.label): \($0.text)" }.joined(separator: "; ")
    // One place for each mark, so that a label stands below its point; the last one always has it.
    let every = max(1, (marks.count + 3) / 4)
    let axis = marks.enumerated().map { index, mark in
      let isLabelled = (marks.count - 1 - index) % every == 0
      return "<span>\(isLabelled ? mark.label : nil)</span>" as HTML
    }
    return """
      <figure class="chart plot"><svg viewBox="0 0 1000 200" preserveAspectRatio="none" role="img" \
      aria-label="\(title). \(summary)"><path class="grid" d="M0 10H1000M0 105H1000M0 200H1000"/>\
      \(if: !path.isEmpty, "<path class=\"area\" d=\"\(path) L1000 200 L0 200Z\"/>")\
      <path class="line" d="\(path)"/></svg><div class="axis" aria-hidden="true">\(axis)</div>\
      <figcaption>Maior: \(peak.label), \(peak.text). Último: \(last.label), \(last.text).\
      </figcaption>\
      \(numbers(marks, title))</figure>
      """
  }

  private static func numbers(_ marks: [Mark], _ title: String) -> HTML {
    let rows = marks.map { [HTML(text: $0.label), HTML(text: $0.text)] }
    let numbers = table(
      caption: title, columns: [Column("Período"), Column("Valor", isNumber: true)], rows: rows)
    return "<details class=\"no-print\"><summary>Ver em números</summary>\(numbers)</details>"
  }
}
