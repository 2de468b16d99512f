import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addCollectionRules(to table: inout RouteTable) {
    let schema = Self.ruleSchema
    table.add(
      .post, "/api/v1/collection-rules",
      Operation(
        id: "createCollectionRule", summary: "Cria uma regra de cobrança", tag: "Cobrança",
        access: .needs(.configure), input: .json(Self.ruleChange),
        answers: [.init(201, "A regra", schema)], problems: [422], idempotency: .optional)
    ) { request, context in
      let change = try await request.input(Self.ruleChange) {
        _ = try await office.rehearsal.collectionRules.createCollectionRule($0)
      }
      let made = try await office.collectionRules.createCollectionRule(
        change, actor: try context.actor())
      return .json(Self.show(made), status: .created)
    }
    table.add(
      .get, "/api/v1/collection-rules",
      Operation(
        id: "listCollectionRules", summary: "Regras de cobrança", tag: "Cobrança",
        query: Operation.Parameter.page, answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, _ in
      let page = try QueryReader.read(request) { $0.page() }
      let rows = try await office.collectionRules.collectionRules(
        after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id, show: Self.show))
    }
    table.add(
      .get, "/api/v1/collection-rules/{id}",
      Operation(
        id: "readCollectionRule", summary: "Uma regra de cobrança", tag: "Cobrança",
        answers: [.init(200, "A regra", schema)], problems: [404])
    ) { _, context in
      .json(Self.show(try await office.collectionRules.collectionRule(try context.pathID())))
    }
    table.add(
      .patch, "/api/v1/collection-rules/{id}",
      Operation(
        id: "changeCollectionRule", summary: "Altera uma regra de cobrança", tag: "Cobrança",
        access: .needs(.configure), input: .json(Self.ruleChange),
        answers: [.init(200, "A regra", schema)], problems: [404, 422])
    ) { request, context in
      let id: ID<CollectionRule> = try context.pathID()
      let change = try await request.input(Self.ruleChange) {
        _ = try await office.rehearsal.collectionRules.updateCollectionRule(id, $0)
      }
      let saved = try await office.collectionRules.updateCollectionRule(
        id, change, actor: try context.actor())
      return .json(Self.show(saved))
    }
  }

  private static var ruleSchema: Schema {
    Schema.object([
      .required("id", .string), .required("name", .string),
      .required("branchId", Schema.string.nullable), .required("active", .boolean),
      .required("perTitle", .boolean), .required("daysToRun", .integer),
      .required("listAutomatically", .boolean), .required("removeAutomatically", .boolean),
      .required("minimumCents", .cents), .required("maximumPerRun", .integer),
    ]).named("CollectionRule")
  }

  private static let ruleChange = Body<CollectionRuleChange> { input in
    var change = CollectionRuleChange()
    change.name = input.patch("name", .string(length: 1...120)).requiredChange
    change.branch = input.patch("branchId", .id(of: Branch.self), nullable: true).change
    change.isActive = input.patch("active", .bool).requiredChange
    change.perTitle = input.patch("perTitle", .bool).requiredChange
    change.daysToRun = input.patch("daysToRun", .integer(0...1_825)).requiredChange
    change.listAutomatically = input.patch("listAutomatically", .bool).requiredChange
    change.removeAutomatically = input.patch("removeAutomatically", .bool).requiredChange
    change.minimumAmount =
      input.patch("minimumCents", .cents(0...Cents.largest.amount)).requiredChange
    change.maximumPerRun =
      input.patch("maximumPerRun", .integer(1...CollectionRules.titlesPerRunLimit)).requiredChange
    return change
  }

  private static func show(_ rule: CollectionRuleRow) -> JSON {
    [
      "id": .string(rule.id.description), "name": .string(rule.name),
      "branchId": .optional(rule.branch), "active": .bool(rule.isActive),
      "perTitle": .bool(rule.perTitle), "daysToRun": .integer(Int64(rule.daysToRun)),
      "listAutomatically": .bool(rule.listAutomatically),
      "removeAutomatically": .bool(rule.removeAutomatically),
      "minimumCents": .integer(rule.minimumAmount.amount),
      "maximumPerRun": .integer(Int64(rule.maximumPerRun)),
    ]
  }
}
