import Metrics
import Synchronization

/// One measurement with its labels.
final class Series: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler,
  TimerHandler
{
  struct State: Sendable {
    /// Of a histogram the sum of all values.
    var value = 0.0
    /// How many values fell into each bucket, not into those below.
    var buckets: [Int]
    var count = 0
  }

  private let kind: PrometheusMetrics.Kind
  private let bounds: [Double]
  private let state: Mutex<State>

  init(_ kind: PrometheusMetrics.Kind, bounds: [Double]) {
    self.kind = kind
    self.bounds = bounds
    state = Mutex(State(buckets: bounds.map { _ in 0 }))
  }

  var snapshot: State { state.withLock { $0 } }

  func increment(by amount: Int64) { increment(by: Double(amount)) }
  func increment(by amount: Double) { state.withLock { $0.value += amount } }
  func decrement(by amount: Double) { state.withLock { $0.value -= amount } }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { state.withLock { $0.value = value } }
  func reset() { state.withLock { $0 = State(buckets: bounds.map { _ in 0 }) } }
  func record(_ value: Int64) { record(Double(value)) }
  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func record(_ value: Double) {
    guard kind == .histogram else { return set(value) }
    let bucket = bounds.firstIndex { value <= $0 }
    state.withLock { state in
      if let bucket { state.buckets[bucket] += 1 }
      state.value += value
      state.count += 1
    }
  }
}
