import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import World

/// Events that in a real bureau come from outside: the post office, courts, registries.
extension BureauAPI {
  func addForcedEvents(to table: inout RouteTable) {
    addEvent("notice-return", "returnNotice", "Devolve a carta", .required("code"), to: &table) {
      .noticeReturn(code: $0)
    }
    addEvent(
      "suspension", "suspendRecord", "Suspende por ordem judicial", .optional("reason"),
      to: &table
    ) { _ in .suspension }
    addEvent(
      "reinstatement", "reinstateRecord", "Levanta a suspensão judicial", .optional("reason"),
      to: &table
    ) { _ in .reinstatement }
    addEvent(
      "sub-judice", "keepSubJudice", "Mantém com a anotação sub judice", .optional("reason"),
      to: &table
    ) { _ in .subJudice }
    addEvent(
      "sub-judice-end", "endSubJudice", "Retira a anotação sub judice", .optional("reason"),
      to: &table
    ) { _ in .subJudiceEnd }
    addEvent(
      "bureau-removal", "removeByBureau", "Baixa por decisão do birô", .required("reason"),
      to: &table
    ) { .bureauRemoval(reason: $0) }
  }

  /// The one member of an event's body.
  private enum Word {
    case required(String)
    case optional(String)

    var body: Body<String?> {
      switch self {
      case .required(let name): Body { $0.required(name, .string(length: 1...200)) }
      case .optional(let name):
        Body(mayBeAbsent: true) { $0.optional(name, .string(length: 1...200)) }
      }
    }
  }

  private func addEvent(
    _ path: String, _ id: String, _ summary: String, _ word: Word, to table: inout RouteTable,
    _ make: @escaping @Sendable (String) -> ForcedEvent
  ) {
    let isOptional = if case .optional = word { true } else { false }
    let body = word.body
    table.add(
      .post, "/v1/simulation/listings/{id}/" + path,
      Operation(
        id: id, summary: summary, tag: "Simulação", access: .scope(.simulation),
        input: .json(body),
        answers: [.init(200, "O registro", Self.recordSchema)], problems: [404, 409, 422],
        idempotency: .optional)
    ) { request, context in
      let said = try await request.input(body)
      return .json(
        try await register.force(
          make(said ?? ""), on: try context.pathID(), of: try context.participant(),
          note: isOptional ? said : nil))
    }
  }
}
