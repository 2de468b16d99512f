import Credit
import DebtCollection

/// The stretches of a listing's life as the list offers them; the raw value stands in the address.
enum ListingSituation: String, CaseIterable, Sendable {
  case all = "todas"
  case approval = "aprovacao"
  case sending = "envio"
  case notice = "comunicadas"
  case active = "ativas"
  case suspended = "suspensas"
  case removing = "baixando"
  case overdue = "vencidas"
  case closed = "encerradas"
  case declined = "nao-aprovadas"
  case problem = "problema"

  var label: String {
    switch self {
    case .all: "Todas"
    case .approval: "Aguardam aprovação"
    case .sending: "Em análise"
    case .notice: ListingWords.label(.inNotice)
    case .active: "Ativas"
    case .suspended: "Suspensas"
    case .removing: "Baixa em andamento"
    case .overdue: "Baixa fora do prazo"
    case .closed: "Encerradas"
    case .declined: "Não aprovadas"
    case .problem: "Com problema"
    }
  }

  /// None means any.
  var states: [ListingState.Word] {
    switch self {
    case .all: []
    case .approval: [.draft, .awaitingApproval]
    case .sending: [.queued, .uncertain, .submitted]
    case .notice: [.inNotice]
    case .active: [.active]
    case .suspended: [.suspended]
    case .removing, .overdue: [.removalQueued, .removalSubmitted, .outOfSync]
    case .closed: [.removed, .removedByBureau, .expired]
    case .declined: [.declined]
    case .problem: [.rejected, .noticeProblem, .uncertain, .outOfSync]
    }
  }

  /// The order by days that makes sense here, and what its column is called.
  var dayOrder: ListingBrowse.Order? {
    switch self {
    case .notice: .visibility
    case .removing, .overdue: .removalTerm
    default: nil
    }
  }
}
