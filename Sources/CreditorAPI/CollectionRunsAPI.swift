import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

extension CreditorAPI {
  func addCollectionRuns(to table: inout RouteTable) {
    let schema = CollectionRunJSON.schema
    let start = Body(mayBeAbsent: true) { input in
      (
        rule: input.optional("ruleId", .id(of: CollectionRule.self)),
        isDryRun: input.optional("dryRun", .bool) ?? false
      )
    }
    table.add(
      .post, "/api/v1/collection-runs",
      Operation(
        id: "startCollectionRun", summary: "Executa Atualizar cobranças", tag: "Cobrança",
        access: .needs(.runRoutine), input: .json(start),
        answers: [.init(202, "A execução, que continua", schema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let asked = try await request.input(start)
      let id = try await office.collections.startCollections(
        rule: asked.rule, dryRun: asked.isDryRun, on: nil, actor: try context.actor())
      // The run itself is a duty: a crash between here and its end loses nothing.
      return .json(
        CollectionRunJSON.show(
          try await office.collections.collectionRun(id), seesCost: try context.seesCost()),
        status: .accepted)
    }
    table.add(
      .get, "/api/v1/collection-runs",
      Operation(
        id: "listCollectionRuns", summary: "Execuções, a mais nova primeiro", tag: "Cobrança",
        query: Operation.Parameter.page, answers: [.init(200, "Uma página", .page(of: schema))])
    ) { request, context in
      let seesCost = try context.seesCost()
      let page = try QueryReader.read(request) { $0.page() }
      let rows = try await office.collections.collectionRuns(
        before: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(
        IDPage.json(rows, page, id: \.id) { CollectionRunJSON.show($0, seesCost: seesCost) })
    }
    table.add(
      .get, "/api/v1/collection-runs/{id}",
      Operation(
        id: "readCollectionRun", summary: "Uma execução", tag: "Cobrança",
        answers: [.init(200, "A execução", schema)], problems: [404])
    ) { _, context in
      .json(
        CollectionRunJSON.show(
          try await office.collections.collectionRun(try context.pathID()),
          seesCost: try context.seesCost()))
    }
    table.add(
      .get, "/api/v1/collection-runs/{id}/decisions",
      Operation(
        id: "listDecisions", summary: "O que a execução fez de cada título", tag: "Cobrança",
        query: Operation.Parameter.page + [
          .init("outcome", .oneOf(["listed", "removed", "leftOut"]))
        ],
        answers: [.init(200, "Uma página", .page(of: CollectionRunJSON.decision))],
        problems: [404])
    ) { request, context in
      let (page, outcome) = try QueryReader.read(request) {
        ($0.page(), $0.optional("outcome", .oneOf(CollectionDecision.Outcome.self)))
      }
      let rows = try await office.collections.collectionDecisions(
        of: try context.pathID(), outcome: outcome,
        after: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.receivable, show: CollectionRunJSON.show))
    }
  }
}
