import Credit
import DebtCollection
import World

/// Keeps the sums over the book for as long as reading them is dear: where it took a millisecond
/// they are read for every look, where it took a second they are up to a hundred seconds old. The
/// page tells of when they are.
actor FigureKeeper {
  /// How many times as long as the reading took the answer is kept.
  private static let keepFactor: Int64 = 100
  private static let keepLimit: Int64 = 300 * 1_000_000

  private var kept: (figures: BookFigures, readAt: Instant, until: Instant)?

  /// - Parameters:
  ///   - wall: the time of people, which does not jump with a rehearsal's clock.
  ///   - isLimited: whether who looks is limited to branches.
  func figures(
    of office: Office, wall: any Clock, isLimited: Bool
  ) async throws -> (figures: BookFigures, readAt: Instant) {
    // Whoever sees some branches only has figures of his own.
    if isLimited { return (try await office.figures.bookFigures(), office.world.clock.now()) }
    let today = office.world.clock.now().civilDate
    let start = wall.now()
    if let kept, kept.figures.today == today, start < kept.until {
      return (kept.figures, kept.readAt)
    }
    let readAt = office.world.clock.now()
    let figures = try await office.figures.bookFigures()
    let end = wall.now()
    let took = end.microseconds(since: start)
    let until = end.adding(microseconds: min(took * Self.keepFactor, Self.keepLimit))
    kept = (figures, readAt, until)
    return (figures, readAt)
  }
}
