import Credit
import DebtCollection

/// What was changed, as a person reads it: `Ambiente: Homologação → Produção`.
enum AccessChangeWords {
  static func sentence(_ change: AccessChange) -> String {
    let label = labels[change.field] ?? change.field
    switch (change.old, change.new) {
    case (nil, nil): return "\(label): trocado (não se mostra)"
    case (nil, let new?): return "\(label): \(value(new, of: change.field))"
    case (let old?, nil): return "\(label): \(value(old, of: change.field)) → vazio"
    case (let old?, let new?):
      return "\(label): \(value(old, of: change.field)) → \(value(new, of: change.field))"
    }
  }

  private static func value(_ text: String, of field: String) -> String {
    if field.hasSuffix("Cents"), let amount = Int64(text) { return Cents(amount).description }
    if let day = CivilDate(iso: text), days.contains(field) { return day.brazilian }
    return words[text] ?? text
  }

  private static let days: Set<String> = ["birthDate", "deceasedOn"]

  private static let words = [
    "true": "Sim", "false": "Não", "production": "Produção", "homologation": "Homologação",
    "micro": "Microempresa", "small": "Pequeno porte", "large": "Demais portes",
    "lead": "Lead", "prospect": "Prospecção", "customer": "Cliente", "natural": "Física",
    "legal": "Jurídica", "attendant": "Atendimento", "collector": "Cobrança",
    "approver": "Aprovação", "administrator": "Administração", "auditor": "Auditoria",
    "credito-na-medida": "Crédito na Medida",
  ]

  private static let labels = [
    "usesCreditAnalysis": "Utiliza integração com análise de crédito",
    "inquiryIntervalDays": "Dias de reaproveitamento da consulta",
    "requiresListingApproval": "Negativação precisa de aprovação", "creditorSize": "Porte",
    "minimumListingCents": "Valor mínimo da negativação",
    "alarmBusinessDays": "Dias úteis do alarme", "reportRetentionDays": "Dias de guarda",
    "requiresSecondFactor": "Exige segundo fator", "name": "Nome", "provider": "Provedor",
    "environment": "Ambiente", "branchId": "Filial", "baseUrl": "Endereço do birô",
    "clientId": "Client_ID", "clientSecret": "Client_secret",
    "automatic": "Incluir/Remover automaticamente",
    "restrictionCodeNatural": "Restrição pessoa física",
    "restrictionCodeLegal": "Restrição pessoa jurídica", "document": "CPF/CNPJ",
    "postalCode": "CEP", "street": "Logradouro", "number": "Número",
    "complement": "Complemento", "district": "Bairro", "city": "Cidade", "state": "UF",
    "phone": "Telefone", "email": "E-mail", "pixKey": "Chave Pix",
    "integrationId": "Integração", "active": "Ativo", "perTitle": "Trata cobrança por título",
    "daysToRun": "Dias para executar", "listAutomatically": "Negativa automaticamente",
    "removeAutomatically": "Baixa automaticamente", "minimumCents": "Valor mínimo",
    "maximumPerRun": "Limite por execução", "externalCode": "Código de fora",
    "stage": "Etapa", "kind": "Pessoa", "birthDate": "Nascimento", "deceasedOn": "Falecimento",
    "role": "Perfil", "branches": "Filiais", "product": "Produto", "costCents": "Custo",
    "listed": "Seriam negativados", "listedCents": "Valor", "removed": "Seriam baixados",
  ]
}
