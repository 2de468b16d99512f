package import Credit
import Refusals
import SQLDatabase
import World

extension Receivables {
  /// Letters of the reason for which a title is closed.
  package static let closingReasonLimit = 500

  /// Cancels a title; its listing is taken off in the same transaction.
  package func cancelReceivable(
    _ id: ID<Receivable>, reason: String? = nil, actor: Actor
  ) async throws -> ReceivableRow {
    var faults = FaultList()
    faults.checkLength(
      reason, "/reason", named: "motivo", limit: Self.closingReasonLimit, lines: true)
    try faults.throwIfAny()
    return try await database.write { transaction in
      let title = try self.closable(id, as: .cancelled, in: transaction)
      guard title.status != .cancelled else { return title }
      return try self.close(
        title, as: .cancelled, reason: .cancellation, note: reason, actor: actor, in: transaction)
    }
  }

  /// The title, held against other writers, where it is not closed in another way.
  func closable(
    _ id: ID<Receivable>, as status: ReceivableStatus, in transaction: Transaction
  ) throws -> ReceivableRow {
    guard let title = try ReceivableRows.lock(id, in: transaction) else {
      throw Refusal.notFound("Título")
    }
    guard title.isPayable || title.status == status else {
      throw Refusal(
        .conflict, code: "receivable-closed",
        detail: "O título está \(title.status.portuguese) e não pode mudar assim.")
    }
    return title
  }

  func close(
    _ title: ReceivableRow, as status: ReceivableStatus, reason: RemovalReason, note: String?,
    actor: Actor, in transaction: Transaction
  ) throws -> ReceivableRow {
    let now = world.clock.now()
    try transaction.execute(
      """
      UPDATE receivables SET status = ?2, closed_reason = ?3, closed_by = ?4, closed_at = ?5,
        updated_at = ?5
      WHERE id = ?1
      """, [title.id, status.rawValue, note, actor.name, now])
    _ = try office.removals.queueRemoval(
      ofReceivable: title.id, reason: reason, availableOn: now.civilDate, actor: actor,
      in: transaction)
    return try ReceivableRows.find(title.id, in: transaction) ?? title
  }

  /// Opens or closes a dispute (contestação). While it is open, or a court order stands, the title
  /// is not listed, and a listing that lives is taken off at once. An order stands until the
  /// dispute is closed, whatever is said of the dispute in between; after it the title stays
  /// blocked until a person frees it. The contestation itself ends with its closing, a person's
  /// word.
  package func disputeReceivable(
    _ id: ID<Receivable>, open: Bool, reason: String?, courtOrder: Bool, actor: Actor
  ) async throws -> ReceivableRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      var faults = FaultList()
      faults.checkLength(reason, "/reason", named: "motivo", limit: 500, lines: true)
      if open, (reason ?? "").isEmpty {
        faults.add("/reason", "required", "Diga o motivo da contestação.")
      }
      try faults.throwIfAny()
      guard let title = try ReceivableRows.lock(id, in: transaction) else {
        throw Refusal.notFound("Título")
      }
      let hasOrder = open && (courtOrder || title.hasCourtOrder)
      try transaction.execute(
        """
        UPDATE receivables SET disputed = ?2, court_order = ?3, dispute_reason = ?4,
          updated_at = ?5
        WHERE id = ?1
        """, [id, open, hasOrder, open ? reason : nil, now])
      if open {
        try TitleBlockRows.set(
          hasOrder ? .courtOrder : .dispute, hasOrder ? .removal : .contestation,
          note: reason ?? "", of: id, by: actor, at: now, in: transaction)
        _ = try office.removals.queueRemoval(
          ofReceivable: id, reason: hasOrder ? .courtOrder : .dispute,
          availableOn: now.civilDate, actor: actor, in: transaction)
      }
      if !open {
        _ = try TitleBlockRows.release(
          of: id, cause: .contestation, note: reason ?? "A contestação foi encerrada.", by: actor,
          at: now, in: transaction)
      }
      guard let row = try ReceivableRows.find(id, in: transaction) else {
        throw Refusal.notFound("Título")
      }
      return row
    }
  }
}

extension ReceivableStatus {
  package var portuguese: String {
    switch self {
    case .open: "em aberto"
    case .partiallyPaid: "pago em parte"
    case .paid: "pago"
    case .cancelled: "cancelado"
    case .renegotiated: "renegociado"
    }
  }
}
