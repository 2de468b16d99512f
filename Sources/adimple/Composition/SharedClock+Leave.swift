import Coordination
import Logging

extension SharedClock {
  /// At the end of a process: others need not wait until it counts as dead.
  func leave(_ logger: Logger) async {
    do {
      try await release()
    } catch {
      logger.warning("leaving the shared clock failed", metadata: ["error": "\(error)"])
    }
  }
}
