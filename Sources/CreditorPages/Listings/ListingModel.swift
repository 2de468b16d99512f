import Credit
import DebtCollection
import JSONText
import Markup
import Pages

/// One listing, as it is shown.
struct ListingModel: Sendable {
  /// What can be done now, or why it cannot.
  struct Choice: Sendable {
    let label: String
    let path: String?
    /// Why not; nil where it can.
    let reason: String?
    /// What is done with the listing itself leads; what is done with its title follows.
    var isMain = true
  }

  let id: ID<Listing>
  let personName: String
  let personPath: String
  let documentMasked: String
  let titleNumber: String
  let titlePath: String
  let amount: String
  let state: ShownState
  let sentence: String
  let term: ListingListModel.Term?
  let stations: [Look.Station]
  let facts: [(term: String, value: String)]
  let rejections: [String]
  let happenings: [Look.Happening]
  let choices: [Choice]
  /// The contestation that is not closed.
  let dispute: (words: String, path: String)?
  let letterPath: String?
  let law: String

  init(
    _ listing: Listing, timeline: [TimelineEntry], person: PersonRow, title: ReceivableRow,
    dispute: ListingDispute? = nil, visit: ListingViewer
  ) {
    self.dispute = dispute.map {
      (
        $0.state == .open
          ? "A pessoa contestou: responda "
            + DisputeWords.term($0.dueOn, today: visit.today)
          : "A contestação foi respondida; o birô decide.", DisputePages.path(of: $0.id)
      )
    }
    id = listing.id
    personName = person.name
    personPath = Contents.person(.customer).path(person.id)
    documentMasked = person.documentMasked ?? "sem documento"
    titleNumber = title.number
    titlePath = TitlePages.path(of: title.id)
    amount = listing.amount.description
    state = ShownState(listing)
    sentence = ListingSentence.of(listing, today: visit.today)
    term = Self.term(listing, today: visit.today)
    stations = ListingStations.of(listing, today: visit.today)
    facts = Self.facts(listing)
    rejections = Self.rejections(listing.state)
    happenings = timeline.reversed().map(ListingHappenings.show)
    choices = ListingChoices.of(listing, title: title, viewer: visit)
    letterPath =
      listing.state.record?.noticeIssuedOn == nil || !visit.mayOpenLetter
      ? nil : Contents.letter.path(listing.id)
    law = listing.appliedRule["law"]?.string ?? ""
  }

  private static func term(_ listing: Listing, today: CivilDate) -> ListingListModel.Term? {
    guard let removal = listing.state.removal, !listing.state.word.isFinal else { return nil }
    return ListingListModel.Term(
      removalDueOn: removal.dueOn, requestedOn: removal.requestedAt.civilDate, today: today)
  }

  private static func facts(_ listing: Listing) -> [(term: String, value: String)] {
    let record = listing.state.record
    let all: [(String, String?)] = [
      // The three words of the manual page (item 44); the exact state is told above.
      ("Status", ListingWords.status(listing.state.word)),
      ("Vencimento do título", listing.dueOn.brazilian),
      ("Código de restrição", listing.restrictionCode),
      ("Origem", OriginWord(listing.origin).label),
      ("Pedida por", ActorWords.name(listing.requestedBy)),
      ("Pedida em", listing.requestedAt.brazilian),
      ("Aceita pelo birô em", record?.acceptedAt?.brazilian),
      ("Carta emitida em", record?.noticeIssuedOn?.brazilian),
      ("Visível a partir de", record?.visibleFrom?.brazilian),
      ("Sai por idade em", listing.expiresOn.brazilian),
      ("Registro no birô", record?.reference),
      ("Motivo da baixa", listing.state.removal?.reason.portuguese),
      ("Prazo legal da baixa", listing.state.removal?.dueOn.brazilian),
    ]
    return all.compactMap { pair in pair.1.map { (pair.0, $0) } }
  }

  private static func rejections(_ state: ListingState) -> [String] {
    switch state {
    case .rejected(let rejections, _): rejections.map { "\($0.detail) (\($0.code))" }
    case .outOfSync(_, _, let note): [note]
    default: []
    }
  }
}

/// Who looks at a listing, and when.
struct ListingViewer: Sendable {
  let today: CivilDate
  let mayApprove: Bool
  let mayOpenLetter: Bool
  let mayRemove: Bool
  let maySettle: Bool
  /// As the timeline writes the person.
  let actor: String
}
