import Credit
import SQLDatabase
import World

extension Amendments {
  /// Sends one correction of an amount, asking first where an earlier answer was lost.
  func sendAmendment(_ transmission: Transmission) async throws {
    guard let job = try await amendmentJob(for: transmission) else { return }
    if transmission.mustAsk {
      switch await job.connector.find(job.access, reference: job.message.successor) {
      case .answered(let record?):
        return try await accept(transmission, record)
      case .answered(nil):
        if try await spare(transmission) { return }
      case .refused(let refusal):
        return try await office.transmissions.postpone(
          transmission, mustAsk: true, problem: refusal.detail)
      case .unauthorized(let detail):
        return try await office.transmissions.stop(
          transmission, job.access, mustAsk: true, detail: detail)
      case .unavailable(let detail, let pause):
        return try await office.transmissions.postpone(
          transmission, mustAsk: true, problem: detail, pause: pause)
      case .unclear(let detail):
        return try await office.transmissions.postpone(transmission, mustAsk: true, problem: detail)
      }
    }
    switch await job.connector.amend(job.access, job.message) {
    case .answered(let record): try await accept(transmission, record)
    case .refused(let refusal): try await giveUp(transmission, refusal)
    case .unauthorized(let detail):
      try await office.transmissions.stop(transmission, job.access, mustAsk: false, detail: detail)
    case .unavailable(let detail, let pause):
      try await office.transmissions.postpone(
        transmission, mustAsk: false, problem: detail, pause: pause)
    case .unclear(let detail):
      try await office.transmissions.postpone(transmission, mustAsk: true, problem: detail)
    }
  }

  private func amendmentJob(for transmission: Transmission) async throws -> AmendmentJob? {
    let (access, provider) = try await office.bureauEvents.bureauAccess(
      to: transmission.integration)
    guard let connector = connectors[provider] else {
      try await office.transmissions.postpone(
        transmission, mustAsk: transmission.mustAsk, problem: "provedor sem conector: \(provider)")
      return nil
    }
    let message = try await database.write { transaction -> BureauAmendment? in
      guard
        let amendment = try AmendmentRows.unfinished(of: transmission.listing, in: transaction),
        amendment.id == transmission.id,
        let listing = try ListingRows.find(transmission.listing, in: transaction)
      else { return nil }
      // Whoever wants the listing gone needs no correction; but an earlier sending may stand.
      let isWanted = listing.state.removal == nil && !listing.state.word.isFinal
      guard let record = listing.state.record, isWanted || transmission.mustAsk else {
        try AmendmentRows.end(
          amendment, as: "withdrawn", at: world.clock.now(), in: transaction)
        return nil
      }
      return BureauAmendment(
        record: record.reference, reference: listing.reference,
        successor: amendment.successor.description, amount: amendment.amount,
        payment: try DebtorRow.read(listing, in: transaction)?.payment(of: amendment.amount)
          ?? .none)
    }
    return message.map { AmendmentJob(connector: connector, access: access, message: $0) }
  }

  private func accept(_ transmission: Transmission, _ record: BureauRecord) async throws {
    try await database.write { transaction in
      guard try Outbox.renew(transmission, at: world.clock.now(), in: transaction),
        let amendment = try AmendmentRows.unfinished(of: transmission.listing, in: transaction),
        amendment.id == transmission.id
      else { return }
      try conclude(amendment, with: record, in: transaction)
    }
  }

  /// The bureau does not know the successor: it has not corrected anything. True where nothing is
  /// to be sent any more, because the listing is to be removed, or by us, because another worker
  /// has the message.
  private func spare(_ transmission: Transmission) async throws -> Bool {
    try await database.write { transaction in
      guard try Outbox.renew(transmission, at: world.clock.now(), in: transaction),
        let amendment = try AmendmentRows.unfinished(of: transmission.listing, in: transaction),
        amendment.id == transmission.id,
        let listing = try ListingRows.lock(transmission.listing, in: transaction)
      else { return true }
      guard listing.state.removal != nil || listing.state.word.isFinal else { return false }
      try AmendmentRows.end(amendment, as: "withdrawn", at: world.clock.now(), in: transaction)
      return true
    }
  }

  /// An amount that the bureau does not correct is wrong for as long as it stands there: the
  /// listing is taken off, and the title may be listed again, with a new notice, for its balance.
  private func giveUp(_ transmission: Transmission, _ refusal: BureauRefusal) async throws {
    try await database.write { transaction in
      guard try Outbox.renew(transmission, at: world.clock.now(), in: transaction),
        let amendment = try AmendmentRows.unfinished(of: transmission.listing, in: transaction),
        amendment.id == transmission.id,
        var listing = try ListingRows.lock(transmission.listing, in: transaction)
      else { return }
      let now = world.clock.now()
      try AmendmentRows.end(amendment, as: "refused", at: now, in: transaction)
      guard listing.state.removal == nil, !listing.state.word.isFinal else { return }
      try office.removals.requestRemoval(
        of: &listing, reason: .correction, availableOn: now.civilDate, actor: .system,
        detail: "O birô não corrigiu o valor (\(refusal.detail)); a negativação é baixada e o "
          + "título pode ser negativado de novo pelo saldo.", in: transaction)
    }
  }
}

/// All that one correction needs.
private struct AmendmentJob {
  let connector: any BureauConnector
  let access: BureauAccess
  let message: BureauAmendment
}
