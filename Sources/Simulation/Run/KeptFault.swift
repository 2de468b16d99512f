import Synchronization

/// The first of several faults, until somebody looks.
final class KeptFault: Sendable {
  private let fault = Mutex<String?>(nil)

  func add(_ text: String) { fault.withLock { $0 = $0 ?? text } }

  func take() -> String? {
    fault.withLock { fault in
      defer { fault = nil }
      return fault
    }
  }
}
