/// What an occurrence of a bank means, finer than `SettlementKind`.
package enum OccurrenceClass: String, CaseIterable, Hashable, Sendable {
  /// Settled.
  case full = "FULL"
  /// Paid in part; the title stays open.
  case part = "PART"
  /// Paid, but the money is not there yet; the final code comes later.
  case wait = "WAIT"
  /// The bank says that the title was settled, and the money came another way or earlier.
  case other = "OTHER"
  /// An earlier settlement is undone.
  case reversal = "REV"
  /// The bank stopped collecting, without a payment (baixa).
  case writtenOff = "WOFF"
  /// The same, after a protest.
  case protested = "PROT"
  /// The entry was confirmed.
  case entry = "ENT"
  /// An entry or instruction was refused.
  case rejected = "REJ"
  /// About the bank's own listing at a credit bureau.
  case bankListed = "NEG"
  /// Everything else that the manual names.
  case information = "INFO"
  /// No row knows the code.
  case unknown = "?"

  /// Whether what stands at the paid places is money (bank-layouts, 1.6).
  var bringsMoney: Bool {
    switch self {
    case .full, .part, .wait: true
    case .other, .reversal, .writtenOff, .protested, .entry, .rejected, .bankListed: false
    case .information, .unknown: false
    }
  }

  /// What it is for whoever settles. What only the bank can explain waits for a person.
  func kind(paid: Cents) -> SettlementKind {
    switch self {
    case .full: .full
    case .part: .partial
    case .wait, .other: .waiting
    case .reversal: .reversal
    case .rejected: .rejected
    case .writtenOff, .protested, .entry, .bankListed, .information: .notPayment
    case .unknown: paid > .zero ? .waiting : .notPayment
    }
  }
}
