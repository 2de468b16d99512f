import Credit
import JSONText
import SQLDatabase

/// Trials in the database.
enum TrialRows {
  enum Column: Int, TableColumn {
    static let table = "integration_trials"
    static var readCount: Int { clientSecretSealed.rawValue }

    case integrationId, baseUrl, clientId, begunBy, begunAt, products, inquiredAt
    case inquiryDocument, inquiryProduct, inquiryRestricted, inquiryCostCents, rehearsedAt
    case listedCount, listedCents, removedCount, costCents
    /// Written only.
    case clientSecretSealed
  }

  private static let table = ColumnTable<Column>()
  private static let select = table.select + " WHERE integration_id = ?1"
  private static let beginning = table.insert([
    .integrationId, .baseUrl, .clientId, .clientSecretSealed, .begunBy, .begunAt, .products,
  ])
  private static let inquired = table.update(
    [.inquiredAt, .inquiryDocument, .inquiryProduct, .inquiryRestricted, .inquiryCostCents],
    where: [.integrationId, .begunAt])
  private static let rehearsed = table.update(
    [.rehearsedAt, .listedCount, .listedCents, .removedCount, .costCents],
    where: [.integrationId, .begunAt])

  static func find(
    _ id: ID<Integration>, in transaction: Transaction
  ) throws -> ProductionTrial? {
    try transaction.first(select, [id], decode)
  }

  static func sealedSecret(
    of id: ID<Integration>, in transaction: Transaction
  ) throws -> [UInt8]? {
    try transaction.first(
      "SELECT client_secret_sealed FROM integration_trials WHERE integration_id = ?1", [id]
    ) { try $0.bytes(0) }
  }

  /// Where the sealed secret of a trial belongs.
  static func secretPlace(_ integration: ID<Integration>) -> String {
    "integration_trials.client_secret_sealed/\(integration.number)"
  }

  /// Begins anew, whatever was proved before.
  static func begin(
    _ trial: ProductionTrial, sealedSecret: [UInt8], in transaction: Transaction
  ) throws {
    try delete(trial.integration, in: transaction)
    try transaction.execute(
      beginning.sql,
      [
        trial.integration, trial.baseURL, trial.clientId, sealedSecret, trial.begunBy,
        trial.begunAt, encode(trial.products).text,
      ])
  }

  /// Keeps a good inquiry; false where another trial was begun meanwhile.
  static func keep(
    _ inquiry: ProductionTrial.Inquiry, of trial: ProductionTrial, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      inquired.sql,
      [
        trial.integration, trial.begunAt, inquiry.at, inquiry.document, inquiry.product,
        inquiry.restricted, inquiry.cost,
      ]) == 1
  }

  static func keep(
    _ numbers: ProductionTrial.Numbers, of trial: ProductionTrial, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      rehearsed.sql + " AND inquired_at IS NOT NULL",
      [
        trial.integration, trial.begunAt, numbers.at, numbers.listed, numbers.listedAmount,
        numbers.removed, numbers.cost,
      ]) == 1
  }

  @discardableResult
  static func delete(
    _ id: ID<Integration>, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      "DELETE FROM integration_trials WHERE integration_id = ?1", [id]) > 0
  }

  private static func decode(_ row: Row) throws -> ProductionTrial {
    let row = ColumnRow<Column>(row)
    return ProductionTrial(
      integration: try row.id(.integrationId), baseURL: try row.text(.baseUrl),
      clientId: try row.text(.clientId), begunBy: try row.text(.begunBy),
      begunAt: try row.instant(.begunAt), products: try products(try row.text(.products)),
      inquiry: try inquiry(row), numbers: try numbers(row))
  }

  private static func inquiry(_ row: ColumnRow<Column>) throws -> ProductionTrial.Inquiry? {
    guard let at = try row.optionalInstant(.inquiredAt) else { return nil }
    return ProductionTrial.Inquiry(
      at: at, document: try row.text(.inquiryDocument), product: try row.text(.inquiryProduct),
      restricted: try row.bool(.inquiryRestricted), cost: try row.cents(.inquiryCostCents))
  }

  private static func numbers(_ row: ColumnRow<Column>) throws -> ProductionTrial.Numbers? {
    guard let at = try row.optionalInstant(.rehearsedAt) else { return nil }
    return ProductionTrial.Numbers(
      at: at, listed: Int(clamping: try row.integer(.listedCount)),
      listedAmount: try row.cents(.listedCents),
      removed: Int(clamping: try row.integer(.removedCount)), cost: try row.cents(.costCents))
  }

  private static func encode(_ products: [BureauProduct]) -> JSON {
    .array(
      products.map { product in
        [
          "code": .string(product.code), "name": .string(product.name),
          "person": .string(product.person), "priceCents": .integer(product.price.amount),
        ]
      })
  }

  private static func products(_ text: String) throws -> [BureauProduct] {
    (try JSON.parse(text).elements ?? []).compactMap { product in
      guard let code = product["code"]?.string, let name = product["name"]?.string,
        let person = product["person"]?.string, let price = product["priceCents"]?.integer
      else { return nil }
      return BureauProduct(
        code: code, name: name, person: person, price: Cents(price), sections: [])
    }
  }
}
