import Credit
import JSONText

/// A kind of inquiry that a participant can buy.
struct OfferedProduct: Hashable, Sendable {
  let code: String
  let name: String
  let person: PersonScope
  let price: Cents
  let sections: [ReportSection]

  var json: JSON {
    [
      "code": .string(code), "name": .string(name), "person": .string(person.rawValue),
      "priceCents": .integer(price.amount),
      "sections": .array(sections.map { .string($0.rawValue) }),
    ]
  }
}

/// The blocks of a report. What may not be sold is not among them: no phone, address, relatives
/// or income (STJ, Tema 1.404, pending).
enum ReportSection: String, Hashable, CaseIterable, Sendable {
  case listings, protests, lawsuits, badCheques, inquiries, score
}

enum BureauProducts {
  static let all = [
    OfferedProduct(
      code: "basic", name: "Consulta básica", person: .any, price: Cents(190),
      sections: [.listings, .inquiries]),
    OfferedProduct(
      code: "complete-natural", name: "Consulta completa pessoa física", person: .natural,
      price: Cents(590),
      sections: [.listings, .protests, .lawsuits, .badCheques, .inquiries, .score]),
    OfferedProduct(
      code: "complete-legal", name: "Consulta completa pessoa jurídica", person: .legal,
      price: Cents(890),
      sections: [.listings, .protests, .lawsuits, .badCheques, .inquiries, .score]),
  ]

  static func find(_ code: String) -> OfferedProduct? {
    all.first { $0.code == code }
  }
}
