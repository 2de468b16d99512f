package import Credit
import SQLDatabase

/// Bloqueio: one reason why a title is not listed again, with who set it and, once that is over,
/// who freed it. Nothing of it is ever deleted.
package struct TitleBlock: Identified, Hashable, Sendable {
  package static let idPrefix = "blk"

  /// What set it.
  package enum Cause: String, Hashable, Sendable {
    /// Somebody of the house took the listing off for a reason that blocks.
    case removal
    /// A second person did not approve.
    case decline
    /// What the bureau told: a removal of its own, a court, a contestation.
    case bureau
    /// A contestation that was opened at the title; it is freed with the contestation.
    case contestation
    /// The person died.
    case death
    /// A person set it by hand.
    case person
  }

  package let id: ID<TitleBlock>
  package let receivable: ID<Receivable>
  package let reason: ListingBlockReason
  package let cause: Cause
  package let note: String
  package let since: Instant
  /// The last day on which it blocks; nil until somebody frees the title.
  package let until: CivilDate?
  package let setBy: String
  package let releasedAt: Instant?
  package let releasedBy: String?
  package let releaseNote: String?

  /// Whether it keeps the title from being listed on a day.
  package func stands(on day: CivilDate) -> Bool {
    releasedAt == nil && (until.map { day <= $0 } ?? true)
  }
}

extension Sequence<TitleBlock> {
  /// The one that is told where several stand: the gravest reason.
  package func standing(on day: CivilDate) -> TitleBlock? {
    let standing = filter { $0.stands(on: day) }
    return ListingBlockReason.allCases.lazy.compactMap { reason in
      standing.first { $0.reason == reason }
    }.first
  }
}

/// Blocks in the database. `receivables.reinclusion_blocked` tells whether a title has one that is
/// not freed, so that nobody looks for those of the others.
enum TitleBlockRows {
  enum Column: Int, TableColumn {
    static let table = "listing_blocks"

    case id, receivableId, reason, cause, note, sinceAt, untilOn, setBy, releasedAt, releasedBy
    case releaseNote
  }

  private static let table = ColumnTable<Column>()
  private static let select = table.select
  private static let setting = table.insert([
    .id, .receivableId, .reason, .cause, .note, .sinceAt, .untilOn, .setBy,
  ])

  /// Letters of a note of ours and of a person.
  static let noteLimit = 500

  private static func decode(_ row: Row) throws -> TitleBlock {
    let row = ColumnRow<Column>(row)
    return TitleBlock(
      id: try row.id(.id), receivable: try row.id(.receivableId), reason: try row.word(.reason),
      cause: try row.word(.cause), note: try row.text(.note), since: try row.instant(.sinceAt),
      until: try row.optionalDate(.untilOn), setBy: try row.text(.setBy),
      releasedAt: try row.optionalInstant(.releasedAt),
      releasedBy: try row.optionalText(.releasedBy),
      releaseNote: try row.optionalText(.releaseNote))
  }

  /// All of a title, the oldest first.
  static func history(
    of receivable: ID<Receivable>, limit: Int, in transaction: Transaction
  ) throws -> [TitleBlock] {
    try transaction.query(
      select + " WHERE receivable_id = ?1 ORDER BY id DESC LIMIT ?2", [receivable, limit], decode
    ).reversed()
  }

  /// Those that nobody freed, lapsed ones too.
  static func open(
    of receivable: ID<Receivable>, in transaction: Transaction
  ) throws -> [TitleBlock] {
    try transaction.query(
      select + " WHERE receivable_id = ?1 AND released_at IS NULL ORDER BY id", [receivable],
      decode)
  }

  /// Sets a block. One that stands for the same reason stays as it is, unless it would end by
  /// itself or with the contestation at the title and the new one does not.
  static func set(
    _ reason: ListingBlockReason, _ cause: TitleBlock.Cause, note: String, until: CivilDate? = nil,
    of receivable: ID<Receivable>, by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    try endLapsed(of: receivable, at: now, in: transaction)
    try transaction.execute(
      """
      \(setting.sql)
      ON CONFLICT (receivable_id, reason) WHERE released_at IS NULL
      DO UPDATE SET cause = excluded.cause, note = excluded.note, set_by = excluded.set_by,
        until_on = excluded.until_on
      WHERE excluded.until_on IS NULL AND excluded.cause <> 'contestation'
        AND (listing_blocks.until_on IS NOT NULL
          OR (listing_blocks.cause = 'contestation' AND excluded.cause <> 'removal'))
      """,
      [
        try transaction.nextIdentifier(), receivable, reason.rawValue, cause.rawValue,
        TextBound.cleaned(note, limit: noteLimit), now, until, actor.name,
      ])
    try transaction.execute(
      "UPDATE receivables SET reinclusion_blocked = 1 WHERE id = ?1", [receivable])
  }

  private static func endLapsed(
    of receivable: ID<Receivable>, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE listing_blocks SET released_at = ?2, released_by = ?3,
        release_note = 'O prazo do bloqueio terminou.'
      WHERE receivable_id = ?1 AND released_at IS NULL AND until_on < ?4
      """, [receivable, now, Actor.system.name, now.civilDate])
  }

  /// Frees those that stand, or only some. Tells how many these were.
  static func release(
    of receivable: ID<Receivable>, only reason: ListingBlockReason? = nil,
    cause: TitleBlock.Cause? = nil, note: String, by actor: Actor, at now: Instant,
    in transaction: Transaction
  ) throws -> Int {
    try endLapsed(of: receivable, at: now, in: transaction)
    let count = try transaction.execute(
      """
      UPDATE listing_blocks SET released_at = ?2, released_by = ?3, release_note = ?4
      WHERE receivable_id = ?1 AND released_at IS NULL
        AND reason = COALESCE(CAST(?5 AS TEXT), reason)
        AND cause = COALESCE(CAST(?6 AS TEXT), cause)
      """,
      [
        receivable, now, actor.name, TextBound.cleaned(note, limit: noteLimit), reason?.rawValue,
        cause?.rawValue,
      ])
    try transaction.execute(
      """
      UPDATE receivables SET reinclusion_blocked = CASE WHEN EXISTS (SELECT 1
        FROM listing_blocks b WHERE b.receivable_id = receivables.id AND b.released_at IS NULL)
        THEN 1 ELSE 0 END
      WHERE id = ?1
      """, [receivable])
    return count
  }
}
