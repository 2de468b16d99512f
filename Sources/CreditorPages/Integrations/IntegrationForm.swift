import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// The form of an integration: what can be chosen, and how it is read.
struct IntegrationForm {
  let branches: [Look.Option]
  /// Restriction codes of natural and of legal people.
  let natural: [Look.Option]
  let legal: [Look.Option]

  init(branches: [BranchRow], restrictions: [BureauCode]) {
    self.branches = branches.map { .init($0.id.description, $0.name) }
    natural = Self.options(restrictions, "natural")
    legal = Self.options(restrictions, "legal")
  }

  private static func options(_ codes: [BureauCode], _ person: String) -> [Look.Option] {
    codes.filter { $0.person == person || $0.person == "any" }.map {
      .init($0.code, CodeWords.label($0))
    }
  }

  static let providers = BureauProvider.all.map { Look.Option($0.code, $0.name) }
  static let environments = [
    Look.Option(
      "homologation", "Homologação",
      hint: "Para testar: o birô de referência, ou o ambiente de "
        + "testes de quem tem um."),
    Look.Option("production", "Produção", hint: "Consultas cobradas e negativações de verdade."),
  ]
  static let yesOrNo = [Look.Option("true", "Sim"), Look.Option("false", "Não")]

  /// Fields that show their own faults.
  static let shown: Set<String> = [
    "name", "provider", "branchId", "environment", "baseUrl", "clientId", "clientSecret",
    "automatic", "restrictionCodeNatural", "restrictionCodeLegal",
  ]

  static let blank = FormState([
    ("name", BureauProvider.all[0].name), ("provider", BureauProvider.all[0].code),
    ("environment", "homologation"), ("automatic", "false"),
  ])

  static func state(of row: IntegrationRow) -> FormState {
    FormState([
      ("name", row.name), ("provider", row.provider), ("environment", row.environment.rawValue),
      ("branchId", row.branch?.description ?? ""), ("baseUrl", row.baseURL),
      ("clientId", row.clientId), ("automatic", row.isAutomatic ? "true" : "false"),
      ("restrictionCodeNatural", row.restrictionCodeNatural ?? ""),
      ("restrictionCodeLegal", row.restrictionCodeLegal ?? ""),
    ])
  }

  static func read(_ form: FormFields, isNew: Bool) throws -> IntegrationChange {
    try FormReader.read(form) { reader in
      var change = IntegrationChange()
      change.name = reader.required("name", "Nome", .string(length: 1...120))
      change.provider = reader.required("provider", "Provedor", .string(length: 1...60))
      change.branch = reader.required("branchId", "Filial", .id(of: Branch.self))
      change.environment = reader.required(
        "environment", "Ambiente", .oneOf(IntegrationRow.Environment.self))
      change.baseURL = reader.required("baseUrl", "Endereço do birô", .string(length: 1...500))
      change.clientId = reader.required("clientId", "Client_ID", .string(length: 1...200))
      change.clientSecret =
        isNew
        ? reader.required("clientSecret", "Client_secret", .string(length: 1...400))
        : reader.optional("clientSecret", "Client_secret", .string(length: 1...400))
      change.isAutomatic = reader.required(
        "automatic", "Incluir/Remover automaticamente", .bool)
      change.restrictionCodeNatural = .some(
        reader.optional(
          "restrictionCodeNatural", "Restrição Crédito pessoa física", .string(length: 1...40)))
      change.restrictionCodeLegal = .some(
        reader.optional(
          "restrictionCodeLegal", "Restrição Crédito pessoa jurídica", .string(length: 1...40)))
      return change
    }
  }
}
