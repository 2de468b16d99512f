package import Credit
package import JSONText

/// What an inquiry is for (LGPD, art. 7º, X; Lei 12.414/2011, art. 7º).
package enum InquiryPurpose: String, Hashable, CaseIterable, Sendable {
  case creditGranting = "credit-granting"
  case collection
  case registrationUpdate = "registration-update"

  package var portuguese: String {
    switch self {
    case .creditGranting: "Concessão de crédito"
    case .collection: "Cobrança"
    case .registrationUpdate: "Atualização cadastral"
    }
  }
}

/// What came of an inquiry.
package enum InquiryOutcome: String, Hashable, CaseIterable, Sendable {
  case clean, restricted
  /// A source did not answer: never to be read as clean, whatever the others said.
  case partial
  case notFound, failed

  package var portuguese: String {
    switch self {
    case .clean: "Nada consta"
    case .restricted: "Consta restrição"
    case .partial: "Consulta incompleta: uma fonte não respondeu"
    case .notFound: "Documento não encontrado no birô"
    case .failed: "A consulta falhou"
    }
  }
}

/// Consulta: one question about a document, as it is kept.
package struct InquiryRecord: Hashable, Sendable {
  package enum State: String, Hashable, Sendable { case running, completed, failed }

  package let id: ID<Inquiry>
  package let person: ID<Person>?
  package let maskedDocument: String
  package let branch: ID<Branch>?
  package let integration: ID<Integration>
  package let product: String
  package let purpose: InquiryPurpose
  package let state: State
  /// Nil while it runs.
  package let outcome: InquiryOutcome?
  /// The inquiry that was paid for, where this one was answered from it.
  package let reusedFrom: ID<Inquiry>?
  package let cost: Cents
  package let requestedBy: String
  package let requestedAt: Instant
  package let completedAt: Instant?
  package let protocolNumber: String?
  /// What stays after the report is erased; nil while running or failed.
  package let digest: InquiryDigest?
  /// Whether the report can still be opened.
  package let hasReport: Bool
  package let problemCode: String?
  package let problem: String?
  /// How the house has the person on record today.
  let registeredName: String?
  /// Whether the bureau's name for the document is another one: identity first (conferir
  /// identidade), whatever else the answer says.
  package internal(set) var identityDiffers: Bool
  /// The bureau's name, as it is kept to be compared (`BureauName`).
  let bureauNameProof: [UInt8]?

  package var isReused: Bool { reusedFrom != nil }
  package var recommendation: Recommendation {
    Recommendation(of: outcome, digest: digest, identityDiffers: identityDiffers)
  }
}

/// One row of the summary: a block of the report in figures.
package struct InquirySummaryRow: Hashable, Sendable {
  package let block: String
  package let count: Int
  package let total: Cents?
  package let firstOn: CivilDate?
  package let lastOn: CivilDate?
}

/// What is kept of a report in the clear: figures, no names.
package struct InquiryDigest: Hashable, Sendable {
  package let restricted: Bool
  package let partial: Bool
  package let summary: [InquirySummaryRow]
  /// As the bureau gives it: a number, or an object with `value`.
  package let score: JSON
  package let sources: [Source]

  package struct Source: Hashable, Sendable {
    package let name: String
    package let answered: Bool
  }

  /// The rows that must be looked at although they restrict nothing.
  var alerts: [InquirySummaryRow] {
    summary.filter { $0.count > 0 && InquiryBlock.alerts.contains($0.block) }
  }

  package var scoreValue: Int64? { score.integer ?? score["value"]?.integer }
}

/// An inquiry with its opened report.
package struct OpenedInquiry: Sendable {
  package let record: InquiryRecord
  /// Nil while running, after a failure, and after the report was erased.
  package let report: JSON?

  /// The lists of the report without what tells of third parties or where people live
  /// (decision on STJ, Tema 1.404: no phones, addresses or relatives).
  package var sections: JSON {
    guard let members = report?["sections"]?.members else { return .object([]) }
    return .object(members.filter { !Self.withheld.contains($0.name) })
  }

  package static let withheld: Set<String> = [
    "phones", "addresses", "emails", "relatives", "neighbours", "neighbors", "references",
  ]
}
