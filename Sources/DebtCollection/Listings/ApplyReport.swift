package import Credit
package import SQLDatabase

extension Office {
  /// Applies what the bureau says of a record of ours (webhook, poll, statement). Tells whether
  /// anything changed; a report that was seen before changes nothing. Throws
  /// `Refusal` with code `unknown-listing` where the reference is none of ours.
  package func applyReport(
    reference: String, record: BureauRecord, actor: Actor, in transaction: Transaction
  ) throws -> Bool {
    guard let id = ID<Listing>(reference),
      var listing = try ListingRows.find(id, in: transaction)
    else {
      throw Refusal(
        .notFound, code: "unknown-listing",
        detail: "O bureau falou de uma negativação que não é nossa: \(reference).")
    }
    return try apply(
      .reported(record), to: &listing, actor: actor, detail: Self.sentence(record),
      in: transaction)
  }

  /// What the timeline says of a report.
  static func sentence(_ record: BureauRecord) -> String {
    switch record.state {
    case .received: "Recebida pelo bureau."
    case .underReview: "Em análise no bureau."
    case .rejected:
      "Recusada pelo bureau: " + record.rejections.map(\.detail).joined(separator: "; ")
    case .noticePending: "Aceita pelo bureau; a carta comunicado aguarda a emissão."
    case .noticePeriod:
      "Carta comunicado emitida em \(record.noticeIssuedOn?.brazilian ?? "—"); "
        + "visível a partir de \(record.visibleFrom?.brazilian ?? "—")."
    case .noticeFailed: "A carta comunicado voltou; o bureau aguarda um endereço."
    case .visible: "Visível nas consultas."
    case .visibleSubJudice: "Visível nas consultas, com a anotação sub judice."
    case .suspended: "Suspensa no bureau: não aparece nas consultas."
    case .removed: "Baixada no bureau (motivo \(record.removalReason ?? "não informado"))."
    case .expired: "Expirada: cinco anos do vencimento."
    case .unknown(let word): "O bureau informou um estado desconhecido: \(word)."
    }
  }
}
