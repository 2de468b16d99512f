import Credit
import DebtCollection

/// What an action does to the listing, in one sentence, before it is done.
enum OutlookWords {
  /// - Parameter event: what makes the removal necessary: "Pago por inteiro".
  static func sentence(_ outlook: RemovalOutlook, event: String) -> String {
    switch outlook {
    case .nothing: "\(event), nada muda no birô: o título não tem negativação."
    case .withdrawn:
      "\(event), o pedido de negativação é retirado antes de ser enviado; nada chega ao birô."
    case .underWay(_, let dueOn):
      "A baixa da negativação já foi pedida"
        + (dueOn.map { " e deve estar feita até \($0.brazilian)." } ?? ".")
    case .removed(_, let state, let dueOn):
      "\(event), a baixa da negativação (\(ListingWords.label(state).lowercased())) é pedida em "
        + "instantes ao birô, que tem de confirmá-la até \(dueOn.brazilian): cinco dias úteis "
        + "(STJ, Tema 735)."
    }
  }

  /// After it was done.
  static func done(_ outlook: RemovalOutlook) -> String {
    switch outlook {
    case .nothing: ""
    case .withdrawn: " O pedido de negativação foi retirado antes do envio."
    case .underWay(_, let dueOn):
      dueOn.map { " A baixa já estava pedida, com prazo até \($0.brazilian)." } ?? ""
    case .removed(_, _, let dueOn):
      " A baixa da negativação foi pedida; o prazo legal termina em \(dueOn.brazilian)."
    }
  }
}
