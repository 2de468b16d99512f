import Credit
import HTTPService
import SQLDatabase
import World

extension Register {
  /// The rows of the state terms.
  ///
  /// - Parameter history: those that were replaced too.
  func stateTerms(
    of state: String?, history: Bool
  ) async throws -> [StateTermRow] {
    try await database.read { try StateTermRows.all($0) }.filter { row in
      (history || row.retiredAt == nil)
        && (state.map { $0 == row.rule.state?.code ?? StateTermRows.federal } ?? true)
    }
  }

  /// Adds a row; its id is given here, for it names the row's version in every record.
  func addStateTerm(_ draft: StateRuleDraft, actor: String) async throws -> StateTermRow {
    try await editTerms(replacing: nil, with: draft, actor: actor)
  }

  /// Puts a new version in the place of a row. Records keep the version that was applied to them.
  func reviseStateTerm(
    _ id: String, _ draft: StateRuleDraft, actor: String
  ) async throws -> StateTermRow {
    try await editTerms(replacing: id, with: draft, actor: actor)
  }

  /// Takes a row out of use without another in its place.
  func retireStateTerm(_ id: String) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      guard try StateTermRows.retire(id, at: now, transaction) else { throw Self.unknownTerm }
      try Self.check(transaction)
    }
  }

  private func editTerms(
    replacing old: String?, with draft: StateRuleDraft, actor: String
  ) async throws -> StateTermRow {
    if let end = draft.validTo, end < draft.validFrom {
      throw Problem.invalidInput([
        .init(
          pointer: "/validTo", code: "rule-validity",
          detail: "A validade termina antes de começar; corrija as datas.")
      ])
    }
    let now = world.clock.now()
    return try await database.write { transaction in
      if let old, try !StateTermRows.retire(old, at: now, transaction) { throw Self.unknownTerm }
      let taken = Set(try StateTermRows.all(transaction).map(\.rule.id))
      let stem = "\(draft.state?.code ?? StateTermRows.federal)-\(draft.validFrom.year)"
      guard let number = (1...9_999).first(where: { !taken.contains("\(stem)-\($0)") }) else {
        throw Problem.conflict(
          code: "too-many-versions", "Este estado tem versões demais neste ano.")
      }
      let rule = draft.rule(id: "\(stem)-\(number)")
      try StateTermRows.insert(rule, replaces: old, by: actor, at: now, transaction)
      try Self.check(transaction)
      return StateTermRow(
        rule: rule, createdAt: now, createdBy: actor, replaces: old, retiredAt: nil)
    }
  }

  private static let unknownTerm = Problem.notFound("Não existe regra em vigor com este id.")

  /// Refuses the change as a whole where the rows no longer make a table.
  private static func check(_ transaction: Transaction) throws {
    let rules = try StateTermRows.all(transaction).filter { $0.retiredAt == nil }.map(\.rule)
    do {
      _ = try StateTerms(rules: rules)
    } catch {
      throw Problem.refused(
        code: "invalid-state-terms", "A tabela de prazos ficaria incoerente; nada foi mudado.",
        faults: error.faults.map { .init(pointer: "", code: $0.code, detail: $0.message) })
    }
  }
}

/// A row as somebody enters it, before it has an id.
struct StateRuleDraft: Sendable {
  var state: FederativeUnit?
  var validFrom: CivilDate
  var validTo: CivilDate?
  var status: StateRule.Status
  var confidence: StateRule.Confidence
  var minimumDaysOverdue: Int
  var lawNoticeDays: Int?
  var noticeDays: Int?
  var isInBusinessDays: Bool
  var countsFrom: StateRule.Start
  var requiresReceipt: Bool
  var media: [StateRule.Medium]
  var correction: StateRule.Term
  var removal: StateRule.Term?
  var blocksDisputed: Bool
  var law: String
  var note: String

  func rule(id: String) -> StateRule {
    StateRule(
      id: id, state: state, validFrom: validFrom, validTo: validTo, status: status,
      confidence: confidence, minimumDaysOverdue: minimumDaysOverdue,
      lawNoticeDays: lawNoticeDays, appliedNoticeDays: noticeDays,
      noticeInBusinessDays: isInBusinessDays, countsFrom: countsFrom,
      requiresReceipt: requiresReceipt, media: Set(media).union([.letter]),
      correction: correction, removal: removal, blocksDisputed: blocksDisputed, law: law,
      note: note)
  }
}
