package import Credit
import Refusals
import SQLDatabase
import World

extension ListingBlocks {
  /// Blocks of one title that are shown.
  package static let blocksShown = 100

  /// A person keeps a title from being listed: until a day, or until somebody frees it. A block
  /// that stands for the same reason makes room for this one, and stays in the history.
  package func blockTitle(
    _ id: ID<Receivable>, reason: ListingBlockReason, note: String, until: CivilDate? = nil,
    actor: Actor
  ) async throws -> ReceivableRow {
    let now = world.clock.now()
    var faults = FaultList()
    faults.check(
      note, "/note", named: "o motivo do bloqueio", limit: TitleBlockRows.noteLimit, lines: true)
    if let until, until < now.civilDate || !DateBound.due.contains(until) {
      faults.add("/until", "invalid-date", "O fim do bloqueio não pode ser antes de hoje.")
    }
    try faults.throwIfAny()
    return try await database.write { transaction in
      guard try ReceivableRows.lock(id, in: transaction) != nil else {
        throw Refusal.notFound("Título")
      }
      _ = try TitleBlockRows.release(
        of: id, only: reason, note: "Substituído por outro bloqueio.", by: actor, at: now,
        in: transaction)
      try TitleBlockRows.set(
        reason, .person, note: note, until: until, of: id, by: actor, at: now, in: transaction)
      try office.accessRecords.logAccess(
        actor, "listing-block.set", subject: id.description,
        purpose: "\(reason.portuguese): \(note)", in: transaction)
      return try blocked(id, in: transaction)
    }
  }

  /// A person frees a title, and says why: it may be listed again, by hand or by the routine. What
  /// else keeps it from being listed (a death, an order, an open contestation) still does.
  package func releaseTitle(
    _ id: ID<Receivable>, note: String, actor: Actor
  ) async throws -> ReceivableRow {
    let now = world.clock.now()
    var faults = FaultList()
    faults.check(
      note, "/note", named: "o motivo da liberação", limit: TitleBlockRows.noteLimit, lines: true)
    try faults.throwIfAny()
    return try await database.write { transaction in
      guard try ReceivableRows.lock(id, in: transaction) != nil else {
        throw Refusal.notFound("Título")
      }
      let count = try TitleBlockRows.release(
        of: id, note: note, by: actor, at: now, in: transaction)
      guard count > 0 else {
        throw Refusal(
          .conflict, code: "not-blocked", detail: "O título não está bloqueado; nada a liberar.")
      }
      try office.accessRecords.logAccess(
        actor, "listing-block.released", subject: id.description, purpose: note, in: transaction)
      return try blocked(id, in: transaction)
    }
  }

  private func blocked(
    _ id: ID<Receivable>, in transaction: Transaction
  ) throws -> ReceivableRow {
    guard let row = try ReceivableRows.find(id, in: transaction) else {
      throw Refusal.notFound("Título")
    }
    return row
  }

  /// Every block that a title had, the oldest first, `blocksShown` of the newest at the most.
  package func titleBlocks(of id: ID<Receivable>) async throws -> [TitleBlock] {
    try await database.read {
      try TitleBlockRows.history(of: id, limit: Self.blocksShown, in: $0)
    }
  }
}
