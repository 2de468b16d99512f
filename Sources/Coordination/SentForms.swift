package import Logging
package import SQLDatabase
package import Sealing
package import World

/// Forms that were sent a moment ago, for every process on a database. A double click, or the same
/// page sent twice, does its work once: whoever sends it again gets the answer of the first time,
/// and waits for it where that is still at work. What was refused is done anew, unless something
/// was written before the refusal.
///
/// Where the process that had it died, nobody knows how far it came: the sender is told so, and
/// nothing is done a second time.
package struct SentForms: Sendable {
  /// Why a form that was sent before has no answer.
  package enum Failure: Error, Hashable, Sendable {
    /// The first one takes longer than anybody waits.
    case atWork
    /// The first one was cut off; it may or may not have been done.
    case unknown
  }

  /// How long a repetition waits for the first one: so many looks with a pause before each.
  static let lookCount = 200
  package static let pause = Duration.milliseconds(100)

  private let store: SentFormStore
  private let clock: any Clock
  private let logger: Logger
  private let sweep = Sweep()
  /// What passes between two looks.
  private let wait: @Sendable () async throws -> Void

  /// - Parameter clock: the time of people, also where the product's own clock is virtual.
  package init(
    database: any Database, sealer: Sealer, random: any RandomSource, clock: any Clock,
    logger: Logger,
    wait: @escaping @Sendable () async throws -> Void = { try await Task.sleep(for: Self.pause) }
  ) {
    store = SentFormStore(database: database, sealer: sealer, random: random)
    self.clock = clock
    self.logger = logger
    self.wait = wait
  }

  /// The work of a form, once. It goes on where the browser turns away meanwhile.
  ///
  /// - Parameters:
  ///   - key: 32 bytes that are the same for the same form.
  ///   - encode: the answer as it is kept; nil for one that tells that nothing was done: the form
  ///     may be sent again. It is told whether something was written all the same.
  ///   - work: where it throws, and nothing was written, the form may be sent again too.
  package func once<Answer: Sendable>(
    _ key: [UInt8],
    encode: @escaping @Sendable (inout Answer, _ hasWritten: Bool) async throws -> [UInt8]?,
    decode: ([UInt8]) throws -> Answer,
    work: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    if sweep.isDue(at: clock.now()) { try await store.clear(at: clock.now()) }
    for _ in 0..<Self.lookCount {
      switch try await store.claim(key, at: clock.now()) {
      case .fresh(let ticket):
        return try await Task { try await perform(key, ticket, encode, work) }.value
      case .done(let answer): return try decode(answer)
      case .lost: throw Failure.unknown
      case .atWork: try await wait()
      }
    }
    throw Failure.atWork
  }

  private func perform<Answer: Sendable>(
    _ key: [UInt8], _ ticket: [UInt8],
    _ encode: @Sendable (inout Answer, Bool) async throws -> [UInt8]?,
    _ work: @Sendable () async throws -> Answer
  ) async throws -> Answer {
    let ledger = WriteLedger()
    let renewal = Task { await renew(key, ticket) }
    defer { renewal.cancel() }
    var answer: Answer
    do {
      answer = try await ledger.watch(work)
    } catch {
      await note {
        if ledger.hasWritten || error as? DatabaseError == .commitUnknown {
          try await store.giveUp(key, ticket: ticket, at: clock.now())
        } else {
          try await store.release(key, ticket: ticket)
        }
      }
      throw error
    }
    let kept = try await encode(&answer, ledger.hasWritten)
    await note {
      if let kept {
        try await store.keep(kept, of: key, ticket: ticket)
      } else {
        try await store.release(key, ticket: ticket)
      }
    }
    return answer
  }

  /// Long work keeps its claim.
  private func renew(_ key: [UInt8], _ ticket: [UInt8]) async {
    while !Task.isCancelled {
      do {
        try await Task.sleep(for: .seconds(SentFormStore.leaseSeconds / 3))
      } catch {
        return
      }
      await note { try await store.renew(key, ticket: ticket, at: clock.now()) }
    }
  }

  /// The answer is told, whatever becomes of the note on it: without one the claim runs out, and a
  /// repetition is told that nobody knows.
  private func note(_ write: () async throws -> Void) async {
    do {
      try await write()
    } catch {
      logger.error(
        "a form that was sent could not be noted", metadata: ["errorType": "\(type(of: error))"])
    }
  }
}
