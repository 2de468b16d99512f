import Credit
import SQLDatabase
import World

extension Removals {
  /// Takes the live listings of a person's or a contract's titles off, in the transaction of what
  /// makes them unlawful. Those whose removal is under way are left alone.
  ///
  /// - Parameter condition: over the titles `r`, with the id as `?1`.
  func removeListings<Entity>(
    _ condition: String, _ id: ID<Entity>, reason: RemovalReason, detail: String, actor: Actor,
    in transaction: Transaction
  ) throws {
    let titles = try transaction.query(
      "SELECT r.id FROM receivables r WHERE \(condition) AND r.live_listing_id IS NOT NULL "
        + "ORDER BY r.id", [id]
    ) { try $0.id(0) as ID<Receivable> }
    for title in titles {
      guard try ReceivableRows.lock(title, in: transaction) != nil,
        var listing = try ListingRows.lockLive(of: title, in: transaction)
      else { continue }
      switch listing.state.word {
      case .removalQueued, .removalSubmitted: continue
      default:
        try requestRemoval(
          of: &listing, reason: reason, availableOn: world.clock.now().civilDate, actor: actor,
          detail: detail, in: transaction)
      }
    }
  }

  /// A telecom contract that is not rescinded any more: its debts may not be listed (ANATEL,
  /// Resolução 765/2023), so what is listed of it is taken off. Creditors that the rules do not
  /// bind decide themselves.
  func removeListings(
    ofReopened contract: ContractRow, before: ContractStatus, actor: Actor,
    in transaction: Transaction
  ) throws {
    guard contract.kind == .telecom, before == .rescinded, contract.status != .rescinded else {
      return
    }
    let size: CreditorSize? = try transaction.first("SELECT creditor_size FROM parameters") {
      try $0.word(0)
    }
    guard size?.isBoundByTelecomRules == true else { return }
    try removeListings(
      "r.contract_id = ?1", contract.id, reason: .correction,
      detail: "O contrato deixou de estar rescindido; dívida de telecomunicação só é negativada "
        + "após a rescisão.", actor: actor, in: transaction)
  }
}
