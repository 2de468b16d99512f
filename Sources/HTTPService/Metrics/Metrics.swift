import Synchronization

/// The measurements of a process, told as Prometheus text (exposition format 0.0.4).
///
/// Labels must come from a fixed set (a route's pattern, a status): never an id or a document.
package final class Metrics: Sendable {
  /// Combinations of labels that one measurement keeps; more are counted in a series whose labels
  /// all say `other`.
  package static let seriesLimit = 2_000
  /// Upper bounds of the buckets of a duration, in seconds.
  package static let durationBuckets = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  private enum Kind: String { case counter, gauge, histogram }

  private struct Series {
    var value = 0.0
    var buckets: [Int] = []
    var count = 0
  }

  private struct Family {
    let kind: Kind
    let help: String
    let labels: [String]
    let bounds: [Double]
    var series: [[String]: Series] = [:]
  }

  private let families = Mutex<[String: Family]>([:])

  package init() {}

  /// Only ever grows.
  package struct Counter: Sendable {
    fileprivate let metrics: Metrics
    fileprivate let name: String

    package func increment(_ labels: [String] = [], by amount: Int = 1) {
      metrics.update(name, labels) { series, _ in series.value += Double(amount) }
    }
  }

  /// Goes up and down.
  package struct Gauge: Sendable {
    fileprivate let metrics: Metrics
    fileprivate let name: String

    package func set(_ value: Double, _ labels: [String] = []) {
      metrics.update(name, labels) { series, _ in series.value = value }
    }
  }

  /// How values are spread over fixed buckets.
  package struct Histogram: Sendable {
    fileprivate let metrics: Metrics
    fileprivate let name: String

    package func observe(_ value: Double, _ labels: [String] = []) {
      metrics.update(name, labels) { series, bounds in
        if series.buckets.isEmpty { series.buckets = bounds.map { _ in 0 } }
        if let index = bounds.firstIndex(where: { value <= $0 }) { series.buckets[index] += 1 }
        series.value += value
        series.count += 1
      }
    }
  }

  /// A counter; its name ends in `_total`. The same name gives the same counter.
  package func counter(_ name: String, help: String, labels: [String] = []) -> Counter {
    declare(name, Family(kind: .counter, help: help, labels: labels, bounds: []))
    return Counter(metrics: self, name: name)
  }

  package func gauge(_ name: String, help: String, labels: [String] = []) -> Gauge {
    declare(name, Family(kind: .gauge, help: help, labels: labels, bounds: []))
    return Gauge(metrics: self, name: name)
  }

  package func histogram(
    _ name: String, help: String, labels: [String] = [], buckets: [Double] = durationBuckets
  ) -> Histogram {
    declare(name, Family(kind: .histogram, help: help, labels: labels, bounds: buckets))
    return Histogram(metrics: self, name: name)
  }

  private func declare(_ name: String, _ family: Family) {
    families.withLock { families in
      if let known = families[name] {
        precondition(
          known.kind == family.kind && known.labels == family.labels,
          "the measurement \(name) is declared twice and differently")
      } else {
        families[name] = family
      }
    }
  }

  private func update(
    _ name: String, _ labels: [String], _ change: (inout Series, [Double]) -> Void
  ) {
    families.withLock { families in
      guard var family = families.removeValue(forKey: name) else { return }
      precondition(
        family.labels.count == labels.count, "\(name) has the labels \(family.labels): \(labels)")
      var labels = labels
      if family.series[labels] == nil, family.series.count >= Self.seriesLimit {
        labels = labels.map { _ in "other" }
      }
      change(&family.series[labels, default: Series()], family.bounds)
      families[name] = family
    }
  }

  /// All measurements, sorted by name and labels.
  package var text: String {
    let snapshot = families.withLock { $0 }
    var output = ""
    for (name, family) in snapshot.sorted(by: { $0.key < $1.key }) {
      output += "# HELP \(name) \(Self.escape(family.help))\n"
      output += "# TYPE \(name) \(family.kind.rawValue)\n"
      let series = family.series.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for (values, series) in series {
        let labels = zip(family.labels, values).map { "\($0)=\"\(Self.escape($1, quotes: true))\"" }
        Self.append(series, name, labels, family, to: &output)
      }
    }
    return output
  }

  private static func append(
    _ series: Series, _ name: String, _ labels: [String], _ family: Family,
    to output: inout String
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
    value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
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
