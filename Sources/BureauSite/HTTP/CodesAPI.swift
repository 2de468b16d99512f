import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// The lists of codes: read by everyone, edited where the bureau is rehearsed with.
extension BureauAPI {
  private static let codeSchema = Schema.object([
    .required("code", .string), .required("name", .string), .required("person", .string),
    .required("validFrom", .date), .required("validTo", Schema.date.nullable),
    .optional("sentBy", .oneOf(["creditor", "bureau"])),
  ]).named("Code")

  func addCodes(to table: inout RouteTable) {
    add(
      .get, "/v1/codes/{list}",
      Operation(
        id: "listCodes", summary: "Listas de códigos, com a validade de cada um",
        tag: "Catálogo",
        query: [.init("person", .oneOf(["natural", "legal"])), .init("validOn", .date)],
        answers: [
          .init(200, "Os códigos", .object([.required("data", .array(Self.codeSchema))]))
        ], problems: [404]),
      to: &table
    ) { request, context in
      let list: CodeList = try context.pathWord("list")
      let (person, day) = try QueryReader.read(request) {
        ($0.optional("person", .oneOf(PersonKind.self)), $0.optional("validOn", .date))
      }
      let codes = try await register.codes().codes(list).filter { code in
        (person.map { code.person.includes($0) } ?? true)
          && (day.map { code.isValid(on: $0) } ?? true)
      }
      return .taggedJSON(["data": .array(codes.map(\.json))], request: request)
    }
  }

  func addCodeEdits(to table: inout RouteTable) {
    let draft = Schema.object(
      [
        .required("code", .string(length: 1...CodeDraft.codeLimit)),
        .required("name", .string(length: 1...CodeDraft.nameLimit)),
        .optional("person", .oneOf(PersonScope.allCases.map(\.rawValue))),
        .required("validFrom", .date), .optional("validTo", Schema.date.nullable),
        .optional("bureauOnly", .boolean), .optional("holdsRecord", .boolean),
      ], closed: true
    ).named("CodeDraft")
    table.add(
      .post, "/v1/simulation/codes/{list}",
      Operation(
        id: "addCode", summary: "Acrescenta um código, ou uma versão nova dele",
        tag: "Simulação", access: .scope(.simulation), input: .json(draft),
        answers: [.init(201, "O código", Self.codeSchema)], problems: [404, 422],
        idempotency: .optional)
    ) { request, context in
      let list: CodeList = try context.pathWord("list")
      let draft = try await request.input { Self.codeDraft($0, list: list) }
      let code = try await register.addCode(draft, actor: Actor.simulation)
      return .json(code.json, status: .created)
    }
    table.add(
      .post, "/v1/simulation/codes/{list}/end",
      Operation(
        id: "endCode", summary: "Dá a um código o último dia de validade", tag: "Simulação",
        access: .scope(.simulation),
        input: .json(
          .object(
            [
              .required("code", .string(length: 1...CodeDraft.codeLimit)),
              .required("lastDay", .date),
            ], closed: true)),
        answers: [.init(200, "O código", Self.codeSchema)], problems: [404, 422],
        idempotency: .optional)
    ) { request, context in
      let list: CodeList = try context.pathWord("list")
      let (word, day) = try await request.input { input in
        (
          input.required("code", .string(length: 1...CodeDraft.codeLimit)),
          input.required("lastDay", .date)
        )
      }
      return .json(
        try await register.endCode(word, in: list, on: day, actor: Actor.simulation).json)
    }
  }

  /// The mark has a name of its own in each list; the other lists have none.
  private static func codeDraft(_ input: InputReader, list: CodeList) -> CodeDraft {
    let isMarked: Bool
    switch list {
    case .removal: isMarked = input.optional("bureauOnly", .bool) ?? false
    case .noticeReturn: isMarked = input.optional("holdsRecord", .bool) ?? false
    case .restriction, .rejection: isMarked = false
    }
    return CodeDraft(
      list: list, code: input.required("code", .string(length: 1...CodeDraft.codeLimit)),
      name: input.required("name", .string(length: 1...CodeDraft.nameLimit)),
      person: input.optional("person", .oneOf(PersonScope.self)) ?? .any,
      validFrom: input.required("validFrom", .date), validTo: input.optional("validTo", .date),
      isMarked: isMarked)
  }
}
