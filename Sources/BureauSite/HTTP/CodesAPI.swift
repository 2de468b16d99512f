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
    table.add(
      .post, "/v1/simulation/codes/{list}",
      Operation(
        id: "addCode", summary: "Acrescenta um código, ou uma versão nova dele",
        tag: "Simulação", access: .scope(.simulation), input: .json(Self.codeDraft),
        answers: [.init(201, "O código", Self.codeSchema)], problems: [404, 422],
        idempotency: .optional)
    ) { request, context in
      let list: CodeList = try context.pathWord("list")
      let draft = try await request.judgedInput(Self.codeDraft) { $0.draft(in: list, $1) }
      let code = try await register.addCode(draft, actor: Actor.simulation)
      return .json(code.json, status: .created)
    }
    let end = Body { input in
      (
        code: input.required("code", .string(length: 1...CodeDraft.codeLimit)),
        lastDay: input.required("lastDay", .date)
      )
    }
    table.add(
      .post, "/v1/simulation/codes/{list}/end",
      Operation(
        id: "endCode", summary: "Dá a um código o último dia de validade", tag: "Simulação",
        access: .scope(.simulation),
        input: .json(end),
        answers: [.init(200, "O código", Self.codeSchema)], problems: [404, 422],
        idempotency: .optional)
    ) { request, context in
      let list: CodeList = try context.pathWord("list")
      let asked = try await request.input(end)
      return .json(
        try await register.endCode(
          asked.code, in: list, on: asked.lastDay, actor: Actor.simulation
        ).json)
    }
  }

  private static let codeDraft = Body<SentCode>(named: "CodeDraft") { input in
    SentCode(
      code: input.required("code", .string(length: 1...CodeDraft.codeLimit)),
      name: input.required("name", .string(length: 1...CodeDraft.nameLimit)),
      person: input.optional("person", .oneOf(PersonScope.self)) ?? .any,
      validFrom: input.required("validFrom", .date), validTo: input.optional("validTo", .date),
      isOfBureauOnly: input.patch("bureauOnly", .bool, nullable: true),
      holdsRecord: input.patch("holdsRecord", .bool, nullable: true))
  }
}

/// A code as it is sent, before the list in the path is asked.
private struct SentCode: Sendable {
  let code: String
  let name: String
  let person: PersonScope
  let validFrom: CivilDate
  let validTo: CivilDate?
  let isOfBureauOnly: Patch<Bool>
  let holdsRecord: Patch<Bool>

  /// The mark has a name of its own in each list; the other lists have none.
  func draft(in list: CodeList, _ faults: FaultTeller) -> CodeDraft {
    if list != .removal, isOfBureauOnly.isPresent { faults.refuse(unknown: "bureauOnly") }
    if list != .noticeReturn, holdsRecord.isPresent { faults.refuse(unknown: "holdsRecord") }
    let mark: Patch<Bool> =
      switch list {
      case .removal: isOfBureauOnly
      case .noticeReturn: holdsRecord
      case .restriction, .rejection: .absent
      }
    return CodeDraft(
      list: list, code: code, name: name, person: person, validFrom: validFrom, validTo: validTo,
      isMarked: mark.applied(toRequired: false))
  }
}
