/// Why a title is not listed again until a person frees it (bloqueio de negativação). The raw
/// values are the words of the interface; the gravest stand first.
package enum ListingBlockReason: String, Hashable, CaseIterable, Sendable {
  /// The person died: nobody is listed for what the estate owes (Código Civil, art. 1.997).
  case debtorDeceased = "debtor-deceased"
  /// A court ordered it (CPC, art. 300).
  case courtOrder = "court-order"
  /// The listing was undue, fraud included (CDC, arts. 42 and 43).
  case undueListing = "undue-listing"
  /// The person contested the debt, and was right or is still to be answered (CDC, art. 43, §3º).
  case dispute
  /// The bureau took the listing off by its own decision.
  case removedByBureau = "removed-by-bureau"
  /// A person did not approve the request.
  case declined
  /// Somebody else lists the same debt.
  case listedElsewhere = "listed-elsewhere"
  /// The system that the title comes from holds it back.
  case heldBySource = "held-by-source"
  /// The title is at a notary's (protesto).
  case protest

  /// As the screens say it.
  package var portuguese: String {
    switch self {
    case .debtorDeceased: "Falecimento"
    case .courtOrder: "Ordem judicial"
    case .undueListing: "Inclusão indevida"
    case .dispute: "Contestação"
    case .removedByBureau: "Baixada pelo birô"
    case .declined: "Não aprovada"
    case .listedElsewhere: "Negativado por outro meio"
    case .heldBySource: "Retido na origem"
    case .protest: "Em protesto"
    }
  }

  /// The law or the decision behind it.
  package var source: String {
    switch self {
    case .debtorDeceased: "Código Civil, art. 1.997"
    case .courtOrder: "CPC, art. 300; STJ, REsp 1.061.530/RS"
    case .undueListing: "CDC, arts. 42 e 43"
    case .dispute: "CDC, art. 43, §3º"
    case .removedByBureau: "Decisão do birô"
    case .declined: "Aprovação em duas etapas"
    case .listedElsewhere: "CDC, art. 43, §1º; uma negativação por título"
    case .heldBySource: "Sistema de origem"
    case .protest: "Lei 9.492/1997"
    }
  }

  /// What the removal that somebody of the house asks for means for the title; nil where it may be
  /// listed again without a word.
  package init?(removal reason: RemovalReason) {
    switch reason {
    case .courtOrder: self = .courtOrder
    case .fraud, .undueListing: self = .undueListing
    case .death: self = .debtorDeceased
    case .dispute: self = .dispute
    case .payment, .renegotiation, .cancellation, .correction: return nil
    }
  }

  /// What the bureau's own reason of a removal tells besides that it was the bureau's: a death, a
  /// court, a contestation. Nil for any other. Connectors translate into these words.
  package init?(toldByBureau reason: String?) {
    switch reason {
    case "death": self = .debtorDeceased
    case "court-order", "court-determination": self = .courtOrder
    case "consumer-statement", "debt-not-proven", "documents-missing": self = .dispute
    default: return nil
    }
  }

  /// The bureau's code of a refusal because the person is dead.
  package static let deceasedRejectionCode = "debtor-deceased"
}

/// A block that stands on a title.
package struct ListingBlock: Hashable, Sendable {
  package var reason: ListingBlockReason
  /// The last day on which it blocks; nil until a person frees the title.
  package var until: CivilDate?

  package init(reason: ListingBlockReason, until: CivilDate? = nil) {
    self.reason = reason
    self.until = until
  }

  package func stands(on day: CivilDate) -> Bool { until.map { day <= $0 } ?? true }
}
