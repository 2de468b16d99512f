package import Credit
import Refusals
import SQLDatabase
import World

extension Receivables {
  /// Cancels a title; its listing is taken off in the same transaction.
  package func cancelReceivable(
    _ id: ID<Receivable>, actor: Actor
  ) async throws -> ReceivableRow {
    try await closeTitle(id, as: .cancelled, reason: .cancellation, actor: actor)
  }

  /// The debt was renegotiated (novação, Código Civil, art. 360): the old title's listing goes.
  package func renegotiateReceivable(
    _ id: ID<Receivable>, actor: Actor
  ) async throws -> ReceivableRow {
    try await closeTitle(id, as: .renegotiated, reason: .renegotiation, actor: actor)
  }

  private func closeTitle(
    _ id: ID<Receivable>, as status: ReceivableStatus, reason: RemovalReason, actor: Actor
  ) async throws -> ReceivableRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let title = try ReceivableRows.lock(id, in: transaction) else {
        throw Refusal.notFound("Título")
      }
      if title.status == status { return title }
      guard title.status == .open || title.status == .partiallyPaid else {
        throw Refusal(
          .conflict, code: "receivable-closed",
          detail: "O título está \(title.status.portuguese) e não pode mudar assim.")
      }
      try ReceivableRows.setStatus(id, status, open: title.open, at: now, in: transaction)
      _ = try office.removals.queueRemoval(
        ofReceivable: id, reason: reason, availableOn: now.civilDate, actor: actor,
        in: transaction)
      guard let row = try ReceivableRows.find(id, in: transaction) else { return title }
      return row
    }
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
