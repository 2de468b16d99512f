import Credit
import JSONText
import SQLDatabase

/// Trials in the database.
enum TrialRows {
  private static let select = """
    SELECT integration_id, base_url, client_id, begun_by, begun_at, products, inquired_at,
      inquiry_document, inquiry_product, inquiry_restricted, inquiry_cost_cents, rehearsed_at,
      listed_count, listed_cents, removed_count, cost_cents
    FROM integration_trials WHERE integration_id = ?1
    """

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
      """
      INSERT INTO integration_trials (integration_id, base_url, client_id, client_secret_sealed,
        begun_by, begun_at, products)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """,
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
      """
      UPDATE integration_trials SET inquired_at = ?3, inquiry_document = ?4, inquiry_product = ?5,
        inquiry_restricted = ?6, inquiry_cost_cents = ?7
      WHERE integration_id = ?1 AND begun_at = ?2
      """,
      [
        trial.integration, trial.begunAt, inquiry.at, inquiry.document, inquiry.product,
        inquiry.restricted, inquiry.cost,
      ]) == 1
  }

  static func keep(
    _ numbers: ProductionTrial.Numbers, of trial: ProductionTrial, in transaction: Transaction
  ) throws -> Bool {
    try transaction.execute(
      """
      UPDATE integration_trials SET rehearsed_at = ?3, listed_count = ?4, listed_cents = ?5,
        removed_count = ?6, cost_cents = ?7
      WHERE integration_id = ?1 AND begun_at = ?2 AND inquired_at IS NOT NULL
      """,
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
    ProductionTrial(
      integration: try row.id(0), baseURL: try row.text(1), clientId: try row.text(2),
      begunBy: try row.text(3), begunAt: try row.instant(4),
      products: try products(try row.text(5)), inquiry: try inquiry(row),
      numbers: try numbers(row))
  }

  private static func inquiry(_ row: Row) throws -> ProductionTrial.Inquiry? {
    guard let at = try row.optionalInstant(6) else { return nil }
    return ProductionTrial.Inquiry(
      at: at, document: try row.text(7), product: try row.text(8), restricted: try row.bool(9),
      cost: try row.cents(10))
  }

  private static func numbers(_ row: Row) throws -> ProductionTrial.Numbers? {
    guard let at = try row.optionalInstant(11) else { return nil }
    return ProductionTrial.Numbers(
      at: at, listed: Int(clamping: try row.integer(12)), listedAmount: try row.cents(13),
      removed: Int(clamping: try row.integer(14)), cost: try row.cents(15))
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
