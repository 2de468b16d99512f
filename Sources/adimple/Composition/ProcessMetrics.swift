import Measures
import Metrics

/// What this process measures. Libraries measure into the system's factory, which is one for the
/// process; each side has measurements of its own, told together with these.
enum ProcessMetrics {
  private static let libraries = PrometheusMetrics()

  /// Makes the system's factory; once, before anything is measured.
  static func bootstrap() { MetricsSystem.bootstrap(libraries) }

  static func side() -> PrometheusMetrics { PrometheusMetrics(process: libraries) }
}
