import Credit
import Foundation
import JSONText

/// Seconds of several runs of one thing.
struct Measured: Sendable {
  private var seconds: [Double] = []

  mutating func add(_ duration: Duration) {
    let parts = duration.components
    seconds.append(Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
  }

  /// The runs of another measurement after these.
  mutating func append(_ other: Measured) { seconds += other.seconds }

  /// Runs something and counts its time.
  mutating func time<Value>(_ work: () async throws -> Value) async throws -> Value {
    let start = ContinuousClock.now
    let value = try await work()
    add(ContinuousClock.now - start)
    return value
  }

  var median: Double {
    precondition(!seconds.isEmpty, "nothing was measured")
    let sorted = seconds.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// With three decimals, as JSON writes it.
  static func decimal(_ value: Double) -> JSON {
    let thousandths = Int((value * 1_000).rounded())
    return .decimal("\(thousandths / 1_000).\(padded(thousandths % 1_000, 3))")
  }

  /// The most memory that the process has held, in MiB (VmHWM); null where nobody tells.
  static var peakMebibytes: JSON {
    guard let status = FileManager.default.contents(atPath: "/proc/self/status") else {
      return .null
    }
    for line in String(decoding: status, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("VmHWM:") {
      return Int64(line.filter(\.isNumber)).map { .integer($0 / 1_024) } ?? .null
    }
    return .null
  }
}
