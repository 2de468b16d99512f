import Credit
import DebtCollection

/// "Excluir Negativação", as it is shown.
struct RemovalModel: Sendable {
  struct Line: Sendable {
    let id: String
    let person: String
    let document: String
    let title: String
    let amount: String
    let state: ListingState.Word
    /// Why it is left out; nil where it can be removed.
    let reason: String?
  }

  let lines: [Line]
  /// The day by which the bureau has to have confirmed, if it is asked for today.
  let dueOn: String

  init(_ lines: [ListingSummary], today: CivilDate) {
    self.lines = lines.map { line in
      Line(
        id: line.id.description, person: line.personName,
        document: line.documentMasked ?? "sem documento", title: line.titleNumber,
        amount: line.amount.description, state: line.state,
        reason: ListingActions.canBeRemoved(line.state)
          ? nil : "já está em “\(ListingWords.label(line.state))”")
    }
    dueOn = RemovalDeadline.dueOn(availableOn: today).brazilian
  }

  var removable: [Line] { lines.filter { $0.reason == nil } }
}
