/// The kinds of things that have ids. Each is only a name: rows are types of the rooms that own
/// them.
package enum Person: Identified {
  package static let idPrefix = "per"
}

/// Título: one amount that a person owes, with its own due date.
package enum Receivable: Identified {
  package static let idPrefix = "rec"
}

/// Recebimento.
package enum Payment: Identified {
  package static let idPrefix = "pay"
}

/// Contrato.
package enum Contract: Identified {
  package static let idPrefix = "ctr"
}

/// Filial.
package enum Branch: Identified {
  package static let idPrefix = "brn"
}

/// Integração de análise de crédito.
package enum Integration: Identified {
  package static let idPrefix = "int"
}

/// Consulta.
package enum Inquiry: Identified {
  package static let idPrefix = "inq"
}

/// Regra de cobrança (parâmetros de cobrança).
package enum CollectionRule: Identified {
  package static let idPrefix = "rul"
}

/// One run of the routine "Atualizar cobranças".
package enum CollectionRun: Identified {
  package static let idPrefix = "run"
}

/// An event that is published to webhooks.
package enum PublishedEvent: Identified {
  package static let idPrefix = "evt"
}
