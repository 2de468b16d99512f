package import Credit
import Refusals
package import SQLDatabase
import World

/// What undoing a payment did.
package struct Reversal: Sendable {
  package let payment: ID<Payment>
  package let receivable: ID<Receivable>
  package let status: ReceivableStatus
  package let open: Cents
  /// The new listing that was proposed, which waits for a person's approval.
  package let proposal: ID<Listing>?
}

extension Payments {
  /// Undoes a payment (estorno). A listing that was removed because of it never comes back by
  /// itself: a new one, with a new notice, is proposed for a person's approval.
  package func reversePayment(
    _ id: ID<Payment>, reason: String, actor: Actor
  ) async throws -> Reversal {
    var faults = FaultList()
    faults.check(reason, "/reason", named: "o motivo do estorno", limit: 500, lines: true)
    try faults.throwIfAny()
    return try await database.write {
      try self.reverse(id, reason: reason, actor: actor, in: $0)
    }
  }

  package func reverse(
    _ id: ID<Payment>, reason: String, actor: Actor, in transaction: Transaction
  ) throws -> Reversal {
    let now = world.clock.now()
    guard
      let payment = try transaction.first(
        PaymentRows.select + " WHERE id = ?1", [id], PaymentRows.decode),
      let title = try ReceivableRows.lock(payment.receivable, in: transaction)
    else { throw Refusal.notFound("Recebimento") }
    let marked = try transaction.execute(
      """
      UPDATE payments SET reversed_at = ?2, reversal_reason = ?3
      WHERE id = ?1 AND reversed_at IS NULL
      """, [id, now, reason])
    guard marked == 1 else {
      throw Refusal(
        .conflict, code: "already-reversed", detail: "Este recebimento já foi estornado.")
    }
    let open =
      title.isClosedUnpaid
      ? title.open + payment.applied : try spread(over: title, in: transaction)
    let status: ReceivableStatus =
      switch title.status {
      case .cancelled: .cancelled
      case .renegotiated: .renegotiated
      case .open, .partiallyPaid, .paid:
        open == title.amount ? .open : open == .zero ? .paid : .partiallyPaid
      }
    try ReceivableRows.setStatus(title.id, status, open: open, at: now, in: transaction)
    if title.status == .paid, status != .paid {
      // What came back because of it was not recovered after all.
      try transaction.execute(
        "UPDATE listings SET payment_undone = 1 WHERE receivable_id = ?1 AND "
          + "removal_reason = 'payment'", [title.id])
    }
    if var live = try ListingRows.lockLive(of: title.id, in: transaction) {
      // A correction that was not sent yet may be too low now.
      try office.amendments.correctAmount(of: &live, to: open, actor: actor, in: transaction)
    }
    let proposal =
      title.status == .paid && status != .paid
      ? try office.listings.proposeRelisting(
        ofReceivable: title.id, note: "Recebimento estornado: \(reason)", actor: actor,
        in: transaction) : nil
    return Reversal(
      payment: id, receivable: title.id, status: status, open: open, proposal: proposal)
  }

  /// Lets the payments that still stand settle the title again, oldest first, and answers with
  /// what stays open. What was too much while the undone payment stood may settle the title now:
  /// a title that was paid twice stays paid when one of the two is undone.
  private func spread(
    over title: ReceivableRow, in transaction: Transaction
  ) throws -> Cents {
    let standing = try transaction.query(
      PaymentRows.select + " WHERE receivable_id = ?1 AND reversed_at IS NULL ORDER BY id",
      [title.id], PaymentRows.decode)
    var open = title.amount
    var charges = Cents.zero
    for payment in standing {
      let split = PaymentSplit(
        of: payment.amount, open: open,
        charges: open == .zero
          ? .zero
          : PaymentSplit.charges(
            open: open, dueOn: title.dueOn, paidOn: payment.paidOn, alreadyPaid: charges),
        basis: payment.basis)
      open -= split.applied
      charges += split.charges
      guard (split.applied, split.charges, split.excess) != payment.split else { continue }
      try transaction.execute(
        """
        UPDATE payments SET applied_cents = ?2, charges_cents = ?3, excess_cents = ?4 WHERE id = ?1
        """, [payment.id, split.applied, split.charges, split.excess])
    }
    return open
  }
}
