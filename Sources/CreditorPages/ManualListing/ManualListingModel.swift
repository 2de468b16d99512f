import Credit
import DebtCollection
import Markup

/// The screen "Negativação", as it is shown.
struct ManualListingModel: Sendable {
  struct Reason: Sendable {
    let detail: String
    let source: String
    let blocks: Bool
  }

  struct Title: Sendable {
    let id: String
    let number: String
    let contract: String?
    let dueOn: String
    let late: String
    let open: String
    let isEligible: Bool
    let reasons: [Reason]
    /// When it can be asked for or shows, in words.
    let outlook: String
  }

  let path: String
  let codesPath: String
  let backPath: String
  let personName: String
  let document: String
  let titles: [Title]
  let isCut: Bool
  /// "Restrição Crédito na Medida" (manual, item 37).
  let codesLabel: String
  let codes: [Look.Option]
  let codesNote: String
  let hasIntegration: Bool
  let sentence: HTML
  let tab: String

  init(_ desk: ListingDesk, maySeeCost: Bool, today: CivilDate) {
    path = ManualListingPages.path(of: desk.person.id)
    codesPath = ManualListingPages.codesPath(of: desk.person.id)
    backPath = PersonPages.path(of: desk.person)
    tab = PersonPages.path(of: desk.person, .listings)
    personName = desk.person.name
    document = desk.person.documentMasked ?? "sem documento"
    titles = desk.titles.map { Title($0, today: today) }
    isCut = desk.isCut
    codesLabel = ["Restrição", desk.providerName].compactMap { $0 }.joined(separator: " ")
    codes = desk.codes.map { Look.Option($0.code, CodeWords.label($0)) }
    codesNote =
      desk.codesSyncedAt.map { "Lista do birô buscada em \($0.brazilian)." }
      ?? "A lista ainda não foi buscada no birô."
    hasIntegration = desk.integration != nil
    sentence = Self.sentence(desk, maySeeCost: maySeeCost)
  }

  /// What will happen, and when.
  private static func sentence(_ desk: ListingDesk, maySeeCost: Bool) -> HTML {
    let listable = desk.titles.map(\.eligibility).filter(\.isEligible)
    let visible = listable.compactMap(\.visibleFrom)
    let isForecast = listable.contains(where: \.isForecast)
    let first: HTML =
      desk.requiresApproval
      ? "Ao enviar, o pedido espera a aprovação de outra pessoa; aprovado, segue para o birô, que"
      : "Ao enviar, os títulos marcados seguem para o birô em instantes; ele"
    let day: HTML? = visible.min().map {
      """
      \(if: isForecast, ", previsto")\(if: !isForecast, ",") a partir de \
      <strong>\($0.brazilian)</strong>
      """
    }
    let start =
      desk.noticeCountsFromReceipt
      ? " do recebimento, que se presume \(NoticeTerm.presumedDeliveryBusinessDays) dias úteis "
        + "depois "
        + "da postagem" : ""
    let cost: HTML? =
      maySeeCost
      ? desk.fee.map { " O birô cobra \($0.description) por negativação." } : nil
    return """
      \(first) envia a carta comunicado e, sem pagamento em \
      <strong>\(desk.noticeDays) dias</strong>\(start) (\(desk.noticeLaw)), as consultas passam a \
      mostrar \
      a restrição\(day). O pagamento pede a baixa sozinho.\(cost)
      """
  }
}

extension ManualListingModel.Title {
  init(_ title: ListingDesk.Title, today: CivilDate) {
    let row = title.row
    let judged = title.eligibility
    let days = today.days(since: row.dueOn)
    id = row.id.description
    number = row.number
    contract = title.contractNumber.map { "contrato \($0)" }
    dueOn = row.dueOn.brazilian
    late = days == 1 ? "1 dia em atraso" : "\(days) dias em atraso"
    open = row.open.description
    isEligible = judged.isEligible
    reasons = judged.reasons.map {
      ManualListingModel.Reason(detail: $0.detail, source: $0.source, blocks: $0.blocks)
    }
    if judged.isEligible {
      outlook =
        (judged.visibleFrom.map {
          (judged.isForecast ? "previsto: " : "") + "visível a partir de \($0.brazilian); "
        } ?? "")
        + "sai por idade em \(judged.expiresOn.brazilian)"
    } else {
      outlook =
        judged.earliestRequestOn.map { "pode ser pedida a partir de \($0.brazilian)" }
        ?? "o tempo não resolve"
    }
  }
}
