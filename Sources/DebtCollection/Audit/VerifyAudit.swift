import Coordination
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
    /// What the listing itself says is not what was sealed.
    case data
  }

  package let listing: ID<Listing>
  /// The entry at which it shows; 0 where the history is empty.
  package let sequence: Int
  package let kind: Kind

  /// What is wrong and where, in Portuguese.
  package var sentence: String {
    let line = "Negativação \(listing), linha \(sequence)"
    return switch kind {
    case .changed: line + ": o conteúdo foi alterado."
    case .missing: line + ": foi retirada da linha do tempo."
    case .head: line + ": o fim da linha do tempo não é o que a negativação guarda."
    case .length: line + ": a quantidade de linhas não é a que a negativação guarda."
    case .unreadable: line + ": não pode ser lida."
    case .data: "Negativação \(listing): os dados gravados nela foram alterados."
    }
  }
}

/// What the check of all histories found.
package struct AuditReport: Hashable, Sendable {
  /// More broken links than this are counted, not listed.
  package static let listedLimit = 1_000

  package var listings = 0
  package var entries = 0
  package var brokenCount = 0
  package var broken: [BrokenLink] = []
  /// Rows of the chains over all tables.
  package var links = 0
  /// Since when there are chains: a later day than the one that is known means that the house was
  /// begun anew.
  package var since: Instant?
  /// What they showed, in Portuguese.
  package var findings: [String] = []

  package var isIntact: Bool { brokenCount == 0 }

  /// Takes the findings of some more listings in.
  mutating func add(_ batch: AuditReport) {
    listings += batch.listings
    entries += batch.entries
    links += batch.links
    since = batch.since ?? since
    for link in batch.broken { add(link) }
    for finding in batch.findings { add(finding) }
  }

  mutating func add(_ finding: String) {
    brokenCount += 1
    if findings.count < Self.listedLimit { findings.append(finding) }
  }

  mutating func add(_ link: BrokenLink) {
    brokenCount += 1
    if broken.count < Self.listedLimit { broken.append(link) }
  }
}

extension AuditTrail {
  /// Listings that are checked in one snapshot.
  static let auditBatchSize = 500

  /// Checks the history and the seal of every listing, then the chains of the house, in constant
  /// memory.
  package func verifyAudit() async throws -> AuditReport {
    var report = AuditReport()
    var place: AuditPlace? = .listings(after: 0)
    while let from = place {
      let (batch, next) = try await database.read { try step(from: from, in: $0) }
      report.add(batch)
      place = next
      try Task.checkCancellation()
    }
    return report
  }

  /// One snapshot's part of a check, and where the next one begins; nil at the end.
  func step(
    from place: AuditPlace, in transaction: Transaction
  ) throws -> (AuditReport, AuditPlace?) {
    switch place {
    case .listings(let after):
      let (batch, last) = try verifyBatch(after: after, in: transaction)
      return (batch, last.map { .listings(after: $0) } ?? .chain(0, TrailPosition()))
    case .chain(let index, let position):
      var report = AuditReport()
      guard CreditorTrail.chains.indices.contains(index) else { return (report, nil) }
      if index == 0, position == TrailPosition() {
        report.since = try trail.beginning(in: transaction)
        if let fault = try trail.faultOfStart(in: transaction) { report.add(fault) }
        for orphan in try Self.orphans(in: transaction) { report.add(orphan) }
      }
      var next: TrailPosition? = position
      // Most chains of a table are short: many are seen in one snapshot.
      while let from = next, report.links < Trail.checkBatchSize {
        let batch = try trail.check(CreditorTrail.chains[index], behind: from, in: transaction)
        report.links += batch.rows
        for finding in batch.findings { report.add(finding.sentence) }
        next = batch.next
      }
      return (report, next.map { .chain(index, $0) } ?? .chain(index + 1, TrailPosition()))
    }
  }

  /// Histories whose listing is gone.
  private static func orphans(in transaction: Transaction) throws -> [String] {
    try transaction.query(
      """
      SELECT DISTINCT t.listing_id FROM timeline t
      WHERE NOT EXISTS (SELECT 1 FROM listings l WHERE l.id = t.listing_id)
      ORDER BY t.listing_id LIMIT \(AuditReport.listedLimit)
      """
    ) { row in
      let listing: ID<Listing> = try row.id(0)
      return "Negativação \(listing): foi apagada, e a sua linha do tempo ficou."
    }
  }

  /// Checks the listings behind an id; the last one that there was, nil at the end.
  func verifyBatch(
    after: Int64, in transaction: Transaction
  ) throws -> (AuditReport, last: Int64?) {
    let listings = try transaction.query(
      """
      SELECT id, timeline_length, timeline_head FROM listings WHERE id > ?1
      ORDER BY id LIMIT \(Self.auditBatchSize)
      """, [after]
    ) { (id: try $0.id(0) as ID<Listing>, length: Int(try $0.integer(1)), head: try $0.bytes(2)) }
    var report = AuditReport()
    report.listings = listings.count
    let seals = try ListingRows.checkSeals(
      behind: after, limit: Self.auditBatchSize, trail: trail, in: transaction)
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
      if seals[listing.id] != true {
        report.add(BrokenLink(listing: listing.id, sequence: listing.length, kind: .data))
      }
    }
    return (report, listings.last?.id.number)
  }
}
