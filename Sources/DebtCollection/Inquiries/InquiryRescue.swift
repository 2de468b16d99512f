package import Credit
import SQLDatabase
import World

extension Office {
  /// After this a running inquiry is given up: its process died on the way. Longer than any
  /// connector waits.
  package static let inquiryStaleSeconds = 180

  /// Gives up the running inquiries that are too old, of one document or of all.
  @discardableResult
  func rescueStaleInquiries(
    of index: [UInt8]?, at now: Instant, in transaction: Transaction
  ) throws -> Int {
    var conditions = Conditions()
    conditions.add("state = 'running'")
    conditions.add("requested_at <= ?", now.adding(seconds: -Self.inquiryStaleSeconds))
    if let index { conditions.add("document_index = ?", index) }
    let stale = try transaction.query(
      "SELECT id FROM inquiries" + conditions.clause, conditions.arguments
    ) { try $0.id(0) as ID<Inquiry> }
    for id in stale {
      try fail(
        id, code: InquiryEnd.interrupted,
        problem: "A consulta foi interrompida antes da resposta do birô; consulte de novo.",
        at: now, in: transaction)
    }
    return stale.count
  }
}

/// Gives up inquiries whose process died.
package struct InquiryRescueDuty: Duty {
  package let name = "inquiry-rescue"
  private let office: Office

  package init(office: Office) {
    self.office = office
  }

  package func nextDue() async throws -> Instant? {
    let oldest = try await office.database.read { transaction in
      try transaction.first("SELECT MIN(requested_at) FROM inquiries WHERE state = 'running'") {
        try $0.optionalInstant(0)
      }
    }
    return (oldest ?? nil)?.adding(seconds: Office.inquiryStaleSeconds)
  }

  package func runDue() async throws -> Bool {
    let now = office.world.clock.now()
    guard let due = try await nextDue(), due <= now else { return false }
    let office = office
    return try await office.database.write { transaction in
      try office.rescueStaleInquiries(of: nil, at: now, in: transaction) > 0
    }
  }
}
