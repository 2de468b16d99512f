import Credit
import SQLDatabase
import World

extension Office {
  /// Sends one removal. Repeating it does no harm: the bureau says that it was done before.
  func sendRemoval(_ transmission: Transmission) async throws {
    let listing = try await database.read {
      try ListingRows.find(transmission.listing, in: $0)
    }
    guard let listing, let removal = listing.state.removal, !listing.state.word.isFinal else {
      return try await settle(transmission, nil)
    }
    let (access, provider) = try await bureauAccess(to: transmission.integration)
    guard let connector = connectors[provider] else {
      return try await postpone(
        transmission, mustAsk: false, problem: "provedor sem conector: \(provider)")
    }
    let answer = await connector.remove(
      access, BureauRemoval(reference: listing.reference, reason: removal.reason))
    switch answer {
    case .answered(.accepted):
      try await settle(transmission, .removalAccepted, detail: "O bureau recebeu a baixa.")
    case .answered(.alreadyRemoved):
      try await confirm(transmission, listing, connector, access)
    case .answered(.unknownRecord) where listing.state.record == nil:
      try await settle(
        transmission, .inclusionAbsent, detail: "O bureau não conhece a negativação.")
    case .answered(.unknownRecord):
      let rejection = Rejection(
        code: "unknown-record", detail: "O bureau não encontra a negativação que já informou.")
      try await settle(transmission, .removalRefused(rejection), detail: rejection.detail)
    case .refused(let refusal):
      let rejection = Rejection(code: refusal.code, detail: refusal.detail)
      try await settle(transmission, .removalRefused(rejection), detail: refusal.detail)
    case .unauthorized(let detail):
      try await stop(transmission, mustAsk: false, detail: detail)
    case .unavailable(let detail, let seconds):
      try await postpone(transmission, mustAsk: false, problem: detail, seconds: seconds)
    case .unclear(let detail):
      try await postpone(transmission, mustAsk: false, problem: detail)
    }
  }

  /// It was gone before: the bureau's record tells when and why.
  private func confirm(
    _ transmission: Transmission, _ listing: Listing, _ connector: any BureauConnector,
    _ access: BureauAccess
  ) async throws {
    switch await connector.find(access, reference: listing.reference) {
    case .answered(let record?):
      try await settle(transmission, .reported(record), detail: Self.sentence(record))
    case .answered(nil):
      try await postpone(transmission, mustAsk: false, problem: "registro não encontrado")
    case .refused(let refusal):
      try await postpone(transmission, mustAsk: false, problem: refusal.detail)
    case .unauthorized(let detail):
      try await stop(transmission, mustAsk: false, detail: detail)
    case .unavailable(let detail, let seconds):
      try await postpone(transmission, mustAsk: false, problem: detail, seconds: seconds)
    case .unclear(let detail):
      try await postpone(transmission, mustAsk: false, problem: detail)
    }
  }

  private func settle(
    _ transmission: Transmission, _ event: ListingEvent?, detail: String = ""
  ) async throws {
    try await database.write { transaction in
      if let event, var listing = try ListingRows.find(transmission.listing, in: transaction) {
        try apply(event, to: &listing, actor: .bureau, detail: detail, in: transaction)
      }
      try Outbox.finish(transmission, at: world.clock.now(), in: transaction)
    }
  }
}
