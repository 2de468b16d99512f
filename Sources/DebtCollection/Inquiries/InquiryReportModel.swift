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
      verdict: verdict(record.outcome), product: record.product,
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
      sections: (opened.sections.members ?? []).map(section)
        + words("Pontuação: motivos", "Motivo", digest?.score["reasons"])
        + words("Mensagens do bureau", "Mensagem", opened.report?["messages"]),
      recommendation: InquiryReport.Recommendation(
        decision: record.recommendation.decision.portuguese,
        reasons: record.recommendation.reasons.map(\.detail)))
  }

  /// A word for a score of 0 to 1,000; thirds of the range above the house's own limit.
  static func band(_ value: Int64) -> String {
    switch value {
    case ..<Recommendation.reviewBelowScore: "Risco alto"
    case ..<700: "Risco médio"
    default: "Risco baixo"
    }
  }

  private static func verdict(_ outcome: InquiryOutcome?) -> InquiryReport.Verdict {
    switch outcome {
    case .clean: .clean
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
      maximum: Int(json["maximum"]?.integer ?? 1_000), band: band(value))
  }

  /// A list with a column for each name that its entries have, in the order of the first one.
  private static func section(_ member: JSON.Member) -> InquiryReport.Section {
    let entries = member.value.elements ?? []
    var names: [String] = []
    for entry in entries {
      for field in entry.members ?? [] where !names.contains(field.name) {
        names.append(field.name)
      }
    }
    names.removeAll { hidden.contains($0) }
    let amounts = names.indices.filter { names[$0].hasSuffix("Cents") }
    return InquiryReport.Section(
      name: InquiryBlock.portuguese(member.name), columns: names.map(column),
      rows: entries.map { entry in names.map { cell($0, entry[$0] ?? .null) } },
      amountColumns: Set(amounts))
  }

  /// A list of sentences; nothing where there are none.
  private static func words(
    _ name: String, _ column: String, _ json: JSON?
  ) -> [InquiryReport.Section] {
    let sentences = (json?.elements ?? []).compactMap(\.string)
    guard !sentences.isEmpty else { return [] }
    return [
      InquiryReport.Section(name: name, columns: [column], rows: sentences.map { [$0] })
    ]
  }

  /// Fields that say nothing to a reader of the printout.
  private static let hidden: Set<String> = ["restrictionCode"]

  private static func cell(_ name: String, _ value: JSON) -> String {
    switch value {
    case .integer(let amount) where name.hasSuffix("Cents"): Cents(amount).description
    case .integer(let number): String(number)
    case .bool(let isSet): isSet ? "Sim" : "Não"
    case .decimal(let text): text
    case .string(let text):
      CivilDate(iso: text)?.brazilian ?? InquiryPurpose(rawValue: text)?.portuguese
        ?? word(text, of: name)
    case .null, .array, .object: "—"
    }
  }

  /// The words of a bureau that have a Portuguese one; any other stays as it came.
  private static func word(_ text: String, of name: String) -> String {
    switch (name, text) {
    case ("suggestion", "approve"): Recommendation.Decision.approve.portuguese
    case ("suggestion", "review"): Recommendation.Decision.review.portuguese
    case ("suggestion", "decline"): Recommendation.Decision.deny.portuguese
    case ("role", "principal"): "Principal"
    case ("role", "guarantor"): "Coobrigado"
    default: text
    }
  }

  /// The head of a column; a field that we do not know keeps its own name.
  private static func column(_ name: String) -> String { columns[name] ?? name }

  private static let columns: [String: String] = [
    "creditor": "Credor", "contractNumber": "Contrato", "nature": "Natureza",
    "dueOn": "Vencimento", "amountCents": "Valor", "visibleSince": "Visível desde",
    "subJudice": "Sub judice", "on": "Data", "purpose": "Finalidade", "office": "Cartório",
    "city": "Cidade", "state": "UF", "court": "Vara", "bank": "Banco", "agency": "Agência",
    "reason": "Motivo", "count": "Quantidade", "kind": "Tipo", "documentType": "Documento",
    "source": "Fonte", "documentKind": "Documento", "name": "Nome", "document": "CPF ou CNPJ",
    "companyName": "Razão social", "tradeName": "Nome fantasia", "foundedOn": "Fundação",
    "activityCode": "CNAE", "activity": "Atividade", "legalNature": "Natureza jurídica",
    "size": "Porte", "status": "Situação", "isRegular": "Regular", "since": "Desde",
    "sharePercent": "Participação (%)", "companyStatus": "Situação da empresa",
    "suggestion": "Sugestão", "role": "Papel",
  ]
}
