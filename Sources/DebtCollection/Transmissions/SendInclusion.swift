import Credit
import Outbound
import Refusals
import SQLDatabase
import World

extension Transmissions {
  /// Sends one inclusion, asking first where an earlier answer was lost.
  func sendInclusion(_ transmission: Transmission) async throws {
    guard let parcel = try await parcel(for: transmission) else { return }
    var inclusion = parcel.inclusion
    let isHeld = try await database.read { try !office.collections.isSwitchedOn(in: $0) }
    if !transmission.mustAsk, parcel.isNotWanted {
      // It surely never left, and it is to be taken off: nothing is sent.
      _ = try await absent(transmission)
      return
    }
    if transmission.mustAsk {
      switch await parcel.connector.find(parcel.access, reference: parcel.inclusion.reference) {
      case .answered(let record?):
        return try await conclude(
          transmission, .inclusionAccepted(record), detail: "Encontrada no birô ao perguntar.")
      case .answered(nil):
        guard let amount = try await absent(transmission) else { return }
        inclusion.amount = amount
        inclusion.payment = parcel.debtor.payment(of: amount)
      case .refused(let refusal):
        return try await postpone(transmission, mustAsk: true, problem: refusal.detail)
      case .unauthorized(let detail):
        return try await stop(transmission, parcel.access, mustAsk: true, detail: detail)
      case .unavailable(let detail, let pause):
        return try await postpone(
          transmission, mustAsk: true, problem: detail, pause: pause)
      case .unclear(let detail):
        return try await postpone(transmission, mustAsk: true, problem: detail)
      }
    }
    guard !isHeld else {
      // The house lists nobody while its switch is off; what takes off goes on.
      return try await postpone(
        transmission, mustAsk: false, problem: Refusal.switchedOff.detail,
        pause: Pause(seconds: Self.switchedOffSeconds))
    }
    switch await parcel.connector.include(parcel.access, inclusion) {
    case .answered(let record):
      try await conclude(
        transmission, .inclusionAccepted(record),
        detail: "Recebida pelo birô com o número \(record.reference).")
    case .refused(let refusal):
      let rejections =
        refusal.rejections.isEmpty
        ? [Rejection(code: refusal.code, detail: refusal.detail)] : refusal.rejections
      try await conclude(
        transmission, .inclusionRejected(rejections),
        detail: rejections.map(\.detail).joined(separator: "; "), state: "refused")
    case .unauthorized(let detail):
      try await stop(transmission, parcel.access, mustAsk: transmission.mustAsk, detail: detail)
    case .unavailable(let detail, let pause):
      try await postpone(
        transmission, mustAsk: false, problem: detail, pause: pause)
    case .unclear(let detail):
      try await lose(transmission, problem: detail)
    }
  }

  /// Seconds until an inclusion is looked at again that waits for the switch of the house.
  private static let switchedOffSeconds = 900

  /// What is sent: the listing's own figures and the person as registered now. Nil where it cannot
  /// be sent, of which the message bears the reason.
  private func parcel(for transmission: Transmission) async throws -> InclusionParcel? {
    let (listing, debtor, access, provider) = try await database.read { transaction in
      guard let listing = try ListingRows.find(transmission.listing, in: transaction) else {
        throw Refusal.notFound("Negativação")
      }
      let (access, provider) = try office.bureauEvents.bureauAccess(
        to: transmission.integration, in: transaction)
      return (listing, try DebtorRow.read(listing, in: transaction), access, provider)
    }
    let isNotWanted = listing.state.removal != nil || listing.state.word.isFinal
    guard let debtor else {
      if isNotWanted, !transmission.mustAsk {
        _ = try await absent(transmission)
      } else {
        try await setAside(
          transmission, "A filial ou a pessoa desta negativação não está mais no cadastro.")
      }
      return nil
    }
    guard let connector = connectors[provider] else {
      try await postpone(
        transmission, mustAsk: transmission.mustAsk, problem: "provedor sem conector: \(provider)")
      return nil
    }
    return InclusionParcel(
      connector: connector, access: access,
      isNotWanted: isNotWanted, debtor: debtor,
      inclusion: try debtor.inclusion(of: listing, sealer: sealer))
  }

  /// The bureau does not know it: it may be sent, with the amount that is owed by now. Nil where
  /// nothing is to be sent any more, because the listing was to be removed, or by us, because
  /// another worker has the message.
  private func absent(_ transmission: Transmission) async throws -> Cents? {
    try await database.write { transaction in
      guard try Outbox.renew(transmission, at: world.clock.now(), in: transaction) else {
        return nil
      }
      guard var listing = try ListingRows.lock(transmission.listing, in: transaction) else {
        return nil
      }
      guard listing.state.record == nil, !listing.state.word.isFinal else {
        // A report told of it meanwhile.
        try Outbox.finish(transmission, at: world.clock.now(), in: transaction)
        return nil
      }
      try office.listings.apply(
        .inclusionAbsent, to: &listing, actor: .bureau,
        detail: "O birô não recebeu o pedido; será enviado de novo.", in: transaction)
      guard listing.state.word.isFinal else {
        // It goes out again, with what is owed by now.
        if let title = try ReceivableRows.lock(listing.receivable, in: transaction),
          title.open > .zero, title.open < listing.amount
        {
          try office.amendments.lower(&listing, to: title.open, actor: .system, in: transaction)
        }
        return listing.amount
      }
      let now = world.clock.now()
      try Outbox.finish(transmission, state: "withdrawn", at: now, in: transaction)
      try Outbox.withdrawAll(of: listing, at: now, in: transaction)
      return nil
    }
  }

  /// The outcome and the end of the message, in one transaction.
  private func conclude(
    _ transmission: Transmission, _ event: ListingEvent, detail: String, state: String = "done"
  ) async throws {
    try await database.write { transaction in
      guard var listing = try ListingRows.lock(transmission.listing, in: transaction) else {
        return
      }
      let now = world.clock.now()
      guard try Outbox.renew(transmission, at: now, in: transaction) else {
        // Whoever has the message brings its outcome. Where nobody has it any more, the record must
        // not stay at the bureau unseen.
        if case .inclusionAccepted(let record) = event, listing.state.word.isFinal {
          try check(listing, record, in: transaction)
        }
        return
      }
      do {
        try office.listings.apply(
          event, to: &listing, actor: .bureau, detail: detail, in: transaction)
      } catch is ListingError where listing.state.record != nil {
        // The answer contradicts what is known: a person decides, nothing is sent again.
        try office.listings.apply(
          .foundDifferent(note: detail), to: &listing, actor: .bureau, detail: detail,
          in: transaction)
      }
      try Outbox.finish(transmission, state: state, at: now, in: transaction)
      if listing.state.word.isFinal {
        try Outbox.withdrawAll(of: listing, at: now, in: transaction)
        if case .inclusionAccepted(let record) = event {
          try check(listing, record, in: transaction)
        }
      } else {
        try office.amendments.correctToOpenBalance(&listing, in: transaction)
      }
    }
  }

  /// An inclusion came through whose listing was closed meanwhile: the record must not stay.
  private func check(
    _ listing: Listing, _ record: BureauRecord, in transaction: Transaction
  ) throws {
    guard !record.state.isFinal else { return }
    _ = try office.listings.applyReport(
      reference: listing.reference, record: record, actor: .bureau, in: transaction)
  }

  /// Sent, and the answer was lost.
  private func lose(_ transmission: Transmission, problem: String) async throws {
    try await database.write { transaction in
      guard var listing = try ListingRows.lock(transmission.listing, in: transaction) else {
        return
      }
      guard try Outbox.renew(transmission, at: world.clock.now(), in: transaction) else { return }
      try office.listings.apply(
        .inclusionUnclear, to: &listing, actor: .system,
        detail: "A resposta do birô se perdeu; o birô será consultado antes de novo envio.",
        in: transaction)
      try Outbox.postpone(
        transmission, mustAsk: true, problem: problem,
        seconds: TransmissionPolicy.waitSeconds(
          attempts: transmission.attempts, kind: transmission.kind, mustAsk: true),
        at: world.clock.now(), in: transaction)
    }
  }
}

/// All that one inclusion needs.
private struct InclusionParcel {
  let connector: any BureauConnector
  let access: BureauAccess
  /// A removal was asked for meanwhile.
  let isNotWanted: Bool
  let debtor: DebtorRow
  let inclusion: BureauInclusion
}
