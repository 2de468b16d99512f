import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// The state terms: read by everyone, edited where the bureau is rehearsed with.
extension BureauAPI {
  func addStateTerms(to table: inout RouteTable) {
    add(
      .get, "/v1/state-terms",
      Operation(
        id: "listStateTerms", summary: "Prazos dos estados", tag: "Catálogo",
        query: [.init("state", .string(length: 2...2)), .init("history", .boolean)],
        answers: [
          .init(200, "As regras", .object([.required("data", .array(Self.termSchema))]))
        ]),
      to: &table
    ) { request, _ in
      let (state, history) = try QueryReader.read(request) { query in
        (
          query.optional("state", .string(length: 2...2)),
          query.optional("history", .bool) ?? false
        )
      }
      let rows = try await register.stateTerms(of: state?.uppercased(), history: history)
      return .taggedJSON(["data": .array(rows.map(\.json))], request: request)
    }
  }

  func addStateTermEdits(to table: inout RouteTable) {
    table.add(
      .post, "/v1/simulation/state-terms",
      Operation(
        id: "addStateTerm", summary: "Acrescenta uma regra de estado", tag: "Simulação",
        access: .scope(.simulation), input: .json(Self.termDraft),
        answers: [.init(201, "A regra", Self.termSchema)], problems: [409],
        idempotency: .optional)
    ) { request, _ in
      let draft = try await request.input(Self.termDraft)
      let row = try await register.addStateTerm(draft, actor: Actor.simulation)
      return .json(row.json, status: .created)
    }
    table.add(
      .put, "/v1/simulation/state-terms/{id}",
      Operation(
        id: "reviseStateTerm", summary: "Põe uma nova versão no lugar de uma regra",
        tag: "Simulação", access: .scope(.simulation), input: .json(Self.termDraft),
        answers: [.init(200, "A regra nova", Self.termSchema)], problems: [404, 409])
    ) { request, context in
      let draft = try await request.input(Self.termDraft)
      let row = try await register.reviseStateTerm(
        try context.pathText("id"), draft, actor: Actor.simulation)
      return .json(row.json)
    }
    table.add(
      .delete, "/v1/simulation/state-terms/{id}",
      Operation(
        id: "retireStateTerm", summary: "Retira uma regra de estado", tag: "Simulação",
        access: .scope(.simulation), answers: [.init(204, "Retirada")], problems: [404, 422])
    ) { _, context in
      try await register.retireStateTerm(try context.pathText("id"))
      return .nothing
    }
  }

  private static let days = Int64(0)...Int64(StateTerms.largestDays)
  private static let termOfDays = Body<StateRule.Term> { input in
    StateRule.Term(
      days: input.required("days", .integer(0...StateTerms.largestDays)),
      inBusinessDays: input.required("inBusinessDays", .bool))
  }

  private static let termProperties: [Schema.Property] = [
    .required("state", .string(length: 2...2)), .required("validFrom", .date),
    .optional("validTo", Schema.date.nullable),
    .required("status", .oneOf(StateRule.Status.allCases.map(\.rawValue))),
    .required("confidence", .oneOf(StateRule.Confidence.allCases.map(\.rawValue))),
    .required("minimumDaysOverdue", .integer(days)),
    .optional("lawNoticeDays", Schema.integer(days).nullable),
    .optional("noticeDays", Schema.integer(days).nullable),
    .optional("inBusinessDays", .boolean),
    .optional("countsFrom", .oneOf(StateRule.Start.allCases.map(\.rawValue))),
    .optional("requiresReceipt", .boolean),
    .optional(
      "channels", .array(.oneOf(StateRule.Medium.allCases.map(\.rawValue)), count: 1...3)),
    .optional("correction", termOfDays.schema), .optional("removal", termOfDays.schema.nullable),
    .optional("blocksDisputed", .boolean), .required("law", .string(length: 1...200)),
    .optional("note", .string(length: 0...200)),
  ]

  private static let termSchema = Schema.object(
    [
      .required("id", .string), .required("createdAt", .instant),
      .required("createdBy", .string), .required("replaces", Schema.string.nullable),
      .required("retiredAt", Schema.instant.nullable),
    ] + termProperties
  ).named("StateTerm")

  private static let termDraft = Body<StateRuleDraft>(named: "StateTermDraft") { input in
    let range = 0...StateTerms.largestDays
    let unit = input.required("state", .string(length: 2...2)).uppercased()
    let state = FederativeUnit(code: unit)
    if state == nil, unit != StateTermRows.federal, !unit.isEmpty {
      input.fault("state", code: "unknown-state", detail: "Use a sigla da UF, ou BR.")
    }
    return StateRuleDraft(
      state: state, validFrom: input.required("validFrom", .date),
      validTo: input.optional("validTo", .date),
      status: input.required("status", .oneOf(StateRule.Status.self)),
      confidence: input.required("confidence", .oneOf(StateRule.Confidence.self)),
      minimumDaysOverdue: input.required("minimumDaysOverdue", .integer(range)),
      lawNoticeDays: input.optional("lawNoticeDays", .integer(range)),
      noticeDays: input.optional("noticeDays", .integer(range)),
      isInBusinessDays: input.optional("inBusinessDays", .bool) ?? false,
      countsFrom: input.optional("countsFrom", .oneOf(StateRule.Start.self)) ?? .posting,
      requiresReceipt: input.optional("requiresReceipt", .bool) ?? false,
      media: input.optional(
        "channels", .array(of: .oneOf(StateRule.Medium.self), count: 1...3))
        ?? StateRule.Medium.allCases,
      correction: input.optional("correction", .object(termOfDays))
        ?? .init(days: 5, inBusinessDays: true),
      removal: input.optional("removal", .object(termOfDays)),
      blocksDisputed: input.optional("blocksDisputed", .bool) ?? false,
      law: input.required("law", .string(length: 1...200)),
      note: input.optional("note", .text(length: 0...200), default: ""))
  }
}

extension StateTermRow {
  var json: JSON {
    func days(_ term: StateRule.Term) -> JSON {
      ["days": .integer(Int64(term.days)), "inBusinessDays": .bool(term.inBusinessDays)]
    }
    return [
      "id": .string(rule.id), "state": .string(rule.state?.code ?? StateTermRows.federal),
      "validFrom": .string(rule.validFrom.description), "validTo": .optional(rule.validTo),
      "status": .string(rule.status.rawValue), "confidence": .string(rule.confidence.rawValue),
      "minimumDaysOverdue": .integer(Int64(rule.minimumDaysOverdue)),
      "lawNoticeDays": .optional(integer: rule.lawNoticeDays.map { Int64($0) }),
      "noticeDays": .integer(Int64(rule.noticeDays)),
      "inBusinessDays": .bool(rule.noticeInBusinessDays),
      "countsFrom": .string(rule.countsFrom.rawValue),
      "requiresReceipt": .bool(rule.requiresReceipt),
      "channels": .array(rule.media.map(\.rawValue).sorted().map { .string($0) }),
      "correction": days(rule.correction), "removal": rule.removal.map(days) ?? .null,
      "blocksDisputed": .bool(rule.blocksDisputed), "law": .string(rule.law),
      "note": .string(rule.note), "createdAt": .string(createdAt.description),
      "createdBy": .string(createdBy), "replaces": .optional(replaces),
      "retiredAt": .optional(retiredAt),
    ]
  }
}
