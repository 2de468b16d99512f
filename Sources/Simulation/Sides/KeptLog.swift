import Logging
import Synchronization

/// What both sides logged and nobody has looked at yet.
final class KeptLog: Sendable {
  private let lines = Mutex<[String]>([])

  var logger: Logger {
    Logger(label: "simulation") { _ in Handler(log: self) }
  }

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  /// The lines since the last time.
  func take() -> [String] {
    lines.withLock { lines in
      defer { lines = [] }
      return lines
    }
  }

  private struct Handler: LogHandler {
    let log: KeptLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
      let words = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      log.add(([event.level.rawValue, event.message.description] + words).joined(separator: " "))
    }
  }
}
