package import Credit
import JSONText
import Refusals
package import SQLDatabase
import World

/// A payment as it comes in.
package struct NewPayment: Sendable {
  package var receivable: ID<Receivable>
  package var amount: Cents
  package var paidOn: CivilDate
  /// The day of payment where nothing else is known.
  package var availableOn: CivilDate
  package var origin: PaymentRow.Origin
  /// The same signature a second time changes nothing.
  package var signature: String?

  package init(
    receivable: ID<Receivable>, amount: Cents, paidOn: CivilDate, availableOn: CivilDate? = nil,
    origin: PaymentRow.Origin, signature: String? = nil
  ) {
    self.receivable = receivable
    self.amount = amount
    self.paidOn = paidOn
    self.availableOn = availableOn ?? paidOn
    self.origin = origin
    self.signature = signature
  }
}

/// What a payment did.
package struct Settlement: Sendable {
  package let payment: ID<Payment>
  package let isNew: Bool
  package let status: ReceivableStatus
  package let open: Cents
  /// The listing whose removal it queued.
  package let removal: ID<Listing>?
}

extension Payments {
  /// Days from a payment to the day on which its money is there, at the most: cheques and cards
  /// take a month.
  package static let availabilityLimitDays = 35

  /// Records a payment (baixa por recebimento). Paid in full, the title's listing is taken off in
  /// the same transaction: the manual's item 56, Súmula 548 and Tema 735.
  package func recordPayment(_ payment: NewPayment, actor: Actor) async throws -> Settlement {
    try await database.write { try self.record(payment, actor: actor, in: $0) }
  }

  package func record(
    _ payment: NewPayment, actor: Actor, in transaction: Transaction
  ) throws -> Settlement {
    let now = world.clock.now()
    guard let title = try ReceivableRows.lock(payment.receivable, in: transaction) else {
      throw Refusal.notFound("Título")
    }
    if let signature = payment.signature,
      let known = try transaction.first(
        "SELECT id FROM payments WHERE signature = ?1", [signature],
        { try $0.id(0) as ID<Payment> })
    {
      return Settlement(
        payment: known, isNew: false, status: title.status, open: title.open, removal: nil)
    }
    try check(payment, today: now.civilDate)
    guard title.status != .cancelled else {
      throw Refusal(
        .conflict, code: "receivable-cancelled",
        detail: "O título foi cancelado e não recebe pagamento.")
    }
    let applied = min(payment.amount, title.open)
    let open = title.open - applied
    let id = ID<Payment>(try transaction.nextIdentifier())
    try PaymentRows.insert(
      payment, id: id, applied: applied, by: actor, at: now, in: transaction)
    let status: ReceivableStatus =
      title.status == .renegotiated ? .renegotiated : open == .zero ? .paid : .partiallyPaid
    try ReceivableRows.setStatus(title.id, status, open: open, at: now, in: transaction)
    let removal = try followUp(
      title, payment, status: status, open: open, actor: actor, in: transaction)
    return Settlement(payment: id, isNew: true, status: status, open: open, removal: removal)
  }

  /// Full payment queues the removal. A part leaves the listing and corrects its amount.
  private func followUp(
    _ title: ReceivableRow, _ payment: NewPayment, status: ReceivableStatus, open: Cents,
    actor: Actor, in transaction: Transaction
  ) throws -> ID<Listing>? {
    if status == .paid {
      return try office.removals.queueRemoval(
        ofReceivable: title.id, reason: .payment, availableOn: payment.availableOn, actor: actor,
        in: transaction)
    }
    if let listing = title.liveListing {
      if var live = try ListingRows.lockLive(of: title.id, in: transaction) {
        try office.amendments.correctAmount(of: &live, to: open, actor: actor, in: transaction)
      }
      try office.eventLog.publish(
        "listing.amount-changed", listing: listing,
        data: [
          "id": .string(listing.description), "receivableId": .string(title.id.description),
          "openCents": .integer(open.amount),
        ], in: transaction)
    }
    return nil
  }

  private func check(_ payment: NewPayment, today: CivilDate) throws {
    var faults = FaultList()
    if payment.amount <= .zero || payment.amount > Cents.largest {
      faults.add("/amountCents", "out-of-range", "O valor pago deve ser maior que zero.")
    }
    if payment.paidOn > today {
      faults.add("/paidOn", "invalid-date", "O pagamento não pode ser de um dia que não chegou.")
    }
    if payment.availableOn < payment.paidOn {
      faults.add(
        "/availableOn", "invalid-date", "O dinheiro não fica disponível antes de ser pago.")
    } else if payment.availableOn.days(since: payment.paidOn) > Self.availabilityLimitDays {
      // The removal's deadline is counted from that day: a slip of the pen must not stretch it.
      faults.add(
        "/availableOn", "invalid-date",
        "O dinheiro fica disponível em até \(Self.availabilityLimitDays) dias do pagamento.")
    }
    try faults.throwIfAny()
  }

  package func payments(of receivable: ID<Receivable>) async throws -> [PaymentRow] {
    try await database.read { transaction in
      try transaction.query(
        PaymentRows.select + " WHERE receivable_id = ?1 ORDER BY id", [receivable],
        PaymentRows.decode)
    }
  }
}
