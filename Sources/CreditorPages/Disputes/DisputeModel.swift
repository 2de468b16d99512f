import Credit
import DebtCollection
import Markup
import Pages

/// How contestations are called on the screens.
enum DisputeWords {
  static func reason(_ word: String) -> String {
    switch word {
    case "not-owed": "Não devo a esta empresa"
    case "paid": "Já paguei"
    case "wrong-amount": "O valor está errado"
    case "fraud": "Fraude: não fui eu"
    case "other": "Outro motivo"
    default: word
    }
  }

  static func situation(_ dispute: ListingDispute) -> (label: String, tone: Tone) {
    switch (dispute.state, dispute.outcome) {
    case (.open, _): ("A responder", .bad)
    case (.answered, _): ("Respondida", .waiting)
    case (.closed, .dismissed?): ("Não acolhida", .good)
    case (.closed, .lapsed?): ("Perdida por falta de resposta", .bad)
    case (.closed, _): ("Acolhida", .neutral)
    }
  }

  /// "até 08/12/2026 (em 3 dias)".
  static func term(_ day: CivilDate, today: CivilDate) -> String {
    "até \(day.brazilian) (\(TermWords.distance(day, from: today)))"
  }

  static func isNear(_ dispute: ListingDispute, today: CivilDate) -> Bool {
    dispute.alarmedAt != nil || dispute.dueOn <= today
  }
}

/// Negativações › Contestações, as it is shown.
struct DisputeListModel: Sendable {
  struct Line: Sendable {
    let path: String
    let person: String
    let title: String
    let amount: String
    let reason: String
    let text: String
    let situation: (label: String, tone: Tone)
    let term: String
    let isNear: Bool
  }

  let situation: DisputePages.Situation
  let lines: [Line]
  let isFirst: Bool
  let nextPath: String?
}

extension DisputeListModel.Line {
  /// Letters of the person's words that a list shows.
  private static let textShown = 160

  init(_ summary: DisputeSummary, today: CivilDate) {
    let dispute = summary.dispute
    path = DisputePages.path(of: dispute.id)
    person = summary.personName
    title = summary.titleNumber
    amount = summary.amount.description
    reason = DisputeWords.reason(dispute.reason)
    text =
      summary.text.count > Self.textShown
      ? String(summary.text.prefix(Self.textShown)) + "…" : summary.text
    situation = DisputeWords.situation(dispute)
    term =
      dispute.state == .open
      ? DisputeWords.term(dispute.dueOn, today: today)
      : (dispute.closedAt ?? dispute.answeredAt)?.brazilian ?? "—"
    isNear = dispute.state == .open && DisputeWords.isNear(dispute, today: today)
  }
}

/// One contestation, as it is shown.
struct DisputeModel: Sendable {
  struct Document: Sendable {
    let name: String
    let sender: String
    /// Nil while it has not been fetched.
    let path: String?
  }

  let id: ID<ListingDispute>
  let personName: String
  let personPath: String
  let titleNumber: String
  let titlePath: String
  let listingPath: String
  let amount: String
  let situation: (label: String, tone: Tone)
  let sentence: String
  let term: (words: String, tone: Tone)?
  let reason: String
  let text: String
  let facts: [(term: String, value: String)]
  let note: String?
  let documents: [Document]
  /// Why the bureau did not take the last answer, or why it waits.
  let problem: String?
  let mayAnswer: Bool
  /// How many documents may still be sent.
  let room: Int

  init(_ file: DisputeFile, today: CivilDate, mayAnswer: Bool) {
    let dispute = file.dispute
    id = dispute.id
    personName = file.summary.personName
    personPath = Contents.person(.customer).path(dispute.person)
    titleNumber = file.summary.titleNumber
    titlePath = TitlePages.path(of: dispute.receivable)
    listingPath = ListingPages.path(of: dispute.listing)
    amount = file.summary.amount.description
    situation = DisputeWords.situation(dispute)
    sentence = Self.sentence(dispute, today: today)
    let words = "Responda " + DisputeWords.term(dispute.dueOn, today: today)
    let tone: Tone = DisputeWords.isNear(dispute, today: today) ? .bad : .waiting
    term = dispute.state == .open ? (words: words, tone: tone) : nil
    reason = DisputeWords.reason(dispute.reason)
    text = file.summary.text
    facts = Self.facts(dispute)
    note = file.note.flatMap { $0.isEmpty ? nil : $0 }
    documents = file.documents.map {
      Document(
        name: $0.name, sender: $0.sender == .person ? "da pessoa" : "nosso",
        path: $0.isHere ? Contents.disputeDocument.path(dispute.id, $0.id) : nil)
    }
    problem = dispute.problem
    self.mayAnswer = mayAnswer && dispute.state == .open
    room = max(DisputeProof.countLimit - file.documents.count { $0.sender == .creditor }, 0)
  }

  private static func sentence(_ dispute: ListingDispute, today: CivilDate) -> String {
    if let outcome = dispute.outcome { return outcome.sentence }
    switch dispute.state {
    case .open:
      return dispute.dueOn < today
        ? "O prazo terminou em \(dispute.dueOn.brazilian); o birô decide sem a resposta."
        : "A pessoa contesta a dívida. Sem resposta até \(dispute.dueOn.brazilian) o birô tira a "
          + "negativação."
    case .answered:
      switch dispute.sending {
      case .waiting: return "A resposta está na fila e segue ao birô em instantes."
      default: return "A resposta foi entregue; o birô decide."
      }
    case .closed: return "O birô decidiu."
    }
  }

  private static func facts(_ dispute: ListingDispute) -> [(term: String, value: String)] {
    let all: [(String, String?)] = [
      ("Aberta em", dispute.openedAt.brazilian), ("Responder até", dispute.dueOn.brazilian),
      ("Resposta", dispute.answer?.portuguese),
      ("Respondida em", dispute.answeredAt?.brazilian),
      ("Respondida por", dispute.answeredBy.map { ActorWords.name($0) }),
      ("Decidida em", dispute.closedAt?.brazilian),
      ("Registro no birô", dispute.bureauReference),
    ]
    return all.compactMap { pair in pair.1.map { (pair.0, $0) } }
  }
}
