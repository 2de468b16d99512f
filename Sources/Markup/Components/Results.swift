extension Look {
  /// What came of a question, in words that are read across a counter.
  ///
  /// - Parameters:
  ///   - about: of whom.
  ///   - advice: what to do now, in a word or two.
  ///   - reasons: why.
  package static func result(
    _ tone: Tone, _ words: String, about: HTML, advice: String?, reasons: [String]
  ) -> HTML {
    let points = reasons.map { "<li>\($0)</li>" as HTML }
    let next: HTML? = advice.map {
      """
      <div class="advice"><span class="label">Recomendação</span><strong>\($0)</strong>\
      <ul>\(points)</ul></div>
      """
    }
    return """
      <section class="result \(tone.rawValue)" aria-label="Resultado"><div class="said">\
      \(icon(tone.icon))<div><p class="words">\(words)</p><p>\(about)</p></div></div>\
      \(next)</section>
      """
  }

  /// A stretch of a scale that ends below a value.
  package struct Zone: Sendable {
    package let below: Int
    package let tone: Tone

    package init(below: Int, _ tone: Tone) {
      self.below = below
      self.tone = tone
    }
  }

  /// A value on its scale, with the stretches of the scale below it. Any numbers do: a value beyond
  /// an end stands at it, and a scale without length counts as one of length one.
  package static func gauge(
    _ value: Int, from least: Int, to most: Int, zones: [Zone], words: String
  ) -> HTML {
    let span = max(1, Double(most) - Double(least))
    func place(_ value: Int) -> Int {
      Int(min(1000, max(0, (Double(value) - Double(least)) * 1000 / span)))
    }
    var start = 0
    let stretches = zones.map { zone -> HTML in
      let end = place(zone.below)
      defer { start = end }
      return """
        <rect class="bar \(zone.tone.rawValue)" x="\(start)" width="\(max(0, end - start))" y="10" \
        height="14"/>
        """
    }
    return """
      <figure class="gauge chart">\
      <p><strong>\(value)</strong> de \(most) <span>· \(words)</span></p>\
      <svg viewBox="0 0 1000 34" preserveAspectRatio="none" role="img" \
      aria-label="\(value) numa escala de \(least) a \(most): \(words)">\(stretches)\
      <rect class="mark" x="\(min(992, max(0, place(value) - 4)))" width="8" height="34"/></svg>\
      <p class="ends" aria-hidden="true"><span>\(least)</span><span>\(most)</span></p></figure>
      """
  }
}

extension Look {
  /// A square code (QR) as one drawing: the dark modules of each row joined to bars.
  package static func squareCode(
    label: String, columns: Int, rows: Int, isDark: (_ column: Int, _ row: Int) -> Bool
  ) -> HTML {
    var path = ""
    for row in 0..<rows {
      var column = 0
      while column < columns {
        let start = column
        while column < columns, isDark(column, row) { column += 1 }
        if column > start { path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    return """
      <svg class="qr" viewBox="0 0 \(columns) \(rows)" role="img" \
      aria-label="\(label)"><path d="\(path)"/></svg>
      """
  }
}
