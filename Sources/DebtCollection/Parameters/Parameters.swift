package import Credit
package import Refusals
import SQLDatabase
import World

/// Parâmetros gerais › Integrações (manual, items 24-26) and what the rules leave to the creditor.
package struct Parameters: Hashable, Sendable {
  /// "Utiliza integração com análise de crédito"; off hides everything and deletes nothing.
  package var usesCreditAnalysis: Bool
  /// Inside so many days an inquiry of the same document is answered from what was paid for.
  package var inquiryIntervalDays: Int
  package var requiresListingApproval: Bool
  package var creditorSize: CreditorSize
  package var minimumListing: Cents
  /// Business days before the legal term of a removal at which an alarm is raised.
  package var alarmBusinessDays: Int
  /// Days for which the raw report of an inquiry is kept.
  package var reportRetentionDays: Int
  /// Whether everybody who logs in needs a second factor.
  package var requiresSecondFactor: Bool
}

/// A change of parameters; nil leaves a field as it is.
package struct ParametersChange: Sendable {
  package var usesCreditAnalysis: Bool?
  package var inquiryIntervalDays: Int?
  package var requiresListingApproval: Bool?
  package var creditorSize: CreditorSize?
  package var minimumListing: Cents?
  package var alarmBusinessDays: Int?
  package var reportRetentionDays: Int?
  package var requiresSecondFactor: Bool?

  package init() {}
}

extension Refusal {
  /// "Utiliza integração com análise de crédito" is "Não" (manual, items 24-26).
  package static let switchedOff = Refusal(
    .conflict, code: "credit-analysis-off",
    detail: "A integração com análise de crédito está desligada em Configurações › Parâmetros › "
      + "Parâmetros gerais › Integrações.")
}

extension HouseParameters {
  package func parameters() async throws -> Parameters {
    try await database.read { try ParametersRow.read(in: $0) }
  }

  package func updateParameters(
    _ change: ParametersChange, actor: Actor = .system
  ) async throws -> Parameters {
    let now = world.clock.now()
    return try await database.write { transaction in
      let before = try ParametersRow.read(in: transaction)
      var next = before
      if let uses = change.usesCreditAnalysis { next.usesCreditAnalysis = uses }
      if let days = change.inquiryIntervalDays { next.inquiryIntervalDays = days }
      if let approval = change.requiresListingApproval { next.requiresListingApproval = approval }
      if let size = change.creditorSize { next.creditorSize = size }
      if let minimum = change.minimumListing { next.minimumListing = minimum }
      if let days = change.alarmBusinessDays { next.alarmBusinessDays = days }
      if let days = change.reportRetentionDays { next.reportRetentionDays = days }
      if let factor = change.requiresSecondFactor { next.requiresSecondFactor = factor }
      try ParametersRow.check(next)
      try ParametersRow.write(next, at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "parameters.changed", subject: "parameters", from: before, to: next,
        in: transaction)
      return next
    }
  }
}

enum ParametersRow {
  enum Column: Int, TableColumn {
    static let table = "parameters"
    static var readCount: Int { updatedAt.rawValue }

    case usesCreditAnalysis, inquiryIntervalDays, requiresListingApproval, creditorSize
    case minimumListingCents, alarmBusinessDays, reportRetentionDays, requiresSecondFactor
    /// Written only.
    case updatedAt
  }

  private static let table = ColumnTable<Column>()
  /// Of the only row there is.
  private static let changing =
    "UPDATE parameters SET "
    + table.columns.enumerated().map { "\($1.name) = ?\($0 + 1)" }.joined(separator: ", ")

  static func read(in transaction: Transaction) throws -> Parameters {
    let row = try transaction.first(table.select) { row in
      let row = ColumnRow<Column>(row)
      return Parameters(
        usesCreditAnalysis: try row.bool(.usesCreditAnalysis),
        inquiryIntervalDays: Int(clamping: try row.integer(.inquiryIntervalDays)),
        requiresListingApproval: try row.bool(.requiresListingApproval),
        creditorSize: try row.word(.creditorSize),
        minimumListing: try row.cents(.minimumListingCents),
        alarmBusinessDays: Int(clamping: try row.integer(.alarmBusinessDays)),
        reportRetentionDays: Int(clamping: try row.integer(.reportRetentionDays)),
        requiresSecondFactor: try row.bool(.requiresSecondFactor))
    }
    guard let row else { throw Refusal.notFound("Parâmetros") }
    return row
  }

  static func check(_ parameters: Parameters) throws {
    var faults = FaultList()
    if !(0...365).contains(parameters.inquiryIntervalDays) {
      faults.add("/inquiryIntervalDays", "out-of-range", "O intervalo vai de 0 a 365 dias.")
    }
    if !(Cents.zero...Cents(100_000_000)).contains(parameters.minimumListing) {
      faults.add(
        "/minimumListingCents", "out-of-range", "O valor mínimo vai de R$ 0,00 a R$ 1.000.000,00.")
    }
    if !(1...5).contains(parameters.alarmBusinessDays) {
      faults.add("/alarmBusinessDays", "out-of-range", "O alarme vai de 1 a 5 dias úteis antes.")
    }
    if !(1...3_650).contains(parameters.reportRetentionDays) {
      faults.add("/reportRetentionDays", "out-of-range", "A guarda vai de 1 a 3650 dias.")
    }
    try faults.throwIfAny()
  }

  static func write(
    _ parameters: Parameters, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      changing,
      table.columns.map { column in
        switch column {
        case .usesCreditAnalysis: parameters.usesCreditAnalysis.sqlValue
        case .inquiryIntervalDays: parameters.inquiryIntervalDays.sqlValue
        case .requiresListingApproval: parameters.requiresListingApproval.sqlValue
        case .creditorSize: parameters.creditorSize.rawValue.sqlValue
        case .minimumListingCents: parameters.minimumListing.sqlValue
        case .alarmBusinessDays: parameters.alarmBusinessDays.sqlValue
        case .reportRetentionDays: parameters.reportRetentionDays.sqlValue
        case .requiresSecondFactor: parameters.requiresSecondFactor.sqlValue
        case .updatedAt: now.sqlValue
        }
      })
  }
}
