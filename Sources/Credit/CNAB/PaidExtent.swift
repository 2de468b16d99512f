/// The amounts of a payment line, as the bank tells them.
package struct ReturnAmounts: Hashable, Sendable {
  package let paid: Cents
  package let face: Cents
  package var discount = Cents.zero
  package var rebate = Cents.zero
  /// Interest and fine together.
  package var charges = Cents.zero
  package var fee = Cents.zero

  package init(
    paid: Cents, face: Cents, discount: Cents = .zero, rebate: Cents = .zero,
    charges: Cents = .zero, fee: Cents = .zero
  ) {
    self.paid = paid
    self.face = face
    self.discount = discount
    self.rebate = rebate
    self.charges = charges
    self.fee = fee
  }

  /// What the title was to bring: its face value less what the bank says was conceded.
  package var due: Cents { max(face - discount - rebate, .zero) }
}

/// Whether a payment covers its title, taken as its bank means it (bank-layouts, 1.5).
package enum PaidExtent: Hashable, Sendable {
  /// The line tells no face value to compare with.
  case unknown
  case full
  /// Less than the title; what is missing.
  case short(Cents)
  /// Less by exactly the bank's fee, where the bank says that the fee is not taken off.
  case shortByFee
  /// More than title, interest and fine; what is too much.
  case above(Cents)

  package init(_ amounts: ReturnAmounts, meaning: PaidMeaning) {
    guard amounts.face > .zero else {
      self = .unknown
      return
    }
    let due = amounts.due
    let received = amounts.received(meaning)
    if received >= due {
      let most = due + amounts.charges
      self = received > most ? .above(received - most) : .full
    } else if due - received == amounts.fee, amounts.fee > .zero {
      self = meaning == .byContract ? .full : .shortByFee
    } else {
      self = .short(due - received)
    }
  }
}

extension ReturnAmounts {
  /// What counts against the debt.
  package func received(_ meaning: PaidMeaning) -> Cents {
    switch meaning {
    case .total, .byContract: paid
    case .net: min(paid + fee, .largest)
    // The label says principal and some files hold the total: the value alone first.
    case .principal:
      paid >= due || charges == .zero ? paid : min(paid + charges, max(due, paid))
    }
  }
}
