import Credit
import JSONText

/// What a report gets when it is kept.
struct ReportHead: Sendable {
  let protocolNumber: String
  let at: Instant
  let purpose: InquiryRequest.Purpose
  let reference: String
  /// Zero for a repetition on the same day.
  let cost: Cents
}

extension ReportContent {
  /// The canonical report: head, sources, summary, the sections of the product, score.
  func json(_ head: ReportHead) -> JSON {
    let score = score
    return .object([
      .init("protocol", .string(head.protocolNumber)), .init("at", .string(head.at.description)),
      .init("document", .string(person.document.bare)), .init("name", .string(name)),
      .init("product", .string(product.code)), .init("productName", .string(product.name)),
      .init("requester", .string(found.requester)),
      .init("purpose", .string(head.purpose.rawValue)),
      .init("reference", .string(head.reference)),
      .init("costCents", .integer(head.cost.amount)), .init("billed", .bool(head.cost > .zero)),
      .init("restricted", .bool(isRestricted)), .init("partial", .bool(isPartial)),
      .init("sources", .array(sources.map(\.json))), .init("summary", summary),
      .init("sections", sections(score)), .init("score", score?.json ?? .null),
      .init("messages", .array(messages.map { .string($0) })),
    ])
  }

  /// Without the listings a score would be a guess.
  private var score: ReportScore? {
    product.sections.contains(.score) && isUp(.score) && isUp(.listings)
      ? ReportScore(self) : nil
  }

  private var summary: JSON {
    .array(
      ReportSection.summarized.compactMap { section in
        guard let entries = occurrences[section] else { return nil }
        let amounts = entries.compactMap(\.amount)
        let isAbout = entries.isEmpty && Self.hasAmounts.contains(section) || !amounts.isEmpty
        let days = entries.map(\.on)
        return [
          "block": .string(section.rawValue), "count": .integer(Int64(entries.count)),
          "totalCents": .optional(
            integer: isAbout ? amounts.reduce(Cents.zero, +).amount : nil),
          "firstOn": .optional(days.min()), "lastOn": .optional(days.max()),
        ]
      })
  }

  private static let hasAmounts: Set<ReportSection> = [
    .listings, .protests, .lawsuits, .badCheques,
  ]

  private func sections(_ score: ReportScore?) -> JSON {
    var members: [JSON.Member] = []
    for section in product.sections where isUp(section) || section.isDerived {
      let entries: [JSON]
      switch section {
      case .identity: entries = [person.identity(name: name)]
      case .company: entries = [person.company(name: name, today: today)]
      case .federalStatus: entries = [person.federalStatus(today: today)]
      case .partners: entries = person.partners()
      case .participations: entries = person.participations()
      case .decision: entries = [ReportDecision(self, score: score).json]
      case .score: continue
      default: entries = (occurrences[section] ?? []).map(\.json)
      }
      members.append(.init(section.rawValue, .array(entries)))
    }
    return .object(members)
  }

  /// What a reader must know to take the report rightly.
  private var messages: [String] {
    var messages: [String] = []
    let silent = sources.filter { !$0.isUp }.map(\.section.rawValue)
    if !silent.isEmpty {
      messages.append(
        "Não responderam: \(silent.joined(separator: ", ")). A ausência de registros nessas "
          + "fontes não significa que nada consta; consulte de novo.")
    }
    if found.records.contains(where: { $0.record.state == .visibleSubJudice }) {
      messages.append("Há registro mantido sub judice: a dívida está em discussão judicial.")
    }
    if !(occurrences[.documentAlerts] ?? []).isEmpty {
      messages.append("Documento com alerta de roubo, furto ou extravio: confira a identidade.")
    }
    if !(occurrences[.death] ?? []).isEmpty {
      messages.append("Consta o óbito do titular do documento.")
    }
    messages.append("Fora o registro de dívidas e as consultas, os dados são fictícios.")
    return messages
  }
}

extension ReportSource {
  var json: JSON {
    ["name": .string(section.rawValue), "status": .string(isUp ? "answered" : "unavailable")]
  }
}
