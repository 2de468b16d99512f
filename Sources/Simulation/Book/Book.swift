import Credit
import DebtCollection

/// What the simulator knows of the world by itself: who owes what, what was paid, who forbade what.
/// Invariants are judged by it, never by what the product made of the same facts.
struct Book: Sendable {
  struct Debtor: Sendable {
    let id: ID<Person>
    let document: Document
    let born: CivilDate?
    let isCustomer: Bool
    let contract: ID<Contract>
    var isDead = false
  }

  struct Paid: Sendable {
    let signature: String
    let amount: Cents
    let paidOn: CivilDate
    let availableOn: CivilDate
    /// As a bank tells it: fine and interest may be taken of it.
    let isAdvice: Bool
    var isReversed = false
    /// The office said that it was kept.
    var isAnswered = false
    /// It was sent and nobody said what became of it.
    var isUnknown = false
  }

  struct Title: Sendable {
    let id: ID<Receivable>
    let debtor: Int
    let number: String
    let amount: Cents
    let dueOn: CivilDate
    let issuedOn: CivilDate
    var paid: [Paid] = []
    /// Cancelled or renegotiated.
    var isClosed = false
    var isDisputed = false
    /// Who forbade it, with the last day of it where there is one.
    var blocks: [String: CivilDate?] = [:]
    /// Listings up to this one are forgiven: a person freed the title after them.
    var freedAfter: Int64 = 0
    /// What is owed by the payments that stand, all of them for the debt itself.
    var owed: Cents {
      let sum = paid.filter { !$0.isReversed }.reduce(Cents.zero) { $0 + $1.amount }
      return sum < amount ? amount - sum : .zero
    }

    /// Whether fine and interest, a closing or an unknown outcome take part in what is owed.
    var isPlain: Bool { !isClosed && !paid.contains { $0.isAdvice || $0.isUnknown } }

    func isBlocked(on day: CivilDate) -> Bool {
      blocks.values.contains { until in until.map { $0 >= day } ?? true }
    }
  }

  var debtors: [Debtor] = []
  var titles: [Title] = []
  /// The days of the house's rule.
  var ruleDays = 60
  /// Documents and secrets, in every way of writing them, that stand in no log.
  var secrets: [String] = []
  private(set) var placeOfTitle: [Int64: Int] = [:]

  mutating func add(_ title: Title) {
    placeOfTitle[title.id.number] = titles.count
    titles.append(title)
  }

  /// Why a title may not be listed on a day; nil where it may.
  func objection(to place: Int, asker: Listing.Origin, on day: CivilDate) -> String? {
    let title = titles[place]
    let debtor = debtors[title.debtor]
    if title.isClosed { return "it was cancelled or renegotiated" }
    if title.isPlain, title.owed <= .zero { return "it was paid" }
    if title.isDisputed { return "it is contested" }
    if title.isBlocked(on: day) { return "it is blocked" }
    if debtor.isDead { return "the person is dead" }
    if !debtor.isCustomer { return "the person is no customer" }
    let late = day.days(since: title.dueOn)
    if late < 1 { return "it is not overdue" }
    if asker == .routine, late < ruleDays {
      return "it is overdue for \(late) days only"
    }
    // CDC, art. 43, §1º: five years, as days of the calendar.
    if late >= 1_826 - 31 { return "it is nearly five years old" }
    if let born = debtor.born, title.issuedOn.days(since: born) < 6_574 {
      return "the person was a minor"
    }
    return nil
  }
}
