import Credit
import DebtCollection
import Markup

/// The entries of a timeline in words.
enum ListingHappenings {
  static func show(_ entry: TimelineEntry) -> Look.Happening {
    let (title, tone) = words(entry.event)
    return Look.Happening(
      at: entry.at.brazilian, stamp: entry.at.description, title: title,
      by: ActorWords.name(entry.actor),
      detail: entry.detail.isEmpty ? nil : HTML(text: entry.detail), tone: tone)
  }

  private static let bureauPrefix = "bureau-"

  /// A word that this version does not know is shown as it stands.
  static func words(_ event: String) -> (title: String, tone: Tone) {
    if event.hasPrefix(bureauPrefix) {
      let state = BureauRecordState(String(event.dropFirst(bureauPrefix.count)))
      return ("No birô: " + BureauWords.label(state), BureauWords.tone(state))
    }
    return switch event {
    case "requested": ("Pedida", .info)
    case "approved": ("Aprovada", .good)
    case "declined": ("Não aprovada", .bad)
    case "inclusion-accepted": ("Recebida pelo birô", .info)
    case "inclusion-rejected": ("Recusada pelo birô", .bad)
    case "inclusion-unclear": ("A resposta do birô se perdeu", .waiting)
    case "inclusion-absent": ("O birô não a conhecia; voltou à fila", .waiting)
    case "removal-requested": ("Baixa pedida", .waiting)
    case "removal-accepted": ("O birô recebeu o pedido de baixa", .info)
    case "amended": ("Valor corrigido: um novo registro a substitui", .info)
    case "resolved": ("Conferida por uma pessoa: nada ficou no birô", .good)
    case "removal-refused": ("O birô recusou a baixa", .bad)
    case "removal-asked-again": ("A baixa foi pedida de novo", .waiting)
    case "stray-record": ("O birô mostra um registro que aqui está encerrado", .bad)
    case "stray-record-gone": ("O registro saiu do birô", .good)
    case "dispute-opened": ("A pessoa contestou", .bad)
    case "dispute-answered": ("Contestação respondida", .info)
    case "dispute-answer-refused": ("O birô não aceitou a resposta", .bad)
    case "dispute-closed": ("Contestação decidida pelo birô", .neutral)
    case "found-different": ("Divergência encontrada", .bad)
    default: (event, .neutral)
    }
  }
}
