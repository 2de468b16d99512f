import Fictitious
import Synchronization
import World

/// Random bytes that are the same in every run.
final class SeededSource: RandomSource {
  private let numbers: Mutex<SeededNumbers>

  init(seed: UInt64) {
    numbers = Mutex(SeededNumbers(seed: seed))
  }

  func bytes(_ count: Int) -> [UInt8] { numbers.withLock { $0.bytes(count) } }
}
