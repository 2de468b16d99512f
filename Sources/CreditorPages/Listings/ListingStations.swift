import Credit
import DebtCollection
import Markup

/// A listing's life as a line: asked for, accepted, letter, visible, removed.
enum ListingStations {
  static func of(_ listing: Listing, today: CivilDate) -> [Look.Station] {
    let state = listing.state
    let record = state.record
    let requested = Look.Station(
      "Pedida", listing.requestedAt.civilDate.brazilian,
      state.word == .draft || state.word == .awaitingApproval ? .now : .done)
    if case .rejected = state {
      return [requested, Look.Station("Recusada", listing.updatedAt.civilDate.brazilian, .failed)]
    }
    if state == .declined {
      return [
        requested, Look.Station("Não aprovada", listing.updatedAt.civilDate.brazilian, .failed),
      ]
    }
    let isOver = state.removal != nil || state.word.isFinal
    var stations = [requested, accepted(state, record, isOver: isOver)]
    if !(isOver && record?.noticeIssuedOn == nil) {
      stations.append(letter(state, record, isOver: isOver))
    }
    if !(isOver && record?.visibleAt == nil) {
      stations.append(visible(state, record, isOver: isOver))
    }
    stations.append(end(listing))
    return stations
  }

  private static func accepted(
    _ state: ListingState, _ record: BureauRecord?, isOver: Bool
  ) -> Look.Station {
    if let at = record?.acceptedAt {
      return Look.Station("Aceita pelo birô", at.civilDate.brazilian, .done)
    }
    switch state.word {
    case .queued: return Look.Station("Envio", "na fila", .now)
    case .uncertain: return Look.Station("Envio", "resposta perdida", .failed)
    case .submitted: return Look.Station("Birô", "em análise", .now)
    default:
      return isOver
        ? Look.Station("Birô", record == nil ? "nada foi enviado" : "sem julgamento", .done)
        : Look.Station("Aceita pelo birô", "", .ahead)
    }
  }

  private static func letter(
    _ state: ListingState, _ record: BureauRecord?, isOver: Bool
  ) -> Look.Station {
    if state.word == .noticeProblem { return Look.Station("Carta", "devolvida", .failed) }
    guard let day = record?.noticeIssuedOn else {
      return Look.Station(
        "Carta comunicado", state.word == .inNotice ? "a emitir" : "",
        state.word == .inNotice ? .now : .ahead)
    }
    return Look.Station(
      "Carta comunicado", day.brazilian, state.word == .inNotice ? .now : .done)
  }

  private static func visible(
    _ state: ListingState, _ record: BureauRecord?, isOver: Bool
  ) -> Look.Station {
    if let at = record?.visibleAt {
      let word = state.word
      return Look.Station(
        word == .suspended ? "Suspensa" : "Visível", at.civilDate.brazilian,
        word == .active || word == .suspended ? .now : .done)
    }
    return Look.Station(
      "Visível", record?.visibleFrom.map { "a partir de \($0.brazilian)" } ?? "", .ahead)
  }

  private static func end(_ listing: Listing) -> Look.Station {
    switch listing.state {
    case .removalQueued(let removal, _), .removalSubmitted(let removal, _):
      Look.Station("Baixa", "até \(removal.dueOn.brazilian)", .now)
    case .removed(_, _, let at): Look.Station("Baixada", at.civilDate.brazilian, .done)
    case .removedByBureau(let record):
      Look.Station(
        "Baixada pelo birô", record.removedAt?.civilDate.brazilian ?? "", .failed)
    case .expired: Look.Station("Saiu por idade", listing.expiresOn.brazilian, .done)
    case .outOfSync: Look.Station("Divergência", "a conferir", .failed)
    default: Look.Station("Baixa", "", .ahead)
    }
  }
}
