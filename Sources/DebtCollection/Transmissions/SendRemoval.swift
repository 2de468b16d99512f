import Credit
import SQLDatabase
import World

extension Transmissions {
  /// Sends one removal. Repeating it does no harm: the bureau says that it was done before. Where
  /// an earlier one was taken and nothing was heard of it, the bureau is asked first.
  func sendRemoval(_ transmission: Transmission) async throws {
    let listing = try await database.read {
      try ListingRows.find(transmission.listing, in: $0)
    }
    guard let listing else { return try await settle(transmission, nil) }
    guard let removal = listing.state.removal, !listing.state.word.isFinal else {
      return try await settle(transmission, nil)
    }
    let (access, provider) = try await office.bureauEvents.bureauAccess(
      to: transmission.integration)
    guard let connector = connectors[provider] else {
      return try await postpone(
        transmission, mustAsk: transmission.mustAsk, problem: "provedor sem conector: \(provider)")
    }
    if transmission.mustAsk {
      guard try await stillStands(transmission, listing, connector, access) else { return }
    }
    let reasons = try await reasons(of: removal, for: listing)
    let answer = await Self.remove(
      listing.reference, reasons: reasons, message: transmission.id, access, connector)
    try await conclude(
      transmission, listing, access, answer.outcome, saying: answer.reason
    ) {
      try await confirm(transmission, listing, connector, access)
    }
  }

  /// Sends a removal, once more with the next reason as long as it is the reason that the bureau
  /// does not take. Tells what came of it and the reason that was said last.
  static func remove(
    _ reference: String, reasons: [RemovalReason], message: Int64, _ access: BureauAccess,
    _ connector: any BureauConnector
  ) async -> (outcome: BureauOutcome<BureauRemovalAnswer>, reason: RemovalReason) {
    var said = reasons.first ?? .correction
    var outcome = BureauOutcome<BureauRemovalAnswer>.unclear(detail: "")
    for reason in reasons {
      said = reason
      outcome = await connector.remove(
        access, BureauRemoval(reference: reference, reason: reason, message: message))
      guard case .answered(.reasonNotTaken) = outcome else { break }
    }
    return (outcome, said)
  }

  /// The removal's own reason and what may be said instead, as far as the bureau's list of today
  /// has it.
  private func reasons(
    of removal: Removal, for listing: Listing
  ) async throws -> [RemovalReason] {
    let substitutes = removal.reason.substitutes
    guard !substitutes.isEmpty else { return [removal.reason] }
    let today = world.clock.now().civilDate
    let offered = try await database.read { transaction in
      try transaction.query(
        """
        SELECT c.code FROM integration_codes c JOIN people p ON p.id = ?2
        WHERE c.integration_id = ?1 AND c.kind = 'removal' AND c.person IN (p.kind, 'any')
          AND c.valid_from_on <= ?3 AND (c.valid_to_on IS NULL OR c.valid_to_on >= ?3)
        """, [listing.integration, listing.person, today]
      ) { try $0.text(0) }
    }
    return [removal.reason]
      + substitutes.filter { offered.isEmpty || offered.contains($0.rawValue) }
  }

  /// Asks for the record before the removal is sent again. False where nothing is to be sent: it
  /// is gone, nobody answered, or another worker has the message.
  private func stillStands(
    _ transmission: Transmission, _ listing: Listing, _ connector: any BureauConnector,
    _ access: BureauAccess
  ) async throws -> Bool {
    switch await connector.find(access, reference: listing.reference) {
    case .answered(let record?) where record.state.isFinal:
      try await settle(transmission, .reported(record), detail: Listings.sentence(record))
    case .answered: return try await holds(transmission)
    case .refused(let refusal):
      try await postpone(transmission, mustAsk: true, problem: refusal.detail)
    case .unauthorized(let detail):
      try await stop(transmission, access, mustAsk: true, detail: detail)
    case .unavailable(let detail, let pause):
      try await postpone(transmission, mustAsk: true, problem: detail, pause: pause)
    case .unclear(let detail):
      try await postpone(transmission, mustAsk: true, problem: detail)
    }
    return false
  }

  /// What the bureau's answer to a removal means.
  private func conclude(
    _ transmission: Transmission, _ listing: Listing, _ access: BureauAccess,
    _ answer: BureauOutcome<BureauRemovalAnswer>, saying reason: RemovalReason,
    alreadyRemoved: () async throws -> Void
  ) async throws {
    switch answer {
    case .answered(.accepted):
      let own = listing.state.removal?.reason
      try await settle(
        transmission, .removalAccepted,
        detail: own == reason
          ? "O birô recebeu a baixa."
          : "O birô não aceita o motivo \(own?.portuguese ?? "—") e recebeu a baixa com o motivo "
            + "\(reason.portuguese).")
    case .answered(.reasonNotTaken(let rejection)):
      try await refuse(
        transmission,
        Rejection(
          code: rejection.code,
          detail: rejection.detail + " Nenhum dos motivos que servem a esta baixa foi aceito: "
            + "atualize os códigos da integração ou peça a baixa com outro motivo."))
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
      try await stop(transmission, access, mustAsk: false, detail: detail)
    case .unavailable(let detail, let pause):
      try await postpone(transmission, mustAsk: false, problem: detail, pause: pause)
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
      try await settle(transmission, .reported(record), detail: Listings.sentence(record))
    case .answered(.some):
      // It says that the record is gone and shows it: asked again until both say the same.
      try await postpone(
        transmission, mustAsk: false, problem: "o birô diz que baixou e ainda mostra o registro")
    case .answered(nil):
      try await postpone(transmission, mustAsk: false, problem: "registro não encontrado")
    case .refused(let refusal):
      try await postpone(transmission, mustAsk: false, problem: refusal.detail)
    case .unauthorized(let detail):
      try await stop(transmission, access, mustAsk: false, detail: detail)
    case .unavailable(let detail, let pause):
      try await postpone(transmission, mustAsk: false, problem: detail, pause: pause)
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
      try office.listings.apply(
        .removalRefused(rejection), to: &listing, actor: .bureau,
        detail: "O birô recusou a baixa: \(rejection.detail)", in: transaction)
    }
  }

  private func settle(
    _ transmission: Transmission, _ event: ListingEvent?, detail: String = ""
  ) async throws {
    try await database.write { transaction in
      // The listing first, as everywhere.
      let locked = try event.flatMap { _ in
        try ListingRows.lock(transmission.listing, in: transaction)
      }
      guard try Outbox.renew(transmission, at: world.clock.now(), in: transaction) else { return }
      if let event, var listing = locked {
        try office.listings.apply(
          event, to: &listing, actor: .bureau, detail: detail, in: transaction)
      }
      try Outbox.finish(transmission, at: world.clock.now(), in: transaction)
    }
  }
}
