import Credit
import SQLDatabase

/// The SQL of a list of listings: the ids of one page out of an index first, then their lines.
struct ListingBrowseQuery: Sendable {
  private let browse: ListingBrowse
  private let place: ListingBrowse.Place?
  private let limit: Int
  private let people: PersonNarrowing

  init(
    browse: ListingBrowse, place: ListingBrowse.Place?, limit: Int, engine: DatabaseEngine
  ) {
    self.browse = browse
    self.place = place
    self.limit = limit
    people = PersonNarrowing(
      namePrefix: browse.namePrefix, person: browse.person, limit: ListingBrowse.peopleLimit,
      engine: engine)
  }

  func lines(in transaction: Transaction) throws -> [ListingSummary] {
    var arguments = StatementArguments()
    let parts = stretches.map { ids(states: $0, &arguments) }
    let chosen = parts.enumerated().map { "SELECT * FROM (\($0.element)) AS part\($0.offset)" }
    let sql = """
      \(Self.columns) FROM (\(chosen.joined(separator: " UNION ALL "))) AS chosen
        JOIN listings l ON l.id = chosen.id \(Self.joins)
      ORDER BY \(orderClause) LIMIT \(limit)
      """
    return try transaction.query(sql, arguments.values, Self.decode)
  }

  func isCut(in transaction: Transaction) throws -> Bool { try people.isCut(in: transaction) }

  /// The states of each stretch of an index that is read; together they are merged.
  private var stretches: [[ListingState.Word]] {
    if isOrderedByDay { return [[]] }
    if people.isNarrow { return [browse.states] }
    // The index by origin goes on by state.
    let isByState = !browse.states.isEmpty || browse.origin != nil
    let states = browse.states.isEmpty ? ListingState.Word.allCases : browse.states
    return isByState ? states.map { [$0] } : [[]]
  }

  private var isOrderedByDay: Bool {
    browse.order == .visibility || browse.order == .removalTerm
  }

  private var orderClause: String {
    switch browse.order {
    case .newest: "l.id DESC"
    case .oldest: "l.id"
    case .visibility: "\(Self.visibleFrom), l.id"
    case .removalTerm: "l.removal_due_on, l.id"
    }
  }

  /// The ids of some states, or of all, in the order of the list.
  private func ids(
    states: [ListingState.Word], _ arguments: inout StatementArguments
  ) -> String {
    let (source, narrowed) = people.source(of: "listings", as: "l", &arguments)
    var conditions = narrowed
    // Words of our own are written out, so that the partial indexes are seen to fit.
    if let origin = browse.origin {
      conditions.append("\(people.filtered("l.origin")) = '\(origin.rawValue)'")
    }
    if let day = browse.removalDueBefore {
      conditions.append("l.removal_due_on < \(arguments.add(day))")
    }
    if browse.isBeingRemoved || browse.order == .removalTerm {
      conditions.append(ListingRows.removalUnderWay)
    }
    if let condition = stateCondition(states) { conditions.append(condition) }
    if let place { conditions.append(placeCondition(place, &arguments)) }
    let clause = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return "SELECT l.id FROM \(source)\(clause) ORDER BY \(orderClause) LIMIT \(limit)"
  }

  private func stateCondition(_ states: [ListingState.Word]) -> String? {
    let state = people.filtered("l.state")
    if browse.order == .visibility { return "\(state) = 'inNotice'" }
    switch states.count {
    case 0: return nil
    case 1: return "\(state) = '\(states[0].rawValue)'"
    default:
      return "\(state) IN (\(states.map { "'\($0.rawValue)'" }.joined(separator: ", ")))"
    }
  }

  private func placeCondition(
    _ place: ListingBrowse.Place, _ arguments: inout StatementArguments
  ) -> String {
    switch browse.order {
    case .newest: return "l.id < \(arguments.add(place.id))"
    case .oldest: return "l.id > \(arguments.add(place.id))"
    case .visibility, .removalTerm:
      let column = browse.order == .visibility ? Self.visibleFrom : "l.removal_due_on"
      let day = place.on.map { Int64($0.daysSinceEpoch) } ?? Self.noDay
      return "(\(column), l.id) > (\(arguments.add(day)), \(arguments.add(place.id)))"
    }
  }

  /// Listings whose letter is not posted yet have no day; they come last.
  private static let noDay: Int64 = 9_999_999
  private static let visibleFrom = "coalesce(l.visible_from_on, \(noDay))"

  static let columns = """
    SELECT l.id, l.state, l.person_id, p.name, p.document_masked, r.number, l.amount_cents,
      l.due_on, l.origin, l.requested_at, l.notice_issued_on, l.visible_from_on,
      l.removal_requested_at, l.removal_due_on, l.removed_at, l.expires_on
    """
  static let joins = """
    JOIN people p ON p.id = l.person_id JOIN receivables r ON r.id = l.receivable_id
    """

  static func decode(_ row: Row) throws -> ListingSummary {
    ListingSummary(
      id: try row.id(0), state: try row.word(1), person: try row.id(2),
      personName: try row.text(3), documentMasked: try row.optionalText(4),
      titleNumber: try row.text(5), amount: try row.cents(6), dueOn: try row.date(7),
      origin: try row.word(8), requestedAt: try row.instant(9),
      noticeIssuedOn: try row.optionalDate(10), visibleFrom: try row.optionalDate(11),
      removalRequestedAt: try row.optionalInstant(12), removalDueOn: try row.optionalDate(13),
      removedAt: try row.optionalInstant(14), expiresOn: try row.date(15))
  }
}
