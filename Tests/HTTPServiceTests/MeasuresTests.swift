import Measures
import Metrics
import Testing

/// The text that Prometheus reads, whoever measures.
@Suite("Measurements")
struct MeasuresTests {
  @Test("counters, meters, recorders and timers are told by name and labels")
  func text() {
    let metrics = PrometheusMetrics()
    metrics.describe("a_total", "Runs\nof it.")
    let done = Counter(label: "a", dimensions: [("outcome", "done")], factory: metrics)
    done.increment()
    Counter(label: "a_total", dimensions: [("outcome", "done")], factory: metrics).increment(by: 2)
    Counter(label: "a", dimensions: [("outcome", "a\"b\\c\n")], factory: metrics).increment()
    Meter(label: "b.2-x", factory: metrics).set(2.5)
    let waits = Timer(label: "c", factory: metrics)
    for seconds in [0.001, 0.002, 20] { waits.recordSeconds(seconds) }
    let text = metrics.text
    #expect(
      text.hasPrefix(
        #"""
        # HELP a_total Runs\nof it.
        # TYPE a_total counter
        a_total{outcome="a\"b\\c\n"} 1
        a_total{outcome="done"} 3
        # TYPE b_2_x gauge
        b_2_x 2.5
        # TYPE c_seconds histogram
        c_seconds_bucket{le="0.001"} 1
        c_seconds_bucket{le="0.0025"} 2

        """#))
    #expect(
      text.hasSuffix("c_seconds_bucket{le=\"+Inf\"} 3\nc_seconds_sum 20.003\nc_seconds_count 3\n"))
  }

  @Test("too many combinations of labels are counted together")
  func seriesLimit() {
    let metrics = PrometheusMetrics()
    for index in 0..<PrometheusMetrics.seriesLimit + 5 {
      Counter(label: "a", dimensions: [("x", "v\(index)")], factory: metrics).increment()
    }
    #expect(metrics.text.contains("a_total{x=\"other\"} 5\n"))
  }

  @Test("a measurement beyond the last one that is kept is not told")
  func familyLimit() {
    let metrics = PrometheusMetrics()
    for index in 0..<PrometheusMetrics.familyLimit + 5 {
      Counter(label: "a\(index)", factory: metrics).increment()
    }
    #expect(metrics.text.split(separator: "\n").count == 2 * PrometheusMetrics.familyLimit)
  }

  @Test("what is measured as two things is told as the first of them")
  func twoKinds() {
    let metrics = PrometheusMetrics()
    Meter(label: "a", factory: metrics).set(7)
    Recorder(label: "a", aggregate: true, factory: metrics).record(3)
    #expect(metrics.text == "# TYPE a gauge\na 7\n")
  }

  @Test("values that are no numbers are written as Prometheus reads them")
  func strangeValues() {
    let metrics = PrometheusMetrics()
    Meter(label: "a", factory: metrics).set(Double.nan)
    Meter(label: "b", factory: metrics).set(-Double.infinity)
    Meter(label: "c", factory: metrics).set(1e300)
    #expect(metrics.text.contains("a NaN\n") && metrics.text.contains("b -Inf\n"))
    #expect(metrics.text.contains("c 1e+300\n"))
  }

  @Test("what libraries measure is told after our own")
  func libraries() {
    let process = PrometheusMetrics()
    let side = PrometheusMetrics(process: process)
    Meter(label: "own", factory: side).set(1)
    Meter(label: "library", factory: process).set(2)
    #expect(side.text == "# TYPE own gauge\nown 1\n# TYPE library gauge\nlibrary 2\n")
  }
}
