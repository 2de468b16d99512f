import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Configurações › Parâmetros › Parâmetros gerais › Integrações (manual, items 24-26).
enum ParameterPages {
  static let path = Contents.parameters.path
}

extension Site {
  func addParameters(to table: inout PageTable<Site>) {
    table.get(Contents.parameters) { visit in
      let parameters = try await office.houseParameters.parameters()
      return parameterPage(visit, ParameterForm.state(of: parameters))
    }
    table.post(Contents.parameters) { visit, form in
      try await visit.attempt(form, names: ["minimumListingCents": "minimumListing"]) {
        state, status in
        parameterPage(visit, state, status: status)
      } _: {
        let saved = try await office.houseParameters.updateParameters(
          try ParameterForm.read(form), actor: visit.actor)
        return visit.done(
          saved.usesCreditAnalysis
            ? "Parâmetros salvos."
            : "Parâmetros salvos. Telas e botões da análise de crédito foram ocultos; nada foi "
              + "apagado e as baixas em andamento seguem.", to: ParameterPages.path)
      }
    }
  }

  private func parameterPage(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      "Parâmetros gerais",
      crumbs: [Settings.crumb, Crumb("Parâmetros gerais")],
      help: "filiais-e-parametros", status: status,
      ParameterView.page(state, token: visit.token))
  }
}

/// The form of the parameters.
enum ParameterForm {
  static let shown: Set<String> = [
    "usesCreditAnalysis", "inquiryIntervalDays", "requiresListingApproval", "creditorSize",
    "minimumListing", "alarmBusinessDays", "reportRetentionDays", "requiresSecondFactor",
  ]

  static let sizes = [
    Look.Option(
      "micro", "Até 5.000 acessos",
      hint: "A rescisão do contrato antes da negativação é só um aviso."),
    Look.Option("small", "Pequeno porte, acima de 5.000 acessos", hint: bound),
    Look.Option("large", "Médio ou grande porte", hint: bound),
  ]
  private static let bound =
    "Telecom só é negativada depois da rescisão do contrato (Resolução Anatel 765/2023)."

  static func state(of parameters: DebtCollection.Parameters) -> FormState {
    FormState([
      ("usesCreditAnalysis", parameters.usesCreditAnalysis ? "true" : "false"),
      ("inquiryIntervalDays", String(parameters.inquiryIntervalDays)),
      ("requiresListingApproval", parameters.requiresListingApproval ? "true" : "false"),
      ("creditorSize", parameters.creditorSize.rawValue),
      ("minimumListing", parameters.minimumListing.digits),
      ("alarmBusinessDays", String(parameters.alarmBusinessDays)),
      ("reportRetentionDays", String(parameters.reportRetentionDays)),
      ("requiresSecondFactor", parameters.requiresSecondFactor ? "true" : "false"),
    ])
  }

  static func read(_ form: FormFields) throws -> ParametersChange {
    try FormReader.read(form) { reader in
      var change = ParametersChange()
      change.usesCreditAnalysis = reader.required(
        "usesCreditAnalysis", "Utiliza integração com análise de crédito", .bool)
      change.inquiryIntervalDays = reader.required(
        "inquiryIntervalDays", "O intervalo", .integer(0...365))
      change.requiresListingApproval = reader.required(
        "requiresListingApproval", "A aprovação", .bool)
      change.creditorSize = reader.required(
        "creditorSize", "O porte do credor", .oneOf(CreditorSize.self))
      change.minimumListing = reader.required(
        "minimumListing", "O valor mínimo", .money(Cents.zero...Cents(100_000_000)))
      change.alarmBusinessDays = reader.required(
        "alarmBusinessDays", "O alarme", .integer(1...5))
      change.reportRetentionDays = reader.required(
        "reportRetentionDays", "A guarda", .integer(1...3_650))
      change.requiresSecondFactor = reader.required(
        "requiresSecondFactor", "O segundo fator", .bool)
      return change
    }
  }
}
