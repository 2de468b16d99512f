package import Metrics
import Synchronization

/// The measurements of a process behind swift-metrics, told as Prometheus text (exposition format
/// 0.0.4). Our rooms measure into the one that `World` gives them; libraries into the one that the
/// composition root has made the system's.
///
/// Labels come from a fixed set (a route's pattern, a status, a queue): never an id or a document.
package final class PrometheusMetrics: MetricsFactory {
  /// Combinations of labels that one measurement keeps; more are counted in a series whose labels
  /// all say `other`.
  package static let seriesLimit = 2_000
  /// Measurements that are kept; what comes after them is not told.
  package static let familyLimit = 500
  /// Upper bounds of the buckets of a duration, in seconds.
  static let durationBuckets = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]
  /// Upper bounds of the buckets of sizes and counts.
  static let sizeBuckets: [Double] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

  enum Kind: String, Sendable { case counter, gauge, histogram }

  struct Family: Sendable {
    let kind: Kind
    let bounds: [Double]
    var series: [[Label]: Series] = [:]
  }

  struct Label: Hashable, Sendable {
    let name: String
    let value: String
  }

  private let families = Mutex<[String: Family]>([:])
  private let descriptions = Mutex<[String: String]>([:])
  private let process: PrometheusMetrics?

  /// - Parameter process: what libraries measure into; told after our own.
  package init(process: PrometheusMetrics? = nil) {
    self.process = process
  }

  /// Says in a sentence what a measurement is.
  package func describe(_ name: String, _ sentence: String) {
    descriptions.withLock { $0[name] = sentence }
  }

  /// All measurements, sorted by name and labels.
  package var text: String {
    let descriptions = descriptions.withLock { $0 }
    let own = families.withLock { $0 }.map { name, family in
      PrometheusText.family(name, family, description: descriptions[name])
    }
    return own.sorted().joined() + (process?.text ?? "")
  }

  private func series(
    _ name: String, _ kind: Kind, _ dimensions: [(String, String)], bounds: [Double] = []
  ) -> Series {
    let labels = dimensions.map { Label(name: PrometheusText.name($0.0), value: $0.1) }
    return families.withLock { families in
      let known = families[name]
      // Measured as two different things, or one too many: nobody is told.
      guard known.map({ $0.kind == kind }) ?? (families.count < Self.familyLimit) else {
        return Series(kind, bounds: bounds)
      }
      if let series = known?.series[labels] { return series }
      var place = labels
      if let known, known.series.count >= Self.seriesLimit {
        place = labels.map { Label(name: $0.name, value: "other") }
        if let series = known.series[place] { return series }
      }
      let made = Series(kind, bounds: known?.bounds ?? bounds)
      families[name, default: Family(kind: kind, bounds: bounds)].series[place] = made
      return made
    }
  }

  // MARK: MetricsFactory

  package func makeCounter(
    label: String, dimensions: [(String, String)]
  ) -> any CounterHandler {
    series(PrometheusText.name(label, suffix: "_total"), .counter, dimensions)
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    series(PrometheusText.name(label, suffix: "_total"), .counter, dimensions)
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(PrometheusText.name(label), .gauge, dimensions)
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    aggregate
      ? series(PrometheusText.name(label), .histogram, dimensions, bounds: Self.sizeBuckets)
      : series(PrometheusText.name(label), .gauge, dimensions)
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(
      PrometheusText.name(label, suffix: "_seconds"), .histogram, dimensions,
      bounds: Self.durationBuckets)
  }

  // What was measured stays told until the process ends.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}
}
