package import Coordination
import Credit
import SQLDatabase
import Sealing
import World

/// The creditor's tables whose rows are links of chains, and since when.
enum CreditorTrail {
  static let timeline = TrailChain(
    "timeline", key: ["listing_id", "sequence"],
    columns: ["listing_id", "sequence", "at", "event", "actor", "detail", "hash"],
    name: "Linha do tempo das negativações")

  static let events = TrailChain(
    "published_events", columns: ["id", "name", "at", "listing_id", "data"], name: "Eventos",
    first: ["dispatched": "0"])

  static let access = TrailChain(
    "access_log",
    columns: [
      "id", "at", "actor", "action", "subject", "document_index", "purpose", "place", "changes",
    ], name: "Registro de acessos")

  static let chains = [timeline, events, access]

  /// What `listings` says is sealed in the row: it changes, and its history does not.
  static let listingSeal = "listings"
}

extension Office {
  package var trail: Trail { Trail(sealer.trail) }
}

extension AuditTrail {
  /// Begins the chains of a house, once. What was written before is linked as it is found; a house
  /// of many years takes some minutes at its first start.
  package func beginTrail() async throws {
    let office = office
    try await TrailStart(
      database: office.plainDatabase, trail: office.trail, chains: CreditorTrail.chains,
      isBegun: { try ListingRows.hasSealed(in: $0) },
      adoption: { transaction, limit in
        try ListingRows.sealUnsealed(office.trail, limit: limit, in: transaction)
      }
    ).run(at: world.clock.now())
  }
}
