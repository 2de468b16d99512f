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
  package var basis = SettlementBasis.principal
  /// Whether money for a title that is paid or closed is kept, all of it to be given back. Where
  /// it is not, such a payment is refused.
  package var takesExcess = false
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
  /// What of the payment came above what was due, and is owed back.
  package let excess: Cents
  /// The title was paid or closed before: all of the payment is owed back.
  package let wasClosed: Bool
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
        PaymentRows.select + " WHERE signature = ?1", [signature], PaymentRows.decode)
    {
      return Settlement(
        payment: known.id, isNew: false, status: title.status, open: title.open,
        excess: known.excess, wasClosed: false, removal: nil)
    }
    try check(payment, today: now.civilDate)
    guard title.isPayable || payment.takesExcess else {
      throw Refusal(
        .conflict, code: "receivable-paid",
        detail: "O título está \(title.status.portuguese) e não recebe pagamento; o que entrou a "
          + "mais só é registrado como valor a devolver.")
    }
    let split = try split(payment, over: title, in: transaction)
    let open = title.open - split.applied
    let id = ID<Payment>(try transaction.nextIdentifier())
    try PaymentRows.insert(
      payment, id: id, split: split, by: actor, at: now, in: transaction)
    guard title.isPayable else {
      return Settlement(
        payment: id, isNew: true, status: title.status, open: title.open, excess: split.excess,
        wasClosed: true, removal: nil)
    }
    let status: ReceivableStatus = open == .zero ? .paid : .partiallyPaid
    try ReceivableRows.setStatus(title.id, status, open: open, at: now, in: transaction)
    let removal = try followUp(
      title, payment, status: status, open: open, actor: actor, in: transaction)
    return Settlement(
      payment: id, isNew: true, status: status, open: open, excess: split.excess,
      wasClosed: false, removal: removal)
  }

  /// What would become of a payment; nothing is written.
  package func settlementOutlook(_ payment: NewPayment) async throws -> PaymentSplit {
    try await database.read { transaction in
      guard let title = try ReceivableRows.find(payment.receivable, in: transaction) else {
        throw Refusal.notFound("Título")
      }
      return try self.split(payment, over: title, in: transaction)
    }
  }

  private func split(
    _ payment: NewPayment, over title: ReceivableRow, in transaction: Transaction
  ) throws -> PaymentSplit {
    guard title.isPayable else {
      return PaymentSplit(of: payment.amount, open: .zero, charges: .zero, basis: payment.basis)
    }
    let paid = try PaymentRows.chargesPaid(of: title.id, in: transaction)
    return PaymentSplit(
      of: payment.amount, open: title.open,
      charges: PaymentSplit.charges(
        open: title.open, dueOn: title.dueOn, paidOn: payment.paidOn, alreadyPaid: paid),
      basis: payment.basis)
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
