import Credit
import SQLDatabase

/// The SQL of a list of listings: the ids of one page out of an index first, then their lines.
struct ListingBrowseQuery: Sendable {
  private let browse: ListingBrowse
  private let place: ListingBrowse.Place?
  private let limit: Int
  private let range: NameRange?

  init(
    browse: ListingBrowse, place: ListingBrowse.Place?, limit: Int, engine: DatabaseEngine
  ) {
    self.browse = browse
    self.place = place
    self.limit = limit
    range = browse.namePrefix.map { NameRange(prefix: $0, engine: engine) }
  }

  func lines(in transaction: Transaction) throws -> [ListingSummary] {
    var arguments: [SQLValue] = []
    // Each state comes out of its own stretch of the index; together they are merged.
    let states: [ListingState.Word?] = browse.states.isEmpty ? [nil] : browse.states
    let parts =
      isOrderedByDay
      ? [ids(state: nil, &arguments)] : states.map { ids(state: $0, &arguments) }
    let chosen = parts.enumerated().map { "SELECT * FROM (\($0.element)) AS part\($0.offset)" }
    let sql = """
      \(Self.columns) FROM (\(chosen.joined(separator: " UNION ALL "))) AS chosen
        JOIN listings l ON l.id = chosen.id \(Self.joins)
      ORDER BY \(orderClause) LIMIT \(limit)
      """
    return try transaction.query(sql, arguments, Self.decode)
  }

  /// Whether more people share the name than are looked through.
  func isCut(in transaction: Transaction) throws -> Bool {
    guard let range else { return false }
    let count = try transaction.first(
      """
      SELECT count(*) FROM (SELECT id FROM people
        WHERE \(range.condition(first: 1)) LIMIT \(ListingBrowse.peopleLimit + 1)) AS shared
      """, range.arguments
    ) { try $0.integer(0) }
    return (count ?? 0) > ListingBrowse.peopleLimit
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

  /// The ids of one state, or of all, in the order of the list.
  private func ids(state: ListingState.Word?, _ arguments: inout [SQLValue]) -> String {
    var conditions: [String] = []
    func value(_ value: any SQLConvertible) -> String {
      arguments.append(value.sqlValue)
      return "?\(arguments.count)"
    }
    var source = "listings l"
    if let range {
      // The few people first, then their listings: never the other way round.
      let people = "SELECT id FROM people WHERE \(range.condition(first: arguments.count + 1))"
      arguments += range.arguments.map(\.sqlValue)
      source =
        "(\(people) LIMIT \(ListingBrowse.peopleLimit)) AS named CROSS JOIN listings l"
      conditions.append("l.person_id = named.id")
    }
    if let person = browse.person { conditions.append("l.person_id = \(value(person))") }
    // Words of our own are written out, so that the partial indexes are seen to fit.
    if let origin = browse.origin { conditions.append("l.origin = '\(origin.rawValue)'") }
    if let day = browse.removalDueBefore {
      conditions.append("l.removal_due_on < \(value(day))")
    }
    if browse.isBeingRemoved { conditions.append(ListingRows.removalUnderWay) }
    conditions.append(stateCondition(state))
    if let place { conditions.append(placeCondition(place, value)) }
    let clause = conditions.filter { !$0.isEmpty }.joined(separator: " AND ")
    return "SELECT l.id FROM \(source)\(clause.isEmpty ? "" : " WHERE " + clause)"
      + " ORDER BY \(orderClause) LIMIT \(limit)"
  }

  private func stateCondition(_ state: ListingState.Word?) -> String {
    switch browse.order {
    case .visibility: "l.state = 'inNotice'"
    case .removalTerm: ListingRows.removalUnderWay
    case .newest, .oldest: state.map { "l.state = '\($0.rawValue)'" } ?? ""
    }
  }

  private func placeCondition(
    _ place: ListingBrowse.Place, _ value: (any SQLConvertible) -> String
  ) -> String {
    switch browse.order {
    case .newest: return "l.id < \(value(place.id))"
    case .oldest: return "l.id > \(value(place.id))"
    case .visibility, .removalTerm:
      let column = browse.order == .visibility ? Self.visibleFrom : "l.removal_due_on"
      let day = place.on.map { Int64($0.daysSinceEpoch) } ?? Self.noDay
      return "(\(column), l.id) > (\(value(day)), \(value(place.id)))"
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
