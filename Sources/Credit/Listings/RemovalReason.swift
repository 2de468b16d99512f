/// Why the creditor takes a listing off (motivo de baixa). The bureau's own reasons come back as
/// codes of its list and are never sent.
package enum RemovalReason: String, Hashable, CaseIterable, Sendable {
  case payment
  case renegotiation
  case cancellation
  case dispute
  case courtOrder = "court-order"
  case correction
  case undueListing = "undue-listing"
  case fraud
  case death

  /// As the screens say it.
  package var portuguese: String {
    switch self {
    case .payment: "Pagamento da dívida"
    case .renegotiation: "Renegociação da dívida"
    case .cancellation: "Cancelamento do título"
    case .dispute: "Contestação da dívida"
    case .courtOrder: "Ordem judicial"
    case .correction: "Correção de dados"
    case .undueListing: "Inclusão indevida"
    case .fraud: "Fraude"
    case .death: "Falecimento"
    }
  }

  /// What may be said instead to a bureau that does not take this reason, the best first: true of
  /// the same fact, and admitting nothing that is not. Where none is left a person decides.
  package var substitutes: [RemovalReason] {
    switch self {
    case .payment, .renegotiation, .cancellation, .dispute, .courtOrder, .undueListing, .death:
      [.correction]
    case .fraud: [.undueListing, .correction]
    case .correction: []
    }
  }
}

/// A removal (baixa) that was asked for, with the day by which the law wants it done.
package struct Removal: Hashable, Sendable {
  package let reason: RemovalReason
  package let requestedAt: Instant
  /// End of the fifth business day after the money was available (STJ, Tema 735); for other
  /// reasons counted from the request.
  package let dueOn: CivilDate

  package init(reason: RemovalReason, requestedAt: Instant, dueOn: CivilDate) {
    self.reason = reason
    self.requestedAt = requestedAt
    self.dueOn = dueOn
  }

  /// This removal where another one was asked for before and is not done: the new reason, with the
  /// first request and the nearer deadline.
  package func following(_ earlier: Removal) -> Removal {
    Removal(
      reason: reason, requestedAt: min(earlier.requestedAt, requestedAt),
      dueOn: min(earlier.dueOn, dueOn))
  }
}
