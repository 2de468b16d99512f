/// How measurements are written for Prometheus (exposition format 0.0.4).
enum PrometheusText {
  /// A name of letters, digits and `_`, whatever a library calls it, with its suffix once.
  static func name(_ label: String, suffix: String = "") -> String {
    var name = ""
    for scalar in label.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "_": name.unicodeScalars.append(scalar)
      case "0"..."9" where !name.isEmpty: name.unicodeScalars.append(scalar)
      default: name += "_"
      }
    }
    return name.hasSuffix(suffix) ? name : name + suffix
  }

  static func family(
    _ name: String, _ family: PrometheusMetrics.Family, description: String?
  ) -> String {
    var output = description.map { "# HELP \(name) \(escape($0))\n" } ?? ""
    output += "# TYPE \(name) \(family.kind.rawValue)\n"
    let lines = family.series.map { labels, series in
      (labels.map { "\($0.name)=\"\(escape($0.value, quotes: true))\"" }, series.snapshot)
    }
    for (labels, series) in lines.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
      append(series, name, labels, family, to: &output)
    }
    return output
  }

  private static func append(
    _ series: Series.State, _ name: String, _ labels: [String],
    _ family: PrometheusMetrics.Family, to output: inout String
  ) {
    func line(_ suffix: String, _ extra: [String], _ value: String) {
      let all = (labels + extra).joined(separator: ",")
      output += name + suffix + (all.isEmpty ? "" : "{\(all)}") + " \(value)\n"
    }
    guard family.kind == .histogram else { return line("", [], number(series.value)) }
    var total = 0
    for (bound, count) in zip(family.bounds, series.buckets) {
      total += count
      line("_bucket", ["le=\"\(number(bound))\""], String(total))
    }
    line("_bucket", ["le=\"+Inf\""], String(series.count))
    line("_sum", [], number(series.value))
    line("_count", [], String(series.count))
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int64(exactly: value).map(String.init) ?? String(value)
  }

  private static func escape(_ text: String, quotes: Bool = false) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\"" where quotes: output += "\\\""
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
