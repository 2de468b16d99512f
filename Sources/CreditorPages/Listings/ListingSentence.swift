import Credit
import DebtCollection

/// The state of a listing in one sentence that a person at the counter understands.
enum ListingSentence {
  static func of(_ listing: Listing, today: CivilDate) -> String {
    switch listing.state {
    case .draft: "Escolhida, mas ainda não pedida."
    case .awaitingApproval:
      "Espera que uma segunda pessoa aprove; nada foi enviado ao birô."
    case .declined: "Não foi aprovada; nada foi enviado ao birô e o título está bloqueado."
    case .queued: "Está na fila e será enviada ao birô em instantes."
    case .uncertain:
      "Foi enviada, mas a resposta se perdeu; o birô será consultado antes de qualquer reenvio."
    case .submitted: "O birô recebeu o pedido e ainda não o julgou."
    case .rejected:
      "O birô recusou o pedido; corrija o que ele aponta e peça de novo. O nome não foi "
        + "negativado."
    case .inNotice(let record): notice(record, today: today)
    case .noticeProblem:
      "A carta comunicado voltou; sem um endereço válido o birô não torna a restrição visível."
    case .active(let record):
      "Visível em consultas desde \(record.visibleAt?.civilDate.brazilian ?? "hoje"); sai por "
        + "idade em \(listing.expiresOn.brazilian) se não for baixada antes."
    case .suspended(let record): suspended(record)
    case .removalQueued(let removal, _):
      "A baixa (\(removal.reason.portuguese.lowercased())) será enviada ao birô em instantes; o "
        + "prazo legal termina em \(removal.dueOn.brazilian)."
    case .removalSubmitted(let removal, _):
      "A baixa foi pedida ao birô, que ainda não a confirmou; o prazo legal termina em "
        + "\(removal.dueOn.brazilian)."
    case .removed(let removal, _, let at): removed(removal, at, listing)
    case .removedByBureau(let record):
      "O birô tirou a restrição por decisão própria"
        + (record.removedAt.map { " em \($0.civilDate.brazilian)" } ?? "") + "; confira o motivo."
    case .expired: "Saiu por idade: passaram-se cinco anos do vencimento (CDC, art. 43, § 1º)."
    case .outOfSync:
      "O que o birô diz e o que está aqui não combinam; uma pessoa precisa conferir."
    }
  }

  private static func suspended(_ record: BureauRecord) -> String {
    let causes = record.suspensions
    let why =
      switch (causes.contains(.court), causes.contains(.dispute)) {
      case (true, true): "uma decisão judicial e a contestação da pessoa"
      case (true, false): "uma decisão judicial"
      case (false, true): "a contestação da pessoa"
      case (false, false): "decisão judicial ou contestação"
      }
    return "Oculta: as consultas não a mostram por causa de \(why); pode voltar."
  }

  private static func notice(_ record: BureauRecord, today: CivilDate) -> String {
    guard let visible = record.visibleFrom else {
      return "O birô aceitou; a carta comunicado ainda será emitida. Ninguém vê a restrição."
    }
    return "A carta comunicado foi enviada e o prazo corre; ninguém vê a restrição antes de "
      + "\(visible.brazilian) (\(TermWords.distance(visible, from: today)))."
  }

  private static func removed(_ removal: Removal, _ at: Instant, _ listing: Listing) -> String {
    let day = at.civilDate
    let words = "Baixada em \(day.brazilian): \(removal.reason.portuguese.lowercased())"
    guard listing.state.record != nil else { return words + "; nada chegou ao birô." }
    return day <= removal.dueOn
      ? words + ", dentro do prazo legal de \(removal.dueOn.brazilian)."
      : words + ", depois do prazo legal de \(removal.dueOn.brazilian)."
  }
}
