/// The blocks of a report as screens name them; a block we do not know keeps its own name.
package enum InquiryBlock {
  package static func portuguese(_ block: String) -> String {
    switch block {
    case "identity": "Identificação"
    case "company": "Dados da empresa"
    case "federalStatus": "Situação na Receita Federal"
    case "listings": "Negativações"
    case "protests": "Protestos"
    case "lawsuits": "Ações judiciais"
    case "badCheques": "Cheques sem fundo"
    case "inquiries": "Consultas anteriores"
    case "bankruptcies": "Falências e recuperações"
    case "documentAlerts": "Alertas de documento"
    case "death": "Óbito"
    case "partners": "Sócios e administradores"
    case "participations": "Participações em empresas"
    case "score": "Pontuação"
    case "decision": "Sugestão do birô"
    default: block
    }
  }

  /// Entries that must be looked at although they restrict nothing.
  static let alerts: Set<String> = ["documentAlerts", "death"]

  /// Whether an entry of the block tells of a debt: previous inquiries and alerts do not.
  static func restricts(_ block: String) -> Bool {
    block != "inquiries" && !alerts.contains(block)
  }

  /// Blocks that hold one record instead of a list.
  static let records: Set<String> = ["identity", "company", "federalStatus", "decision"]

  /// The name of a field of an entry; a field that we do not know keeps its own name.
  static func field(_ name: String) -> String {
    fields[name] ?? name
  }

  private static let fields: [String: String] = [
    "activity": "Atividade", "activityCode": "CNAE", "agency": "Agência", "amountCents": "Valor",
    "bank": "Banco", "city": "Cidade", "companyName": "Razão social",
    "companyStatus": "Situação da empresa", "contractNumber": "Contrato", "count": "Quantidade",
    "court": "Vara", "creditor": "Credor", "document": "CPF ou CNPJ",
    "documentKind": "Tipo de documento", "documentType": "Documento", "dueOn": "Vencimento",
    "foundedOn": "Fundação", "isRegular": "Regular", "kind": "Tipo",
    "legalNature": "Natureza jurídica", "name": "Nome", "nature": "Natureza",
    "office": "Cartório", "on": "Data", "purpose": "Finalidade", "reason": "Motivo",
    "role": "Papel", "sharePercent": "Participação (%)", "since": "Desde", "size": "Porte",
    "source": "Fonte", "state": "UF", "status": "Situação", "subJudice": "Sub judice",
    "suggestion": "Sugestão", "tradeName": "Nome fantasia", "visibleSince": "Visível desde",
  ]

  /// Words of the canonical report as a reader knows them.
  static func word(_ text: String) -> String {
    switch text {
    case "approve": Recommendation.Decision.approve.portuguese
    case "review": Recommendation.Decision.review.portuguese
    case "decline": Recommendation.Decision.deny.portuguese
    case "principal": "Principal"
    case "guarantor": "Coobrigado"
    default: InquiryPurpose(rawValue: text)?.portuguese ?? text
    }
  }
}
