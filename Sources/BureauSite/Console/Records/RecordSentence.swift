import BureauRegister
import Credit

/// Where a record stands, in one sentence.
enum RecordSentence {
  static func text(_ record: Record, _ codes: BureauCodes, today: CivilDate) -> String {
    switch record.state {
    case .received: return "Recebido; o birô ainda não o examinou."
    case .underReview:
      let until = record.reviewDueOn.map { " até \($0.brazilian)" } ?? ""
      return "Em análise\(until): "
        + record.reviewReasons.map { reason($0, codes) }.joined(separator: ", ") + "."
    case .rejected: return "Não foi aceito; nada aparece em consultas."
    case .noticePending:
      return "Aceito; a carta sai em \(record.noticeDueAt?.brazilian ?? "breve")."
    case .noticePeriod:
      guard let day = record.visibleFrom else {
        return "O e-mail foi enviado; o prazo espera a prova da entrega."
      }
      let left = day.days(since: today)
      return "A carta foi postada; fica visível em \(day.brazilian), "
        + (left == 1 ? "falta 1 dia." : "faltam \(max(left, 0)) dias.")
    case .noticeFailed:
      return "A carta voltou; espera novo endereço até "
        + "\(record.holdUntil?.brazilian ?? "breve")."
    case .visible: return "Aparece em consultas até \(record.expiresOn.brazilian)."
    case .visibleSubJudice: return "Aparece em consultas com a anotação sub judice."
    case .suspended:
      let causes = record.suspensions.sorted { $0.rawValue < $1.rawValue }.map {
        $0 == .court ? "ordem judicial" : "contestação"
      }
      return "Oculto por \(causes.joined(separator: " e "))."
    case .removed, .expired:
      let day = record.removedAt?.brazilian ?? ""
      return "Encerrado em \(day): \(record.removalReason.map { reason($0, codes) } ?? "")."
    }
  }

  /// The name of a reason; several codes are told one after the other.
  static func reason(_ words: String, _ codes: BureauCodes) -> String {
    words.split(separator: " ").map { code in
      let lists: [CodeList] = [.removal, .rejection, .noticeReturn]
      let name = lists.lazy.flatMap { codes.codes($0) }.last { $0.code == code }?.name
      return name ?? review[String(code)] ?? String(code)
    }.joined(separator: ", ")
  }

  private static let review = [
    ReviewReason.highValue: "valor alto", ReviewReason.documents: "documentos pedidos",
    ReviewReason.principal: "espera o devedor principal",
  ]
}
