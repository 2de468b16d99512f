import SQLDatabase

extension CreditorSchema {
  /// Blocks of titles, with their history. What was blocked by a flag so far, taken off by the
  /// bureau, or declined, begins blocked.
  static let migration25 = Migration(
    number: 25, note: "Titles that are not listed again until a person frees them",
    sql: """
      CREATE TABLE listing_blocks (
        id {integer} PRIMARY KEY,
        receivable_id {integer} NOT NULL REFERENCES receivables (id),
        reason TEXT NOT NULL CHECK (reason IN ('debtor-deceased', 'court-order', 'undue-listing',
          'dispute', 'removed-by-bureau', 'declined', 'listed-elsewhere', 'held-by-source',
          'protest')),
        cause TEXT NOT NULL
          CHECK (cause IN ('removal', 'decline', 'bureau', 'contestation', 'death', 'person')),
        note TEXT NOT NULL,
        since_at {integer} NOT NULL,
        until_on {integer},
        set_by TEXT NOT NULL,
        released_at {integer},
        released_by TEXT,
        release_note TEXT,
        CHECK ((released_at IS NULL) = (released_by IS NULL)),
        CHECK ((released_at IS NULL) = (release_note IS NULL))
      ){strict};
      CREATE UNIQUE INDEX listing_blocks_open ON listing_blocks (receivable_id, reason)
        WHERE released_at IS NULL;
      CREATE INDEX listing_blocks_receivable ON listing_blocks (receivable_id, id);

      \(migration25Conversion)
      """)

  /// What was blocked, declined or taken off by the bureau before. The ids are those of the titles:
  /// no row of any table gets them again.
  package static let migration25Conversion = """
    INSERT INTO listing_blocks (id, receivable_id, reason, cause, note, since_at, set_by)
    SELECT r.id, r.id,
      CASE WHEN l.state = 'declined' THEN 'declined'
        WHEN l.removal_reason = 'death' OR l.bureau_removal_reason = 'death'
          THEN 'debtor-deceased'
        WHEN l.removal_reason = 'court-order'
          OR l.bureau_removal_reason IN ('court-order', 'court-determination')
          THEN 'court-order'
        WHEN l.bureau_removal_reason IN ('consumer-statement', 'debt-not-proven',
          'documents-missing') THEN 'dispute'
        WHEN l.state = 'removedByBureau' THEN 'removed-by-bureau'
        ELSE 'undue-listing' END,
      CASE WHEN l.state = 'declined' THEN 'decline'
        WHEN l.state = 'removedByBureau' THEN 'bureau' ELSE 'removal' END,
      'De antes da versão que guarda os bloqueios.', COALESCE(l.updated_at, r.updated_at),
      'system'
    FROM receivables r LEFT JOIN listings l
      ON l.id = (SELECT MAX(x.id) FROM listings x WHERE x.receivable_id = r.id)
    WHERE r.reinclusion_blocked = 1 OR (r.live_listing_id IS NULL
      AND r.status IN ('open', 'partiallyPaid') AND l.state IN ('removedByBureau', 'declined'));
    UPDATE receivables SET reinclusion_blocked = 1
      WHERE reinclusion_blocked = 0
        AND id IN (SELECT receivable_id FROM listing_blocks);
    """
}
