import Credit
import SQLDatabase
import Work
import World

extension Inquiries {
  /// After this a running inquiry is given up: its process died on the way. Longer than any
  /// connector waits.
  package static let inquiryStaleSeconds = 180

  /// Gives up the running inquiries of one document that are too old.
  func rescueStaleInquiries(
    of index: [UInt8], at now: Instant, in transaction: Transaction
  ) throws {
    let stale = try transaction.query(
      """
      SELECT id FROM inquiries
      WHERE state = 'running' AND requested_at <= ?1 AND document_index = ?2
      """, [now.adding(seconds: -Self.inquiryStaleSeconds), index]
    ) { try $0.id(0) as ID<Inquiry> }
    for id in stale { try interrupt(id, at: now, in: transaction) }
  }

  fileprivate func interrupt(
    _ id: ID<Inquiry>, at now: Instant, in transaction: Transaction
  ) throws {
    try fail(
      id, code: InquiryEnd.interrupted,
      problem: "A consulta foi interrompida antes da resposta do birô, que pode ter cobrado; "
        + InquiryEnd.notTwice,
      at: now, in: transaction)
  }

  /// Inquiries that were not answered in time.
  var inquiryRescueLane: Lane {
    Lane(
      name: "inquiry-rescue",
      rows: LaneRows(
        table: "inquiries", condition: "r.state = 'running'",
        due: .after("r.requested_at", seconds: Self.inquiryStaleSeconds),
        order: "r.requested_at, r.id"),
      policy: .inside, subject: { ID<Inquiry>($0).description }, sentence: WorkQueues.workSentence)
  }
}

/// Gives up inquiries whose process died.
package struct InquiryRescueDuty: LaneDuty {
  /// Inquiries of one transaction.
  private static let batch = 200
  let lane: TransactionLane

  package init(office: Office) {
    lane = TransactionLane(
      office.inquiries.inquiryRescueLane, batch: Self.batch, database: office.database,
      world: office.world
    ) { id, now, transaction in
      try office.inquiries.interrupt(ID(id), at: now, in: transaction)
      return .done
    }
  }
}
