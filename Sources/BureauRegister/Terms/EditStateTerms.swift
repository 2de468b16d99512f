package import Credit
import Refusals
import SQLDatabase
import World

extension Register {
  /// The rows of the state terms.
  ///
  /// - Parameter history: those that were replaced too.
  package func stateTerms(
    of state: String?, history: Bool
  ) async throws -> [StateTermRow] {
    try await database.read { try StateTermRows.all($0) }.filter { row in
      (history || row.retiredAt == nil)
        && (state.map { $0 == row.rule.state?.code ?? StateTermRows.federal } ?? true)
    }
  }

  /// Adds a row; its id is given here, for it names the row's version in every record.
  package func addStateTerm(_ draft: StateRuleDraft, actor: String) async throws -> StateTermRow {
    try await editTerms(replacing: nil, with: draft, actor: actor)
  }

  /// Puts a new version in the place of a row. Records keep the version that was applied to them.
  package func reviseStateTerm(
    _ id: String, _ draft: StateRuleDraft, actor: String
  ) async throws -> StateTermRow {
    try await editTerms(replacing: id, with: draft, actor: actor)
  }

  /// Takes a row out of use without another in its place.
  package func retireStateTerm(_ id: String) async throws {
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
      throw Refusal.invalid([
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
        throw Refusal.conflict(
          code: "too-many-versions", "Este estado tem versões demais neste ano.")
      }
      let rule = draft.rule(id: "\(stem)-\(number)")
      try StateTermRows.insert(rule, replaces: old, by: actor, at: now, transaction)
      try Self.check(transaction)
      return StateTermRow(
        rule: rule, createdAt: now, createdBy: actor, replaces: old, retiredAt: nil)
    }
  }

  private static let unknownTerm = Refusal.missing("Não existe regra em vigor com este id.")

  /// Refuses the change as a whole where the rows no longer make a table.
  private static func check(_ transaction: Transaction) throws {
    let rules = try StateTermRows.all(transaction).filter { $0.retiredAt == nil }.map(\.rule)
    do {
      _ = try StateTerms(rules: rules)
    } catch {
      throw Refusal.refused(
        code: "invalid-state-terms", "A tabela de prazos ficaria incoerente; nada foi mudado.",
        faults: error.faults.map { .init(pointer: "", code: $0.code, detail: $0.message) })
    }
  }
}

/// A row as somebody enters it, before it has an id.
package struct StateRuleDraft: Sendable {
  package var state: FederativeUnit?
  package var validFrom: CivilDate
  package var validTo: CivilDate?
  package var status: StateRule.Status
  package var confidence: StateRule.Confidence
  package var minimumDaysOverdue: Int
  package var lawNoticeDays: Int?
  package var noticeDays: Int?
  package var isInBusinessDays: Bool
  package var countsFrom: StateRule.Start
  package var requiresReceipt: Bool
  package var media: [StateRule.Medium]
  package var correction: StateRule.Term
  package var removal: StateRule.Term?
  package var blocksDisputed: Bool
  package var law: String
  package var note: String

  package init(
    state: FederativeUnit? = nil, validFrom: CivilDate, validTo: CivilDate? = nil,
    status: StateRule.Status, confidence: StateRule.Confidence, minimumDaysOverdue: Int,
    lawNoticeDays: Int? = nil, noticeDays: Int? = nil, isInBusinessDays: Bool,
    countsFrom: StateRule.Start, requiresReceipt: Bool, media: [StateRule.Medium],
    correction: StateRule.Term, removal: StateRule.Term? = nil, blocksDisputed: Bool, law: String,
    note: String
  ) {
    self.state = state
    self.validFrom = validFrom
    self.validTo = validTo
    self.status = status
    self.confidence = confidence
    self.minimumDaysOverdue = minimumDaysOverdue
    self.lawNoticeDays = lawNoticeDays
    self.noticeDays = noticeDays
    self.isInBusinessDays = isInBusinessDays
    self.countsFrom = countsFrom
    self.requiresReceipt = requiresReceipt
    self.media = media
    self.correction = correction
    self.removal = removal
    self.blocksDisputed = blocksDisputed
    self.law = law
    self.note = note
  }

  package func rule(id: String) -> StateRule {
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
