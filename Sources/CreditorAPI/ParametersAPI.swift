import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addParameters(to table: inout RouteTable) {
    let schema = Schema.object([
      .required("usesCreditAnalysis", .boolean), .required("inquiryIntervalDays", .integer),
      .required("requiresListingApproval", .boolean),
      .required("creditorSize", .oneOf(CreditorSize.allCases.map(\.rawValue))),
      .required("minimumListingCents", .cents), .required("alarmBusinessDays", .integer),
      .required("reportRetentionDays", .integer), .required("requiresSecondFactor", .boolean),
    ]).named("Parameters")
    table.add(
      .get, "/api/v1/parameters",
      Operation(
        id: "readParameters", summary: "Parâmetros gerais", tag: "Configuração",
        answers: [.init(200, "Os parâmetros", schema)])
    ) { _, _ in .json(Self.show(try await office.houseParameters.parameters())) }
    table.add(
      .patch, "/api/v1/parameters",
      Operation(
        id: "changeParameters", summary: "Altera parâmetros", tag: "Configuração",
        access: .needs(.configure), input: .json(Self.parametersChange),
        answers: [.init(200, "Os parâmetros", schema)], problems: [422])
    ) { request, context in
      let change = try await request.input(Self.parametersChange)
      let saved = try await office.houseParameters.updateParameters(
        change, actor: try context.actor())
      return .json(Self.show(saved))
    }
  }

  private static let parametersChange = Body<ParametersChange> { input in
    var change = ParametersChange()
    change.usesCreditAnalysis = input.patch("usesCreditAnalysis", .bool).requiredChange
    change.inquiryIntervalDays =
      input.patch("inquiryIntervalDays", .integer(0...365)).requiredChange
    change.requiresListingApproval = input.patch("requiresListingApproval", .bool).requiredChange
    change.creditorSize = input.patch("creditorSize", .oneOf(CreditorSize.self)).requiredChange
    change.minimumListing =
      input.patch("minimumListingCents", .cents(0...100_000_000))
      .requiredChange
    change.alarmBusinessDays = input.patch("alarmBusinessDays", .integer(1...5)).requiredChange
    change.reportRetentionDays =
      input.patch("reportRetentionDays", .integer(1...3_650)).requiredChange
    change.requiresSecondFactor = input.patch("requiresSecondFactor", .bool).requiredChange
    return change
  }

  private static func show(_ parameters: DebtCollection.Parameters) -> JSON {
    [
      "usesCreditAnalysis": .bool(parameters.usesCreditAnalysis),
      "inquiryIntervalDays": .integer(Int64(parameters.inquiryIntervalDays)),
      "requiresListingApproval": .bool(parameters.requiresListingApproval),
      "creditorSize": .string(parameters.creditorSize.rawValue),
      "minimumListingCents": .integer(parameters.minimumListing.amount),
      "alarmBusinessDays": .integer(Int64(parameters.alarmBusinessDays)),
      "reportRetentionDays": .integer(Int64(parameters.reportRetentionDays)),
      "requiresSecondFactor": .bool(parameters.requiresSecondFactor),
    ]
  }
}
