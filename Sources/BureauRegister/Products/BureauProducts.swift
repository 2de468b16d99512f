package import Credit
package import JSONText

/// A kind of inquiry that a participant can buy.
package struct OfferedProduct: Hashable, Sendable {
  package let code: String
  package let name: String
  package let person: PersonScope
  package let price: Cents
  package let sections: [ReportSection]

  package var json: JSON {
    [
      "code": .string(code), "name": .string(name), "person": .string(person.rawValue),
      "priceCents": .integer(price.amount),
      "sections": .array(sections.map { .string($0.rawValue) }),
    ]
  }
}

/// The blocks of a report. What may not be sold is not among them: no phone, address, relatives
/// or income (STJ, Tema 1.404, pending).
package enum ReportSection: String, Hashable, CaseIterable, Sendable {
  case identity, company, federalStatus
  case listings, protests, lawsuits, badCheques, bankruptcies
  case documentAlerts, death, inquiries, partners, participations
  case score, decision

  /// Blocks whose entries the summary counts, in its order.
  static let summarized: [ReportSection] = [
    .listings, .protests, .lawsuits, .badCheques, .bankruptcies, .documentAlerts, .death,
    .inquiries,
  ]

  /// Entries of these restrict credit; the others are only facts to know.
  static let restricting: Set<ReportSection> = [
    .listings, .protests, .lawsuits, .badCheques, .bankruptcies,
  ]

  /// Worked out from the others, without a source of its own that could be down.
  var isDerived: Bool { self == .decision }
}

package enum BureauProducts {
  package static let all = [
    OfferedProduct(
      code: "basic", name: "Consulta básica", person: .any, price: Cents(190),
      sections: [.listings, .inquiries]),
    OfferedProduct(
      code: "essential", name: "Consulta essencial com pontuação", person: .any,
      price: Cents(290), sections: [.federalStatus, .listings, .inquiries, .score, .decision]),
    OfferedProduct(
      code: "complete-natural", name: "Consulta completa pessoa física", person: .natural,
      price: Cents(590),
      sections: [
        .identity, .federalStatus, .listings, .protests, .lawsuits, .badCheques, .documentAlerts,
        .death, .inquiries, .participations, .score, .decision,
      ]),
    OfferedProduct(
      code: "complete-legal", name: "Consulta completa pessoa jurídica", person: .legal,
      price: Cents(890),
      sections: [
        .company, .federalStatus, .listings, .protests, .lawsuits, .badCheques, .bankruptcies,
        .inquiries, .partners, .participations, .score, .decision,
      ]),
  ]

  package static func find(_ code: String) -> OfferedProduct? {
    all.first { $0.code == code }
  }
}
