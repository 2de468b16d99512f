import Credit
import JSONText

/// Builds the canonical report: a summary, the sections of the product, the state of its sources.
struct ReportBuilder {
  let register: Register
  let product: OfferedProduct
  let document: Document
  let sources: [ReportSource]
  let now: Instant

  func json(
    protocolNumber: String, name: String?, records: [StoredRecord],
    creditors: [ID<Participant>: String], previous: [PreviousInquiry]
  ) -> JSON {
    .object([
      .init("protocol", .string(protocolNumber)), .init("at", .string(now.description)),
      .init("document", .string(document.bare)), .init("name", .optional(name)),
      .init("product", .string(product.code)),
      .init("costCents", .integer(product.price.amount)),
      .init("restricted", .bool(!records.isEmpty)),
      .init("partial", .bool(sources.contains { !$0.isUp })),
      .init(
        "sources",
        .array(
          sources.map {
            [
              "name": .string($0.section.rawValue),
              "status": .string($0.isUp ? "answered" : "unavailable"),
            ]
          })),
      .init("summary", summary(records, previous)),
      .init("sections", sections(records, creditors, previous)),
      .init("score", score(records)),
    ])
  }

  private func isUp(_ section: ReportSection) -> Bool {
    sources.contains { $0.section == section && $0.isUp }
  }

  private func summary(_ records: [StoredRecord], _ previous: [PreviousInquiry]) -> JSON {
    let days = records.map(\.record.dueOn)
    let total = records.reduce(Cents.zero) { $0 + $1.record.amount }
    func block(
      _ section: ReportSection, count: Int, total: Cents?, first: CivilDate?, last: CivilDate?
    ) -> JSON? {
      guard isUp(section) else { return nil }
      return [
        "block": .string(section.rawValue), "count": .integer(Int64(count)),
        "totalCents": .optional(integer: total?.amount), "firstOn": .optional(first),
        "lastOn": .optional(last),
      ]
    }
    let inquired = previous.map(\.on)
    return .array(
      [
        block(
          .listings, count: records.count, total: total, first: days.min(), last: days.max()),
        block(.protests, count: 0, total: .zero, first: nil, last: nil),
        block(.lawsuits, count: 0, total: .zero, first: nil, last: nil),
        block(.badCheques, count: 0, total: .zero, first: nil, last: nil),
        block(
          .inquiries, count: previous.count, total: nil, first: inquired.min(),
          last: inquired.max()),
      ].compactMap { $0 })
  }

  private func sections(
    _ records: [StoredRecord], _ creditors: [ID<Participant>: String],
    _ previous: [PreviousInquiry]
  ) -> JSON {
    var members: [JSON.Member] = []
    for section in product.sections where isUp(section) {
      switch section {
      case .listings:
        members.append(
          .init("listings", .array(records.map { show($0.record, creditors) })))
      case .protests, .lawsuits, .badCheques:
        // The register keeps debts only; these sources hold nothing of fictitious people.
        members.append(.init(section.rawValue, []))
      case .inquiries:
        members.append(
          .init(
            "inquiries",
            .array(
              previous.map {
                [
                  "on": .string($0.on.description), "creditor": .string($0.creditor),
                  "purpose": .string($0.purpose),
                ]
              })))
      case .score: break
      }
    }
    return .object(members)
  }

  private func show(_ record: Record, _ creditors: [ID<Participant>: String]) -> JSON {
    let code = CodeList.restriction.codes.first { $0.code == record.restrictionCode }
    return [
      "creditor": .optional(creditors[record.participant]),
      "contractNumber": .string(record.contractNumber),
      "restrictionCode": .string(record.restrictionCode), "nature": .optional(code?.name),
      "dueOn": .string(record.dueOn.description),
      "amountCents": .integer(record.amount.amount),
      "visibleSince": .optional(record.visibleAt?.civilDate),
      "role": .string(record.role.rawValue),
      "subJudice": .bool(record.state == .visibleSubJudice),
    ]
  }

  /// A fictitious score: the same document always has the same, lower with what is listed.
  private func score(_ records: [StoredRecord]) -> JSON {
    guard product.sections.contains(.score), isUp(.score), isUp(.listings) else { return .null }
    let digits = document.bare.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_000 }
    let base = 400 + digits * 6 / 10
    let value = max(0, base - 250 * min(records.count, 2) - (records.count > 2 ? 100 : 0))
    let reason =
      records.isEmpty
      ? "Nenhuma restrição visível no registro." : "Há restrições visíveis no registro."
    return [
      "value": .integer(Int64(value)), "minimum": 0, "maximum": 1_000,
      "model": "referencia-1", "reasons": [.string(reason)],
    ]
  }
}
