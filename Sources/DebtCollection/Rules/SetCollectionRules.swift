package import Credit
import Refusals
import SQLDatabase
import World

/// A change of a rule; nil leaves a field as it is.
package struct CollectionRuleChange: Sendable {
  package var name: String?
  /// `.some(nil)` makes it the rule of every branch.
  package var branch: ID<Branch>??
  package var isActive: Bool?
  package var perTitle: Bool?
  package var daysToRun: Int?
  package var listAutomatically: Bool?
  package var removeAutomatically: Bool?
  package var minimumAmount: Cents?
  package var maximumPerRun: Int?

  package init() {}
}

extension CollectionRules {
  package static let ruleNameLimit = 120
  package static let titlesPerRunLimit = 1_000_000

  package func createCollectionRule(
    _ change: CollectionRuleChange, actor: Actor = .system
  ) async throws -> CollectionRuleRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      let blank = CollectionRuleRow(
        id: ID(try transaction.nextIdentifier()), name: "", branch: nil, isActive: true,
        perTitle: true, daysToRun: EligibilityRules.routineMinimumDays, listAutomatically: true,
        removeAutomatically: true, minimumAmount: .zero, maximumPerRun: 10_000)
      let rule = try self.changed(blank, by: change, in: transaction)
      try CollectionRuleRows.insert(rule, at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "rule.added", subject: rule.id.description, to: rule, in: transaction)
      return rule
    }
  }

  package func updateCollectionRule(
    _ id: ID<CollectionRule>, _ change: CollectionRuleChange, actor: Actor = .system
  ) async throws -> CollectionRuleRow {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard let rule = try CollectionRuleRows.find(id, in: transaction) else {
        throw Refusal.notFound("Regra de cobrança")
      }
      let next = try self.changed(rule, by: change, in: transaction)
      try CollectionRuleRows.update(next, at: now, in: transaction)
      try office.accessRecords.logChange(
        actor, "rule.changed", subject: id.description, from: rule, to: next, in: transaction)
      return next
    }
  }

  package func collectionRule(_ id: ID<CollectionRule>) async throws -> CollectionRuleRow {
    guard let rule = try await database.read({ try CollectionRuleRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Regra de cobrança")
    }
    return rule
  }

  package func collectionRules(
    after: ID<CollectionRule>?, limit: Int
  ) async throws -> [CollectionRuleRow] {
    try await database.read { try CollectionRuleRows.list(after: after, limit: limit, in: $0) }
  }

  /// The rule with the change, or every fault of it.
  private func changed(
    _ rule: CollectionRuleRow, by change: CollectionRuleChange, in transaction: Transaction
  ) throws -> CollectionRuleRow {
    var next = rule
    if let name = change.name { next.name = name }
    if let branch = change.branch { next.branch = branch }
    if let isActive = change.isActive { next.isActive = isActive }
    if let perTitle = change.perTitle { next.perTitle = perTitle }
    if let days = change.daysToRun { next.daysToRun = days }
    if let list = change.listAutomatically { next.listAutomatically = list }
    if let remove = change.removeAutomatically { next.removeAutomatically = remove }
    if let minimum = change.minimumAmount { next.minimumAmount = minimum }
    if let maximum = change.maximumPerRun { next.maximumPerRun = maximum }
    let faults = try faults(of: next, in: transaction)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    return next
  }

  private func faults(
    of rule: CollectionRuleRow, in transaction: Transaction
  ) throws -> [Refusal.Fault] {
    var faults: [Refusal.Fault] = []
    func add(_ pointer: String, _ code: String, _ detail: String) {
      faults.append(Refusal.Fault(pointer: pointer, code: code, detail: detail))
    }
    if rule.name.isEmpty || rule.name.unicodeScalars.count > Self.ruleNameLimit {
      add("/name", "required", "Dê um nome de até \(Self.ruleNameLimit) letras à regra.")
    }
    let least = EligibilityRules.routineMinimumDays
    if rule.listAutomatically, rule.daysToRun < least {
      add(
        "/daysToRun", "days-to-run-too-low",
        "Dias para executar deve ser \(least) ou mais: com menos dias o cliente não é negativado "
          + "automaticamente.")
    } else if !(0...1_825).contains(rule.daysToRun) {
      add("/daysToRun", "out-of-range", "Dias para executar vai de 0 a 1825.")
    }
    if rule.listAutomatically, !rule.perTitle {
      add(
        "/perTitle", "per-title-required",
        "Para negativar automaticamente, Trata cobrança por título deve ser Sim.")
    }
    if rule.minimumAmount < .zero {
      add("/minimumCents", "out-of-range", "O valor mínimo não pode ser negativo.")
    }
    if !(1...Self.titlesPerRunLimit).contains(rule.maximumPerRun) {
      add("/maximumPerRun", "out-of-range", "O limite vai de 1 a \(Self.titlesPerRunLimit).")
    }
    if let branch = rule.branch {
      let known = try transaction.first(
        "SELECT 1 FROM branches WHERE id = ?1", [branch]
      ) { try $0.integer(0) }
      if known == nil { add("/branchId", "not-found", "Filial não encontrada.") }
    }
    let twin = try transaction.first(
      """
      SELECT name FROM collection_rules
      WHERE active = 1 AND id <> ?1 AND branch_id IS NOT DISTINCT FROM CAST(?2 AS BIGINT)
      """,
      [rule.id, rule.branch]
    ) { try $0.text(0) }
    if rule.isActive, let twin {
      add(
        "/branchId", "rule-exists",
        "Já existe a regra ativa “\(twin)” para esta filial; altere-a ou desative-a.")
    }
    return faults
  }
}
