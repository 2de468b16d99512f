extension Look {
  /// A column of a table.
  package struct Column: Sendable {
    package let title: String
    package var isNumber = false
    /// The word of the address that sorts by it; nil where the list cannot.
    package var sort: String?

    package init(_ title: String, isNumber: Bool = false, sort: String? = nil) {
      self.title = title
      self.isNumber = isNumber
      self.sort = sort
    }
  }

  /// The order a list is in, and how its address asks for another.
  package struct Sorting: Sendable {
    package let current: String
    package let isDescending: Bool
    /// Gives the address of the list sorted by a word.
    package let path: @Sendable (_ sort: String, _ isDescending: Bool) -> String

    package init(
      current: String, isDescending: Bool, path: @escaping @Sendable (String, Bool) -> String
    ) {
      self.current = current
      self.isDescending = isDescending
      self.path = path
    }
  }

  /// A table. Where there is no room each row becomes a card, and each cell tells its column.
  /// In between it scrolls sideways, so it can be reached with the keyboard (WCAG 2.1.1); where
  /// scripts are on, only while it scrolls.
  ///
  /// - Parameters:
  ///   - caption: what the table shows, for those who do not see it.
  ///   - rows: one cell for each column.
  ///   - foot: sums.
  package static func table(
    caption: String, columns: [Column], sorting: Sorting? = nil, rows: [[HTML]],
    foot: [HTML]? = nil, isCaptionShown: Bool = false
  ) -> HTML {
    let head = columns.map { Look.head($0, sorting) }
    let body = rows.map { row in "<tr>\(cells(row, columns))</tr>" as HTML }
    let last: HTML? = foot.map { "<tfoot><tr>\(cells($0, columns))</tr></tfoot>" as HTML }
    let captionClass = isCaptionShown ? nil : "unseen"
    return """
      <div class="table" role="group" aria-label="\(caption)" tabindex="0">\
      <table><caption\("class", is: captionClass)>\(caption)</caption>\
      <thead><tr>\(head)</tr></thead><tbody>\(body)</tbody>\(last)</table></div>
      """
  }

  private static func head(_ column: Column, _ sorting: Sorting?) -> HTML {
    let kind = column.isNumber ? "number" : nil
    guard let sort = column.sort, let sorting else {
      return "<th scope=\"col\"\("class", is: kind)>\(column.title)</th>"
    }
    let isCurrent = sorting.current == sort
    let order = isCurrent ? (sorting.isDescending ? "descending" : "ascending") : nil
    let path = sorting.path(sort, isCurrent ? !sorting.isDescending : false)
    let arrow: Icon = isCurrent ? (sorting.isDescending ? .down : .up) : .sort
    return """
      <th scope="col"\("class", is: kind)\("aria-sort", is: order)><a href="\(path)">\
      \(column.title)\(icon(arrow))</a></th>
      """
  }

  private static func cells(_ row: [HTML], _ columns: [Column]) -> [HTML] {
    precondition(row.count == columns.count, "\(row.count) cells for \(columns.count) columns")
    return zip(row, columns).enumerated().map { index, pair in
      let (cell, column) = pair
      let kind = column.isNumber ? "number" : nil
      return index == 0
        ? "<th scope=\"row\"\("class", is: kind) data-label=\"\(column.title)\">\(cell)</th>"
        : "<td\("class", is: kind) data-label=\"\(column.title)\">\(cell)</td>"
    }
  }

  /// The name of a row as a link, with a line below.
  package static func mainCell(_ label: String, to path: String, under: String? = nil) -> HTML {
    """
    <span><a class="main" href="\(path)">\(label)</a>\
    \(under.map { "<span class=\"under\">\($0)</span>" as HTML })</span>
    """
  }

  /// A cell of two lines.
  package static func cell(_ text: String, under: String? = nil) -> HTML {
    guard let under else { return HTML(text: text) }
    return "<span>\(text)<span class=\"under\">\(under)</span></span>"
  }

  /// A box that picks a row for a bulk action. `label` says which row.
  package static func pick(
    name: String, value: String, label: String, isChecked: Bool = false
  ) -> HTML {
    """
    <input type="checkbox" name="\(name)" value="\(value)" aria-label="\(label)" data-pick\
    \("checked", is: isChecked)>
    """
  }

  /// Where the list goes on. There is no number of pages: counting a million rows is work that
  /// nobody asked for.
  package static func pager(note: String, first: String?, next: String?) -> HTML {
    let links = [
      first.map { action("Início", to: $0, icon: .left) },
      next.map { action("Próxima página", to: $0, icon: .right, key: "n") },
    ].compactMap { $0 }
    return """
      <nav class="pager" aria-label="Páginas da lista"><p>\(note)</p>\
      \(if: !links.isEmpty, "<div class=\"actions\">\(links)</div>")</nav>
      """
  }
}
