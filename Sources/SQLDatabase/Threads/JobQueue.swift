import Glibc

/// A queue whose takers block: what stands between callers that suspend and the threads that the
/// engines own. First in, first out.
final class JobQueue<Job: Sendable>: @unchecked Sendable {
  // Every access to `jobs` and `closed` happens between lock and unlock of `mutex`.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [Job] = []
  /// Jobs before this index were taken; the array is cut once it is used up.
  private var taken = 0
  private var closed = false

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(filled, nil)
  }

  deinit {
    pthread_cond_destroy(filled)
    pthread_mutex_destroy(mutex)
    filled.deallocate()
    mutex.deallocate()
  }

  /// False when the queue was closed; the job was not taken in then.
  func push(_ job: Job) -> Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if closed { return false }
    jobs.append(job)
    pthread_cond_signal(filled)
    return true
  }

  /// Blocks until there is a job; nil once the queue is closed and empty.
  func take() -> Job? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while taken == jobs.count && !closed { pthread_cond_wait(filled, mutex) }
    return next()
  }

  /// The next job if one waits already.
  func takeWaiting() -> Job? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return next()
  }

  /// No more jobs are taken in; those inside are still handed out.
  func close() {
    pthread_mutex_lock(mutex)
    closed = true
    pthread_cond_broadcast(filled)
    pthread_mutex_unlock(mutex)
  }

  private func next() -> Job? {
    guard taken < jobs.count else { return nil }
    let job = jobs[taken]
    taken += 1
    if taken == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      taken = 0
    } else if taken >= 1_024 {
      // A queue that is never empty must not grow with all that ever went through it.
      jobs.removeFirst(taken)
      taken = 0
    }
    return job
  }
}
