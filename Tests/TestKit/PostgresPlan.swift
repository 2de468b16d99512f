/// A step of a plan of PostgreSQL, with the steps that feed it; read from `EXPLAIN (COSTS OFF)`.
package struct PostgresPlan {
  let kind: String
  let table: String?
  let index: String?
  /// What an index is looked up by.
  private(set) var condition: String?
  /// Whether rows are looked at that are not taken.
  private(set) var isFiltered = false
  /// Whether it is a query of its own (`InitPlan`, `SubPlan`, `CTE`) and no rows flow from it.
  let isQuery: Bool
  private(set) var parts: [PostgresPlan] = []

  package init(lines: [String]) {
    var rest = lines[...]
    self.init(taking: &rest, isQuery: false)
  }

  /// Takes one step and all that stands deeper.
  private init(taking lines: inout ArraySlice<String>, isQuery: Bool) {
    let line = lines.removeFirst()
    let depth = Self.depth(line)
    let words = line.drop { " ->".contains($0) }
    kind = Self.name(words)
    index =
      Self.word(after: " using ", in: words)
      ?? Self.word(after: "Bitmap Index Scan on ", in: words)
    table = kind == "Bitmap Index Scan" ? nil : Self.word(after: " on ", in: words)
    self.isQuery = isQuery
    var followsLabel = false
    while let next = lines.first {
      if !next.contains("->  ") {
        let text = next.drop { $0 == " " }
        // What stands before the next step belongs to the last one, a label to the one behind it.
        followsLabel = ["InitPlan ", "SubPlan ", "CTE "].contains { text.hasPrefix($0) }
        if text.hasPrefix("Index Cond: "), parts.isEmpty { condition = String(text.dropFirst(12)) }
        if text.hasPrefix("Filter: "), parts.isEmpty { isFiltered = true }
        if followsLabel, Self.indent(next) <= depth { return }
        lines.removeFirst()
      } else if Self.depth(next) > depth {
        parts.append(PostgresPlan(taking: &lines, isQuery: followsLabel))
        followsLabel = false
      } else {
        return
      }
    }
  }

  private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }

  /// The column of the arrow; before everything for the first line.
  private static func depth(_ line: String) -> Int { line.contains("->  ") ? indent(line) : -1 }

  private static func name(_ words: Substring) -> String {
    let ends = [" using ", " on ", "  ("].compactMap { words.firstRange(of: $0)?.lowerBound }
    return String(words[..<(ends.min() ?? words.endIndex)])
  }

  private static func word(after mark: String, in words: Substring) -> String? {
    guard let start = words.firstRange(of: mark)?.upperBound else { return nil }
    return String(words[start...].prefix { $0 != " " })
  }

  /// The large tables that are read from end to end. In the order of an index a list may begin at
  /// its end: it stops with its page, unless a step between gathers everything first.
  package func faults(in large: Set<String>, stops: Bool = false) -> [String] {
    var faults: [String] = []
    if let table, large.contains(table), !isNarrow {
      if kind == "Seq Scan", isFiltered || !stops {
        faults.append("\(table) is read from end to end")
      } else if !stops {
        faults.append("the index \(index ?? "of a bitmap") of \(table) is read from end to end")
      }
    }
    for (place, part) in parts.enumerated() {
      faults += part.faults(in: large, stops: passes(stops, to: place))
    }
    return faults
  }

  private var isNarrow: Bool {
    kind == "Bitmap Heap Scan" ? parts.allSatisfy(\.isNarrowed) : condition != nil
  }

  /// Whether an index under a bitmap is looked up; of several that are met, one of them.
  private var isNarrowed: Bool {
    switch kind {
    case "BitmapAnd": parts.contains(where: \.isNarrowed)
    case "BitmapOr": parts.allSatisfy(\.isNarrowed)
    default: condition != nil
    }
  }

  /// Whether a part is asked for no more rows than a page has.
  private func passes(_ stops: Bool, to place: Int) -> Bool {
    switch kind {
    case _ where parts[place].isQuery: false
    case "Limit": true
    case "Sort", "Incremental Sort", "Aggregate", "HashAggregate", "Hash", "WindowAgg": false
    case _ where kind.hasPrefix("SetOp") || kind.hasPrefix("HashSetOp"): false
    // The inner side is read once more for each row of the outer one.
    case _ where kind.hasPrefix("Nested Loop"):
      stops && place == parts.firstIndex { !$0.isQuery }
    default: stops
    }
  }

  /// The steps as lines, for whoever reads a failure.
  package var text: String { lines.joined(separator: "\n") }

  private var lines: [String] {
    let own = [kind, index, table, condition].compactMap(\.self).joined(separator: " ")
    return [own] + parts.flatMap(\.lines).map { "  " + $0 }
  }
}
