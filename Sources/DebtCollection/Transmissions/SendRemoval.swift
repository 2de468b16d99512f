import Credit
import SQLDatabase
import World

extension Office {
  /// Sends one removal. Repeating it does no harm: the bureau says that it was done before. Where
  /// an earlier one was taken and nothing was heard of it, the bureau is asked first.
  func sendRemoval(_ transmission: Transmission) async throws {
    let listing = try await database.read {
      try ListingRows.find(transmission.listing, in: $0)
    }
    guard let listing else { return try await settle(transmission, nil) }
    guard let removal = listing.state.removal, !listing.state.word.isFinal else {
      return try await removeStray(transmission, of: listing)
    }
    let (access, provider) = try await bureauAccess(to: transmission.integration)
    guard let connector = connectors[provider] else {
      return try await postpone(
        transmission, mustAsk: transmission.mustAsk, problem: "provedor sem conector: \(provider)")
    }
    if transmission.mustAsk {
      guard try await stillStands(transmission, listing, connector, access) else { return }
    }
    let answer = await connector.remove(
      access,
      BureauRemoval(
        reference: listing.reference, reason: removal.reason, message: transmission.id))
    try await conclude(transmission, listing, answer) {
      try await confirm(transmission, listing, connector, access)
    }
  }

  /// Asks for the record before the removal is sent again. False where nothing is to be sent: it
  /// is gone, nobody answered, or another worker has the message.
  private func stillStands(
    _ transmission: Transmission, _ listing: Listing, _ connector: any BureauConnector,
    _ access: BureauAccess
  ) async throws -> Bool {
    switch await connector.find(access, reference: listing.reference) {
    case .answered(let record?) where record.state.isFinal:
      try await settle(transmission, .reported(record), detail: Self.sentence(record))
    case .answered: return try await holds(transmission)
    case .refused(let refusal):
      try await postpone(transmission, mustAsk: true, problem: refusal.detail)
    case .unauthorized(let detail):
      try await stop(transmission, mustAsk: true, detail: detail)
    case .unavailable(let detail, let seconds):
      try await postpone(transmission, mustAsk: true, problem: detail, seconds: seconds)
    case .unclear(let detail):
      try await postpone(transmission, mustAsk: true, problem: detail)
    }
    return false
  }

  /// What the bureau's answer to a removal means.
  private func conclude(
    _ transmission: Transmission, _ listing: Listing, _ answer: BureauOutcome<BureauRemovalAnswer>,
    alreadyRemoved: () async throws -> Void
  ) async throws {
    switch answer {
    case .answered(.accepted):
      try await settle(transmission, .removalAccepted, detail: "O birô recebeu a baixa.")
    case .answered(.alreadyRemoved): try await alreadyRemoved()
    case .answered(.unknownRecord)
    where listing.state.record == nil && listing.state.word == .removalQueued:
      try await settle(
        transmission, .inclusionAbsent, detail: "O birô não conhece a negativação.")
    case .answered(.unknownRecord):
      let rejection = Rejection(
        code: "unknown-record", detail: "O birô não encontra a negativação que já informou.")
      try await refuse(transmission, rejection)
    case .refused(let refusal):
      try await refuse(transmission, Rejection(code: refusal.code, detail: refusal.detail))
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
    case .answered(let record?) where record.state.isFinal:
      try await settle(transmission, .reported(record), detail: Self.sentence(record))
    case .answered(.some):
      // It says that the record is gone and shows it: asked again until both say the same.
      try await postpone(
        transmission, mustAsk: false, problem: "o birô diz que baixou e ainda mostra o registro")
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

  /// The bureau does not take it off. The end of this message comes first, so that the next one is
  /// later than it.
  private func refuse(_ transmission: Transmission, _ rejection: Rejection) async throws {
    try await database.write { transaction in
      guard
        try Outbox.finish(
          transmission, state: "refused", problem: rejection.detail, at: world.clock.now(),
          in: transaction)
      else { return }
      guard var listing = try ListingRows.lock(transmission.listing, in: transaction) else {
        return
      }
      try apply(
        .removalRefused(rejection), to: &listing, actor: .bureau,
        detail: "O birô recusou a baixa: \(rejection.detail)", in: transaction)
    }
  }

  /// The listing is closed here. Where a record of it was seen at the bureau after that, it is
  /// taken off if it still stands.
  private func removeStray(_ transmission: Transmission, of listing: Listing) async throws {
    guard transmission.mustAsk, listing.state.word.isFinal else {
      return try await settle(transmission, nil)
    }
    let (access, provider) = try await bureauAccess(to: transmission.integration)
    guard let connector = connectors[provider] else {
      return try await postpone(
        transmission, mustAsk: true, problem: "provedor sem conector: \(provider)")
    }
    switch await connector.find(access, reference: listing.reference) {
    case .answered(let record?) where !record.state.isFinal:
      let removal = BureauRemoval(
        reference: listing.reference, reason: listing.state.removal?.reason ?? .correction,
        message: transmission.id)
      guard case .answered = await connector.remove(access, removal) else {
        return try await postpone(
          transmission, mustAsk: true, problem: "a baixa do registro que sobrou não foi aceita")
      }
      try await settle(transmission, nil)
    case .answered: try await settle(transmission, nil)
    case .unauthorized(let detail):
      try await stop(transmission, mustAsk: true, detail: detail)
    case .refused, .unavailable, .unclear:
      try await postpone(transmission, mustAsk: true, problem: "o birô não respondeu")
    }
  }

  private func settle(
    _ transmission: Transmission, _ event: ListingEvent?, detail: String = ""
  ) async throws {
    try await database.write { transaction in
      if let event, var listing = try ListingRows.lock(transmission.listing, in: transaction) {
        try apply(event, to: &listing, actor: .bureau, detail: detail, in: transaction)
      }
      try Outbox.finish(transmission, at: world.clock.now(), in: transaction)
    }
  }
}
