import Credit
import DebtCollection
import Markup
import Pages

/// What is read for the page of one title.
struct TitleFacts: Sendable {
  let title: ReceivableRow
  let person: PersonRow
  let contract: ContractRow?
  let payments: [PaymentSummary]
  /// With what it can be paid today.
  let payment: TitlePayment?
  /// The titles of the agreement that this one went into.
  let agreement: [ReceivableRow]
  /// The old title whose agreement this one is a part of.
  let renegotiated: ReceivableRow?
  let listings: [Listing]
  /// Whether it may be listed today; nil where that is no question.
  let eligibility: Eligibility?
  /// Every block that it had, the oldest first.
  let blocks: [TitleBlock]
  /// While the switch of the house is off nothing of the subject is shown.
  let usesAnalysis: Bool
}

/// What the reader may do with a title.
struct TitleActions: Sendable {
  let maySettle: Bool
  let mayApprove: Bool
}

/// The page of one title, as it is shown.
struct TitleModel: Sendable {
  struct Payment: Sendable {
    let paidOn: String
    /// "disponível em 01/12/2026"; nil where that is the day of payment.
    let available: String?
    let amount: String
    let applied: String
    /// "R$ 1,00 de multa e juros"; nil where none are.
    let charges: String?
    /// "R$ 1,00 a devolver"; nil where nothing is.
    let owedBack: String?
    let origin: String
    let by: String
    let reversed: String?
    let reversalPath: String?
  }

  struct ListingLine: Sendable {
    let path: String
    let state: ShownState
    let requested: String
    let amount: String
    let term: ListingListModel.Term?
  }

  /// A block of the title, as its page tells of it.
  struct BlockLine: Sendable {
    let reason: String
    let isStanding: Bool
    let note: String
    let since: String
    let until: String
    let ended: String?
  }

  struct AgreementLine: Sendable {
    let path: String
    let number: String
    let dueOn: String
    let amount: String
    let status: String
    let tone: Tone
  }

  /// An action, or why it cannot be taken.
  struct Choice: Sendable {
    let label: String
    let path: String
    let reason: String?
  }

  let id: ID<Receivable>
  let number: String
  let personName: String
  let personPath: String
  let document: String
  let status: String
  let tone: Tone
  let sentence: String
  /// Whether a payment can lower what is owed.
  let isPayable: Bool
  let isDisputed: Bool
  let disputeReason: String?
  let hasCourtOrder: Bool
  let facts: [(term: String, value: String)]
  let updated: [(term: String, value: String)]
  let payments: [Payment]
  let slipLine: String?
  let pixCode: String?
  /// What the Pix code is for.
  let pixAmount: String
  /// What is owed back of all receipts that stand.
  let owedBack: String?
  /// The titles of the agreement, or the old title that this one comes from.
  let agreement: [AgreementLine]
  let listings: [ListingLine]
  let choices: [Choice]
  /// Why the title may not be listed, each with its source.
  let hindrances: [(detail: String, source: String)]
  let listingWords: String?
  let blocks: [BlockLine]
  let isBlocked: Bool
  let mayBlock: Bool
  let mayRelease: Bool

  init(_ facts: TitleFacts, today: CivilDate, actions: TitleActions) {
    let maySettle = actions.maySettle
    let title = facts.title
    let isOverdue = TitleWords.isOverdue(title.status, dueOn: title.dueOn, today: today)
    id = title.id
    number = title.number
    personName = facts.person.name
    personPath = Contents.person(.customer).path(facts.person.id)
    document = facts.person.documentMasked ?? "sem documento"
    status = TitleWords.label(title.status, isOverdue: isOverdue)
    tone = TitleWords.tone(title.status, isOverdue: isOverdue)
    sentence = Self.sentence(title, isOverdue: isOverdue, today: today)
    isPayable = title.isPayable
    isDisputed = title.isDisputed
    disputeReason = title.disputeReason
    hasCourtOrder = title.hasCourtOrder
    self.facts = Self.facts(facts, today: today)
    blocks = facts.blocks.reversed().map { BlockLine($0, today: today) }
    mayBlock = actions.maySettle && facts.usesAnalysis
    isBlocked = title.blocks.contains { $0.stands(on: today) }
    mayRelease = actions.mayApprove && facts.usesAnalysis && isBlocked
    updated = isOverdue ? Self.updated(title, today: today) : []
    payments = facts.payments.map { Payment($0, maySettle: maySettle) }
    slipLine = Self.printed(facts.payment?.means.slipLine)
    pixCode = facts.payment?.means.pixCode
    pixAmount = (facts.payment?.amount ?? .zero).description
    let excess = facts.payments.filter { $0.payment.reversedAt == nil }
      .reduce(Cents.zero) { $0 + $1.payment.excess }
    owedBack =
      excess > .zero
      ? "\(excess) a devolver: veio mais do que se devia. Devolvido o valor, estorne o recebimento "
        + "e registre o que ficou." : nil
    agreement = (facts.agreement + (facts.renegotiated.map { [$0] } ?? [])).map {
      AgreementLine($0, today: today)
    }
    listings = facts.listings.reversed().map { ListingLine($0, today: today) }
    choices = maySettle ? TitleChoices.of(title) : []
    hindrances =
      facts.eligibility?.reasons.filter(\.blocks).map { ($0.detail, $0.source) } ?? []
    listingWords = facts.eligibility.map { Self.words($0) }
  }

  private static func sentence(
    _ title: ReceivableRow, isOverdue: Bool, today: CivilDate
  ) -> String {
    let due = title.dueOn.brazilian
    switch title.status {
    case .open, .partiallyPaid:
      if isOverdue {
        return "Venceu em \(due), \(DelayWords.overdue(title.dueOn, today: today)); faltam "
          + "\(title.open)."
      }
      return "Vence em \(due), \(TermWords.distance(title.dueOn, from: today)); faltam "
        + "\(title.open)."
    case .paid: return "Está pago por inteiro; vencia em \(due)."
    case .cancelled: return "Foi cancelado e não é mais devido; vencia em \(due)." + closing(title)
    case .renegotiated:
      return "Foi renegociado: a dívida segue no acordo novo, e este título vencia em \(due)."
        + closing(title)
    }
  }

  private static func printed(_ line: String?) -> String? {
    guard let line else { return nil }
    do throws(SlipError) {
      return try BankSlip(parsing: line).printedLine
    } catch {
      return nil
    }
  }

  private static func closing(_ title: ReceivableRow) -> String {
    guard let by = title.closedBy, let at = title.closedAt else { return "" }
    return " Encerrado em \(at.civilDate.brazilian) por \(ActorWords.name(by))"
      + (title.closedReason.map { ": \($0)" } ?? ".")
  }

  private static func facts(
    _ facts: TitleFacts, today: CivilDate
  ) -> [(term: String, value: String)] {
    let title = facts.title
    let rows: [(String, String?)] = [
      ("Vencimento", title.dueOn.brazilian), ("Valor", title.amount.description),
      ("Em aberto", title.open.description), ("Emissão", title.issuedOn?.brazilian),
      ("Contrato", facts.contract?.number), ("Nosso número", title.bankNumber),
      ("Código de origem", title.externalCode),
      ("Negativado pelo banco", title.isListedByBank ? "Sim" : nil),
      (
        "Nova inclusão",
        title.blocks.standing(on: today).map { "Bloqueada: \($0.reason.portuguese.lowercased())" }
      ),
    ]
    return rows.compactMap { term, value in value.map { (term, $0) } }
  }

  /// Fine and interest by the terms of the house (CDC, art. 52, §1º): for the person who pays.
  private static func updated(
    _ title: ReceivableRow, today: CivilDate
  ) -> [(term: String, value: String)] {
    let value = UpdatedValue(principal: title.open, dueOn: title.dueOn, paidOn: today)
    guard value.total > value.principal else { return [] }
    return [
      ("Saldo", value.principal.description), ("Multa de 2%", value.fine.description),
      ("Juros de 1% ao mês, \(value.days) dias", value.interest.description),
      ("Para pagar hoje", value.total.description),
    ]
  }

  private static func words(_ eligibility: Eligibility) -> String {
    if eligibility.isEligible {
      let visible = eligibility.visibleFrom.map {
        eligibility.isForecast
          ? " Pedida agora, está previsto que fique visível a partir de \($0.brazilian) se não for "
            + "paga."
          : " Pedida agora, fica visível a partir de \($0.brazilian) se não for paga."
      }
      return "Pode ser negativado hoje." + (visible ?? "")
    }
    guard let day = eligibility.earliestRequestOn else {
      return "Não pode ser negativado; o tempo sozinho não resolve."
    }
    return "Ainda não pode ser negativado; a partir de \(day.brazilian), se nada mudar."
  }
}

extension TitleModel.Payment {
  init(_ line: PaymentSummary, maySettle: Bool) {
    let payment = line.payment
    paidOn = payment.paidOn.brazilian
    available =
      payment.availableOn == payment.paidOn
      ? nil : "disponível em \(payment.availableOn.brazilian)"
    amount = payment.amount.description
    applied = payment.applied.description
    charges = payment.charges > .zero ? "\(payment.charges) de multa e juros" : nil
    owedBack =
      payment.excess > .zero && payment.reversedAt == nil
      ? "\(payment.excess) a devolver" : nil
    origin = TitleWords.origin(payment.origin)
    by = "\(ActorWords.name(line.recordedBy)), \(line.recordedAt.brazilian)"
    reversed = payment.reversedAt.map {
      "Estornado em \($0.brazilian)" + (payment.reversalReason.map { ": \($0)" } ?? "")
    }
    reversalPath =
      maySettle && payment.reversedAt == nil ? TitlePages.reversalPath(of: payment.id) : nil
  }
}

extension TitleModel.BlockLine {
  init(_ block: TitleBlock, today: CivilDate) {
    reason = block.reason.portuguese
    isStanding = block.stands(on: today)
    note = block.note
    since = "\(block.since.brazilian), por \(ActorWords.name(block.setBy))"
    until =
      block.cause == .contestation
      ? "enquanto a contestação durar"
      : block.until.map { "até \($0.brazilian)" } ?? "até que uma pessoa libere"
    if let at = block.releasedAt {
      ended =
        "Liberado em \(at.brazilian)"
        + (block.releasedBy.map { ", por \(ActorWords.name($0))" } ?? "")
        + (block.releaseNote.map { ": \($0)" } ?? "")
    } else {
      ended = isStanding ? nil : "O prazo terminou."
    }
  }
}

extension TitleModel.AgreementLine {
  init(_ title: ReceivableRow, today: CivilDate) {
    let isOverdue = TitleWords.isOverdue(title.status, dueOn: title.dueOn, today: today)
    path = TitlePages.path(of: title.id)
    number = title.number
    dueOn = title.dueOn.brazilian
    amount = title.amount.description
    status = TitleWords.label(title.status, isOverdue: isOverdue)
    tone = TitleWords.tone(title.status, isOverdue: isOverdue)
  }
}

extension TitleModel.ListingLine {
  init(_ listing: Listing, today: CivilDate) {
    path = ListingPages.path(of: listing.id)
    state = ShownState(listing)
    requested = listing.requestedAt.civilDate.brazilian
    amount = listing.amount.description
    switch listing.state {
    case .removalQueued(let removal, _), .removalSubmitted(let removal, _):
      term = ListingListModel.Term(
        removalDueOn: removal.dueOn, requestedOn: removal.requestedAt.civilDate, today: today)
    default: term = nil
    }
  }
}

/// What can be done with a title now, and why not the rest.
enum TitleChoices {
  static func of(_ title: ReceivableRow) -> [TitleModel.Choice] {
    let closed: String? =
      switch title.status {
      case .open, .partiallyPaid: nil
      case .paid, .cancelled, .renegotiated: "O título está \(title.status.portuguese)."
      }
    let receive = TitleModel.Choice(
      label: title.isPayable ? "Receber" : "Registrar valor a devolver",
      path: Contents.receive.path(title.id), reason: nil)
    return (title.isPayable ? [receive] : []) + [
      .init(label: "Renegociar", path: Contents.renegotiate.path(title.id), reason: closed),
      .init(label: "Cancelar título", path: Contents.cancelTitle.path(title.id), reason: closed),
      .init(
        label: title.isDisputed ? "Encerrar contestação" : "Registrar contestação",
        path: Contents.disputeTitle.path(title.id), reason: nil),
    ] + (title.isPayable ? [] : [receive])
  }
}
