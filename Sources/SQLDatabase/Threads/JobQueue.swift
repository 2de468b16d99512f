import Glibc

/// A queue whose takers block: what stands between callers that suspend and the threads that the
/// engines own. First in, first out, in constant time; no more than `limit` jobs wait.
final class JobQueue<Job: Sendable>: @unchecked Sendable {
  enum Push: Sendable {
    case taken
    /// So many wait already that this one would be answered too late.
    case full
    case closed
  }

  // Every access to what follows happens between lock and unlock of `mutex`.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let limit: Int
  /// A ring: `count` jobs from `first` on, around the end.
  private var ring: [Job?] = Array(repeating: nil, count: 16)
  private var first = 0
  private var count = 0
  private var closed = false

  /// - Parameter limit: jobs that wait at the most, from 1 on.
  init(limit: Int) {
    self.limit = limit
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(filled, nil)
  }

  deinit {
    pthread_cond_destroy(filled)
    pthread_mutex_destroy(mutex)
    filled.deallocate()
    mutex.deallocate()
  }

  func push(_ job: Job) -> Push {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if closed { return .closed }
    if count >= limit { return .full }
    if count == ring.count { grow() }
    ring[(first + count) % ring.count] = job
    count += 1
    pthread_cond_signal(filled)
    return .taken
  }

  /// Blocks until there is a job; nil once the queue is closed and empty.
  func take() -> Job? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while count == 0 && !closed { pthread_cond_wait(filled, mutex) }
    return next()
  }

  /// The next job if one waits already.
  func takeWaiting() -> Job? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return next()
  }

  /// How many jobs wait.
  var waiting: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return count
  }

  /// No more jobs are taken in; those inside are still handed out.
  func close() {
    pthread_mutex_lock(mutex)
    closed = true
    pthread_cond_broadcast(filled)
    pthread_mutex_unlock(mutex)
  }

  private func next() -> Job? {
    guard count > 0 else { return nil }
    defer {
      ring[first] = nil
      first = (first + 1) % ring.count
      count -= 1
    }
    return ring[first]
  }

  private func grow() {
    let waiting = ring[first...] + ring[..<first]
    ring = waiting + Array(repeating: nil, count: ring.count)
    first = 0
  }
}
