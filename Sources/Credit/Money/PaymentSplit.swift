/// By what a payment settles a title (liquidação).
package enum SettlementBasis: String, CaseIterable, Sendable {
  /// "Só o principal": fine and interest are waived, and all that comes above is owed back.
  case principal
  /// "Valor atualizado": fine and interest first, then the principal (Código Civil, art. 354).
  case updated
  /// As it came, from a bank or in a file: the principal first; of the rest as much counts as fine
  /// and interest as the law allows.
  case received
}

/// What becomes of a payment, in three parts that add up to it.
package struct PaymentSplit: Hashable, Sendable {
  /// A receipt is far above what was due where more than one part in so many of it is owed back:
  /// a person is asked once more.
  static let farAboveParts: Int64 = 10

  /// What lowers the open balance.
  package let applied: Cents
  /// Fine and interest (multa e juros).
  package let charges: Cents
  /// What is owed back to whoever paid ("a devolver").
  package let excess: Cents

  /// Amounts below zero count as zero.
  ///
  /// - Parameters:
  ///   - open: what of the principal is left; zero for a title that is closed.
  ///   - charges: fine and interest that may still be asked for on the day of the payment.
  package init(of amount: Cents, open: Cents, charges: Cents, basis: SettlementBasis) {
    let amount = max(amount, .zero)
    let open = max(open, .zero)
    let charges = max(charges, .zero)
    switch basis {
    case .principal:
      applied = min(amount, open)
      self.charges = .zero
    case .updated:
      self.charges = min(amount, charges)
      applied = min(amount - self.charges, open)
    case .received:
      applied = min(amount, open)
      self.charges = min(amount - applied, charges)
    }
    excess = amount - applied - self.charges
  }

  /// Whether so much is owed back that it may be a slip of the pen.
  package var isFarAbove: Bool {
    let due = applied + charges
    return excess > Cents(due.amount / Self.farAboveParts)
  }

  /// Fine and interest that a title still owes on a day, by the standard terms: what earlier
  /// payments were taken for counts. The sum over all payments is never above what the law allows
  /// for the whole title (CDC, art. 52, §1º).
  package static func charges(
    open: Cents, dueOn: CivilDate, paidOn: CivilDate, alreadyPaid: Cents
  ) -> Cents {
    let value = UpdatedValue(principal: open, dueOn: dueOn, paidOn: paidOn)
    return max(value.total - value.principal - alreadyPaid, .zero)
  }
}
