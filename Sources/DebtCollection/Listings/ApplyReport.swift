package import Credit
import Refusals
package import SQLDatabase
import World

extension Listings {
  /// Applies what the bureau says of a record of ours (webhook, poll, statement). Tells whether
  /// anything changed; a report that was seen before changes nothing. Throws
  /// `Refusal` with code `unknown-listing` where the reference is none of ours, and `ListingError`
  /// where the report cannot happen to the listing; nothing of it is kept then, and the transaction
  /// may go on.
  package func applyReport(
    reference: String, record: BureauRecord, actor: Actor, in transaction: Transaction
  ) throws -> Bool {
    try transaction.savepoint {
      try applyWhole(reference: reference, record: record, actor: actor, in: transaction)
    }
  }

  private func applyWhole(
    reference: String, record: BureauRecord, actor: Actor, in transaction: Transaction
  ) throws -> Bool {
    guard let id = ID<Listing>(reference) else { throw Self.unknownListing(reference) }
    guard var listing = try ListingRows.lock(id, in: transaction) else {
      // The successor of a corrected listing: the report comes before the answer.
      guard let amendment = try AmendmentRows.unfinished(leadingTo: id, in: transaction) else {
        throw Self.unknownListing(reference)
      }
      try office.amendments.conclude(amendment, with: record, in: transaction)
      return true
    }
    if listing.state.word.isFinal {
      return try meetClosed(&listing, record, in: transaction)
    }
    if record.state.isFinal,
      let amendment = try AmendmentRows.unfinished(of: id, in: transaction)
    {
      // The record may be closed because another one took its place: the bureau is asked for that
      // one first.
      guard amendment.isUnsent else {
        try AmendmentRows.askSoon(amendment, at: world.clock.now(), in: transaction)
        return false
      }
      try AmendmentRows.end(amendment, as: "withdrawn", at: world.clock.now(), in: transaction)
    }
    let before = listing.state.word
    let changed = try apply(
      .reported(record), to: &listing, actor: actor, detail: Self.sentence(record),
      in: transaction)
    if changed, [.queued, .uncertain, .outOfSync].contains(before) {
      try office.amendments.correctToOpenBalance(&listing, in: transaction)
    }
    return changed
  }

  /// The listing is closed here. A record of it that the bureau shows all the same is taken off:
  /// an inclusion that was thought lost came through late, or the bureau took its word back.
  private func meetClosed(
    _ listing: inout Listing, _ record: BureauRecord, in transaction: Transaction
  ) throws -> Bool {
    guard record.version > (listing.state.record?.version ?? -1) else { return false }
    return try office.strayRecords.takeStray(
      StraySighting(
        record: record, reference: listing.reference, integration: listing.integration),
      behind: &listing, in: transaction)
  }

  /// The code of the refusal of a report on a listing that is none of ours.
  static let unknownListingCode = "unknown-listing"

  private static func unknownListing(_ reference: String) -> Refusal {
    Refusal(
      .notFound, code: unknownListingCode,
      detail: "O birô falou de uma negativação que não é nossa: \(reference).")
  }

  /// What the timeline says of a report.
  static func sentence(_ record: BureauRecord) -> String {
    switch record.state {
    case .received: "Recebida pelo birô."
    case .underReview: "Em análise no birô."
    case .rejected:
      "Recusada pelo birô: " + record.rejections.map(\.detail).joined(separator: "; ")
    case .noticePending: "Aceita pelo birô; a carta comunicado aguarda a emissão."
    case .noticePeriod:
      "Carta comunicado emitida em \(record.noticeIssuedOn?.brazilian ?? "—"); "
        + "visível a partir de \(record.visibleFrom?.brazilian ?? "—")."
    case .noticeFailed: "A carta comunicado voltou; o birô aguarda um endereço."
    case .visible: "Visível nas consultas."
    case .visibleSubJudice: "Visível nas consultas, com a anotação sub judice."
    case .suspended: "Suspensa no birô: não aparece nas consultas."
    case .removed: "Baixada no birô (motivo \(record.removalReason ?? "não informado"))."
    case .expired: "Expirada: cinco anos do vencimento."
    case .unknown(let word): "O birô informou um estado desconhecido: \(word)."
    }
  }
}
