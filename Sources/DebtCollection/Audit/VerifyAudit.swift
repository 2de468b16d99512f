package import Credit
import SQLDatabase

/// A place where the history of a listing was changed, cut or lengthened.
package struct BrokenLink: Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// The entry's hash is not the one of its content behind the entry before.
    case changed
    /// A sequence number is missing.
    case missing
    /// The last entry is not the one that the listing names.
    case head
    /// The listing counts another number of entries.
    case length
    /// An entry cannot be read.
    case unreadable
  }

  package let listing: ID<Listing>
  /// The entry at which it shows; 0 where the history is empty.
  package let sequence: Int
  package let kind: Kind
}

/// What the check of all histories found.
package struct AuditReport: Hashable, Sendable {
  /// More broken links than this are counted, not listed.
  package static let listedLimit = 1_000

  package var listings = 0
  package var entries = 0
  package var brokenCount = 0
  package var broken: [BrokenLink] = []

  package var isIntact: Bool { brokenCount == 0 }

  /// Takes the findings of some more listings in.
  mutating func add(_ batch: AuditReport) {
    listings += batch.listings
    entries += batch.entries
    for link in batch.broken { add(link) }
  }

  mutating func add(_ link: BrokenLink) {
    brokenCount += 1
    if broken.count < Self.listedLimit { broken.append(link) }
  }
}

extension AuditTrail {
  /// Listings that are checked in one snapshot.
  static let auditBatchSize = 500

  /// Checks the hash chain of every listing's timeline, in constant memory.
  package func verifyAudit() async throws -> AuditReport {
    var report = AuditReport()
    var after: Int64 = 0
    while true {
      let position = after
      let (batch, last) = try await database.read { transaction in
        try Self.verifyBatch(after: position, in: transaction)
      }
      guard let last else { return report }
      report.add(batch)
      after = last
      try Task.checkCancellation()
    }
  }

  /// Checks the listings behind an id; the last one that there was, nil at the end.
  static func verifyBatch(
    after: Int64, in transaction: Transaction
  ) throws -> (AuditReport, last: Int64?) {
    let listings = try transaction.query(
      """
      SELECT id, timeline_length, timeline_head FROM listings WHERE id > ?1
      ORDER BY id LIMIT \(auditBatchSize)
      """, [after]
    ) { (id: try $0.id(0) as ID<Listing>, length: Int(try $0.integer(1)), head: try $0.bytes(2)) }
    var report = AuditReport()
    report.listings = listings.count
    for listing in listings {
      var chain = ChainCheck(listing: listing.id)
      let entries = try transaction.query(
        """
        SELECT sequence, at, event, actor, detail, hash FROM timeline
        WHERE listing_id = ?1 ORDER BY sequence
        """, [listing.id]
      ) { row in
        Result {
          let entry = TimelineEntry(
            sequence: Int(try row.integer(0)), at: try row.instant(1), event: try row.text(2),
            actor: try row.text(3), detail: try row.text(4))
          return (entry: entry, hash: try row.bytes(5))
        }
      }
      for entry in entries {
        switch entry {
        case .success(let (entry, hash)): chain.take(entry, hash: hash)
        case .failure: chain.skip()
        }
      }
      chain.close(length: listing.length, head: listing.head)
      report.entries += chain.count
      for link in chain.broken { report.add(link) }
    }
    return (report, listings.last?.id.number)
  }
}

/// Walks one history from its beginning.
struct ChainCheck {
  let listing: ID<Listing>
  private(set) var count = 0
  private(set) var broken: [BrokenLink] = []
  private var head = Timeline.origin
  private var sequence = 0

  init(listing: ID<Listing>) {
    self.listing = listing
  }

  mutating func take(_ entry: TimelineEntry, hash: [UInt8]) {
    count += 1
    if entry.sequence != sequence + 1 { add(.missing, at: sequence + 1) }
    if Timeline.hash(previous: head, listing: listing, entry: entry) != hash {
      add(.changed, at: entry.sequence)
    }
    // Goes on from what is stored, so that one change is reported once and not to the end.
    head = hash
    sequence = entry.sequence
  }

  /// An entry that is there and cannot be read: a broken link like any other.
  mutating func skip() {
    count += 1
    sequence += 1
    add(.unreadable, at: sequence)
  }

  mutating func close(length: Int, head expected: [UInt8]) {
    if count != length { add(.length, at: sequence) }
    if head != expected { add(.head, at: sequence) }
  }

  private mutating func add(_ kind: BrokenLink.Kind, at sequence: Int) {
    broken.append(BrokenLink(listing: listing, sequence: sequence, kind: kind))
  }
}
