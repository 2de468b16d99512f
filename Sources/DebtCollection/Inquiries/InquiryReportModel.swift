import Credit
import JSONText
import Letters
import Sealing
import World

/// Makes the printed report of an inquiry: words and figures, no decision.
package enum InquiryReportModel {
  /// What `Letters.InquiryReportPDF` prints.
  ///
  /// - Parameters:
  ///   - opened: the inquiry with its report; without one the figures are printed alone.
  ///   - document: bare; printed masked.
  static func make(
    _ opened: OpenedInquiry, document: String, requester: String, inquiredAt: Instant,
    printedAt: Instant
  ) -> InquiryReport {
    let record = opened.record
    let digest = record.digest
    return InquiryReport(
      requester: requester, personName: opened.report?["name"]?.string, document: document,
      verdict: record.identityDiffers ? .identity : verdict(record.outcome, digest),
      product: record.product,
      purpose: record.purpose.portuguese, protocolNumber: record.protocolNumber ?? "—",
      inquiredAt: inquiredAt, printedAt: printedAt, reused: record.isReused, cost: record.cost,
      score: digest.flatMap { score($0.score) },
      sources: (digest?.sources ?? []).map {
        InquiryReport.Source(name: InquiryBlock.portuguese($0.name), answered: $0.answered)
      },
      summary: (digest?.summary ?? []).map {
        InquiryReport.SummaryBlock(
          name: InquiryBlock.portuguese($0.block), count: $0.count, total: $0.total,
          firstOn: $0.firstOn, lastOn: $0.lastOn)
      },
      sections: (opened.sections.members ?? []).map(section),
      recommendation: InquiryReport.Recommendation(
        decision: record.recommendation.decision.portuguese,
        reasons: record.recommendation.reasons.map(\.detail)),
      messages: messages(opened))
  }

  /// The bureau's notes; what it says of silent sources stands in the warning already.
  private static func messages(_ opened: OpenedInquiry) -> [String] {
    let silent = (opened.record.digest?.sources ?? []).filter { !$0.answered }.map(\.name)
    return (opened.report?["messages"]?.elements ?? []).compactMap(\.string).filter { message in
      !silent.contains { message.contains($0) }
    }
  }

  /// A word for a score of 0 to 1,000; thirds of the range above the house's own limit.
  static func band(_ value: Int64) -> String {
    switch value {
    case ..<Recommendation.reviewBelowScore: "Risco alto"
    case ..<700: "Risco médio"
    default: "Risco baixo"
    }
  }

  private static func verdict(
    _ outcome: InquiryOutcome?, _ digest: InquiryDigest?
  ) -> InquiryReport.Verdict {
    switch outcome {
    case .clean where !(digest?.alerts ?? []).isEmpty: .alerted
    case .clean: .clean
    // What was found counts, also where a source did not answer.
    case .partial where digest?.restricted == true: .restricted
    case .restricted: .restricted
    case .partial: .partial
    case .notFound: .notFound
    case .failed, nil: .failed
    }
  }

  private static func score(_ json: JSON) -> InquiryReport.Score? {
    guard let value = json.integer ?? json["value"]?.integer else { return nil }
    return InquiryReport.Score(
      value: Int(value), minimum: Int(json["minimum"]?.integer ?? 0),
      maximum: Int(json["maximum"]?.integer ?? 1_000),
      band: json["band"]?["name"]?.string ?? band(value),
      reasons: (json["reasons"]?.elements ?? []).compactMap(\.string))
  }

  /// A list with a column for each name that its entries have, in the order of the first one; or
  /// one record with a fact for each.
  private static func section(_ member: JSON.Member) -> InquiryReport.Section {
    let isObject = member.value.members != nil
    let entries = isObject ? [member.value] : member.value.elements ?? []
    var names: [String] = []
    for entry in entries {
      for field in entry.members ?? [] where !names.contains(field.name) {
        names.append(field.name)
      }
    }
    names.removeAll { hidden.contains($0) || OpenedInquiry.withheld.contains($0) }
    let amounts = names.indices.filter { names[$0].hasSuffix("Cents") }
    return InquiryReport.Section(
      name: InquiryBlock.portuguese(member.name), columns: names.map(InquiryBlock.field),
      rows: entries.map { entry in names.map { cell($0, entry[$0] ?? .null) } },
      amountColumns: Set(amounts),
      isRecord: isObject || InquiryBlock.records.contains(member.name) && entries.count == 1)
  }

  /// Fields that say nothing to a reader of the printout.
  private static let hidden: Set<String> = ["restrictionCode"]

  private static func cell(_ name: String, _ value: JSON) -> String {
    switch value {
    case .integer(let amount) where name.hasSuffix("Cents"): Cents(amount).description
    case .integer(let number): String(number)
    case .bool(let isSet): isSet ? "Sim" : "Não"
    case .decimal(let text): text
    case .string(let text): CivilDate(iso: text)?.brazilian ?? InquiryBlock.word(text)
    case .array(let elements): elements.map { cell(name, $0) }.joined(separator: ", ")
    case .null, .object: "—"
    }
  }
}
