extension Look {
  /// A square code of dark and light modules, the modules of each row joined to bars, as one path.
  package static func squareCode(
    columns: Int, rows: Int, label: String, isDark: (_ column: Int, _ row: Int) -> Bool
  ) -> HTML {
    var path = ""
    for row in 0..<max(rows, 0) {
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
