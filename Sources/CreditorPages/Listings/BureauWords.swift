import Credit
import Markup

/// What the bureau says of a record, in the words of the screens.
enum BureauWords {
  /// A word that this version does not know is shown as it came.
  static func label(_ state: BureauRecordState) -> String {
    switch state {
    case .received: "recebida"
    case .underReview: "em análise"
    case .rejected: "recusada"
    case .noticePending: "aceita, carta a emitir"
    case .noticePeriod: "carta enviada, prazo corre"
    case .noticeFailed: "carta devolvida"
    case .visible: "visível em consultas"
    case .visibleSubJudice: "visível, em discussão na justiça"
    case .suspended: "suspensa"
    case .removed: "baixada"
    case .expired: "saiu por idade"
    case .unknown(let word): word
    }
  }

  /// The same at the beginning of a cell.
  static func title(_ state: BureauRecordState) -> String {
    let words = label(state)
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  static func tone(_ state: BureauRecordState) -> Tone {
    switch state {
    case .received, .underReview, .noticePending, .noticePeriod: .info
    case .rejected, .noticeFailed: .bad
    case .visible: .public
    case .visibleSubJudice, .suspended: .waiting
    case .removed: .good
    case .expired, .unknown: .neutral
    }
  }
}
