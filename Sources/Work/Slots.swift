import World

/// Does items beside each other, so many at once, and fills a slot again as soon as it is free:
/// nothing waits for the slowest of a batch.
package struct Slots: Sendable {
  package let count: Int
  /// Items of one run at the most, so that a run ends although new ones keep coming.
  package let itemLimit: Int

  package init(count: Int, itemLimit: Int) {
    self.count = max(count, 1)
    self.itemLimit = max(itemLimit, 1)
  }

  /// Set where items are done one after the other, in the order in which they were taken: a
  /// simulation repeats from its seed.
  @TaskLocal package static var isInTurn = false

  private enum Event: Sendable {
    case ended
    /// Time to look whether new items came for the free slots.
    case tick
  }

  /// Runs until no item is left and every slot has ended; tells whether there was any. An error of
  /// `next` ends the taking of items, not the ones under way, and is thrown when they have ended.
  ///
  /// - Parameters:
  ///   - next: gives up to so many items that are to be done now.
  ///   - perform: does one.
  package func run<Item: Sendable>(
    next: @Sendable (_ free: Int) async throws -> [Item],
    perform: @escaping @Sendable (Item) async -> Void
  ) async throws -> Bool {
    if Self.isInTurn { return try await runInTurn(next: next, perform: perform) }
    var taken = 0
    var problem: (any Error)?
    await withTaskGroup(of: Event.self) { group in
      var running = 0
      var ticks = false
      while true {
        if running < count, taken < itemLimit, problem == nil, !Task.isCancelled {
          do {
            let items = try await next(min(count - running, itemLimit - taken))
            for item in items {
              group.addTask {
                await perform(item)
                return .ended
              }
            }
            running += items.count
            taken += items.count
          } catch {
            problem = error
          }
        }
        guard running > 0 else { break }
        if running < count, !ticks, problem == nil {
          ticks = true
          group.addTask {
            do {
              try await Task.sleep(for: .seconds(Timekeeper.pollSeconds))
            } catch {
              // Cancelled: there is nothing left to look for.
            }
            return .tick
          }
        }
        switch await group.next() {
        case .ended: running -= 1
        case .tick: ticks = false
        case nil: break
        }
      }
      // Only a tick may be left.
      group.cancelAll()
    }
    if let problem { throw problem }
    return taken > 0
  }

  private func runInTurn<Item: Sendable>(
    next: @Sendable (_ free: Int) async throws -> [Item],
    perform: @escaping @Sendable (Item) async -> Void
  ) async throws -> Bool {
    var taken = 0
    while taken < itemLimit, !Task.isCancelled {
      let items = try await next(1)
      guard !items.isEmpty else { break }
      for item in items { await perform(item) }
      taken += items.count
    }
    return taken > 0
  }
}
