import Credit
import SQLDatabase
import World

extension Receivables {
  /// The next titles of a list after `place`, at most `limit`; the work does not grow with the
  /// number of titles. `isCut` tells that a name was shared by too many people.
  package func browseTitles(
    _ browse: TitleBrowse, after place: DuePlace?, limit: Int
  ) async throws -> (lines: [TitleSummary], isCut: Bool) {
    let query = TitleBrowseQuery(
      browse: browse, place: place, limit: limit, today: world.clock.now().civilDate,
      engine: database.engine)
    return try await database.read { transaction in
      (try query.lines(in: transaction), try query.isCut(in: transaction))
    }
  }
}

/// The SQL of a list of titles: the ids of one page out of the indexes by due date, merged, then
/// their lines.
struct TitleBrowseQuery: Sendable {
  private let browse: TitleBrowse
  private let place: DuePlace?
  private let limit: Int
  private let today: CivilDate
  private let people: PersonNarrowing
  private let engine: DatabaseEngine

  init(
    browse: TitleBrowse, place: DuePlace?, limit: Int, today: CivilDate,
    engine: DatabaseEngine
  ) {
    self.browse = browse
    self.place = place
    self.limit = limit
    self.today = today
    self.engine = engine
    people = PersonNarrowing(
      namePrefix: browse.namePrefix, person: browse.person, limit: TitleBrowse.peopleLimit,
      engine: engine)
  }

  func lines(in transaction: Transaction) throws -> [TitleSummary] {
    let (sql, arguments) = text
    return try transaction.query(sql, arguments, Self.decode)
  }

  func isCut(in transaction: Transaction) throws -> Bool {
    try people.isCut(in: transaction)
  }

  /// The statement with its arguments.
  var text: (sql: String, arguments: [SQLValue]) {
    var arguments = StatementArguments()
    let parts = conditions.map { part($0, &arguments) }
    // A title that is found by two of its numbers is one line.
    let union = browse.number == nil ? " UNION ALL " : " UNION "
    let chosen = parts.enumerated().map { "SELECT * FROM (\($0.element)) AS part\($0.offset)" }
    let sql = """
      \(Self.columns) FROM (\(chosen.joined(separator: union))) AS chosen
        JOIN receivables r ON r.id = chosen.id JOIN people p ON p.id = r.person_id
        LEFT JOIN listings l ON l.id = r.live_listing_id
      ORDER BY \(order) LIMIT \(limit)
      """
    return (sql, arguments.values)
  }

  private static let closed = ["paid", "cancelled", "renegotiated"]

  /// A title is found by its people or its number before anything else; then no index may be taken
  /// for another condition.
  private var isNarrow: Bool { people.isNarrow || browse.number != nil }
  private var status: String { isNarrow ? engine.unindexed("r.status") : "r.status" }
  private var isOpen: String { "\(status) IN ('open', 'partiallyPaid')" }

  private func isClosed(as word: String) -> String {
    let words = Self.closed.map { "'\($0)'" }.joined(separator: ", ")
    return "\(status) IN (\(words)) AND \(status) = '\(word)'"
  }

  /// One condition for each stretch of an index. Words of ours are written out, so that the
  /// partial indexes are seen to fit.
  private var conditions: [String] {
    switch browse.situation {
    case .all: isNarrow ? [""] : [isOpen] + Self.closed.map(isClosed)
    case .open: [isOpen]
    case .overdue: ["\(isOpen) AND r.due_on < \(today.daysSinceEpoch)"]
    case .listed: ["r.live_listing_id IS NOT NULL"]
    case .disputed: ["r.disputed = 1"]
    case .paid, .cancelled, .renegotiated: [isClosed(as: browse.situation.rawValue)]
    }
  }

  private var order: String {
    browse.isDescending ? "r.due_on DESC, r.id DESC" : "r.due_on, r.id"
  }

  private func part(_ condition: String, _ arguments: inout StatementArguments) -> String {
    guard let number = browse.number else { return part([condition], &arguments) }
    // Each number has an index of its own.
    let parts = ["r.number", "r.bank_number", "r.external_code"].map { column in
      return part(["\(column) = \(arguments.add(number))", condition], &arguments)
    }
    return parts.enumerated()
      .map { "SELECT * FROM (\($0.element)) AS number\($0.offset)" }
      .joined(separator: " UNION ")
  }

  private func part(_ fixed: [String], _ arguments: inout StatementArguments) -> String {
    let (source, narrowed) = people.source(of: "receivables", as: "r", &arguments)
    var conditions = fixed.filter { !$0.isEmpty } + narrowed
    if let place {
      let sign = browse.isDescending ? "<" : ">"
      conditions.append("(r.due_on, r.id) \(sign) \(place.text(&arguments))")
    }
    let clause = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    return "SELECT r.id FROM \(source)\(clause) ORDER BY \(order) LIMIT \(limit)"
  }

  private static let columns = """
    SELECT r.id, r.person_id, p.name, p.document_masked, r.number, r.bank_number, r.due_on,
      r.amount_cents, r.open_cents, r.status, r.disputed, r.court_order, l.state,
      l.notice_issued_on
    """

  private static func decode(_ row: Row) throws -> TitleSummary {
    TitleSummary(
      id: try row.id(0), person: try row.id(1), personName: try row.text(2),
      documentMasked: try row.optionalText(3), number: try row.text(4),
      bankNumber: try row.optionalText(5), dueOn: try row.date(6), amount: try row.cents(7),
      open: try row.cents(8), status: try row.word(9), isDisputed: try row.bool(10),
      hasCourtOrder: try row.bool(11), listing: row.isNull(12) ? nil : try row.word(12),
      isLetterIssued: !row.isNull(13))
  }
}
