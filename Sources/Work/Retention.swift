package import Credit
package import SQLDatabase

/// How long rows of a table are kept, from when on, and why: one line of a side's table of terms
/// (*prazos de guarda*). `RetentionWork` goes by it.
package struct Retention: Sendable {
  /// How old a row becomes, from its moment on.
  package enum Age: Hashable, Sendable {
    /// Whole days in Brasília after the day of the moment.
    case days(Int)
    case years(Int)
    /// To the microsecond.
    case hours(Int)
    /// Whole days, as people set them: a SELECT of one number.
    case setDays(String)
  }

  /// What becomes of a row that is too old.
  package enum Deed: Hashable, Sendable {
    case erasesRow
    /// The row stays, without what stands in this column.
    case empties(column: String)
  }

  package let table: String
  package let age: Age
  /// The instant from which the age counts, an expression over `r` and what is joined; rows without
  /// one are kept.
  let moment: String
  package let reason: String
  /// Law and article; nil where none asks for it or allows it.
  package let law: String?
  let deed: Deed
  /// Tables that are joined to `r`.
  let joined: String
  /// What else must hold of a row that goes.
  let condition: String
  /// What keeps a row that is too old: what still hangs on it.
  private let hold: String?
  /// The columns of the primary key.
  package let key: [String]
  /// The order in which rows are looked for; that of the key where nothing is said.
  private let order: String?

  package init(
    _ table: String, after age: Age, since moment: String, reason: String, law: String? = nil,
    deed: Deed = .erasesRow, joined: String = "", where condition: String = "1 = 1",
    unless hold: String? = nil, key: [String] = ["id"], order: String? = nil
  ) {
    self.table = table
    self.age = age
    self.moment = moment
    self.reason = reason
    self.law = law
    self.deed = deed
    self.joined = joined
    self.condition = condition
    self.hold = hold
    self.key = key
    self.order = order
  }

  /// A row whose moment lies before this goes; nil where nobody has set the age.
  package func before(_ now: Instant, in transaction: Transaction) throws -> Instant? {
    switch age {
    case .days(let days): now.civilDate.adding(days: -days).startOfDay
    case .years(let years): now.civilDate.adding(years: -years).startOfDay
    case .hours(let hours): now.adding(seconds: -hours * 3_600)
    case .setDays(let sql):
      try transaction.first(sql) { Int(clamping: try $0.integer(0)) }
        .map { now.civilDate.adding(days: -$0).startOfDay }
    }
  }

  /// Erases rows of a table that are links of chains, from the beginnings of the chains.
  ///
  /// - Parameter condition: what holds of a row `r` that may go; `?1` is the instant.
  package typealias ChainErasure =
    @Sendable (
      _ condition: String, _ before: Instant, _ limit: Int, Transaction
    ) throws -> Int

  /// Erases rows that are too old; tells how many.
  func erase(
    at now: Instant, limit: Int, chains: ChainErasure? = nil, in transaction: Transaction
  ) throws -> Int {
    guard let before = try before(now, in: transaction) else { return 0 }
    if let chains {
      let held = hold.map { " AND NOT (\($0))" } ?? ""
      let count = try chains(
        "\(condition) AND \(moment) < ?1\(held)", before, limit, transaction)
      // Rows that somebody put there by hand go like any others.
      if count > 0 { return count }
    }
    let loose = chains == nil ? "" : " AND r.trail_number IS NULL"
    let free = (hold.map { " AND NOT (\($0))" } ?? "") + loose
    let rows = """
      (\(key.joined(separator: ", "))) IN (
        SELECT \(ownKey) FROM \(source) AND \(moment) < ?1\(free) ORDER BY \(sorting) LIMIT ?2)
      """
    let sql =
      switch deed {
      case .erasesRow: "DELETE FROM \(table) WHERE \(rows)"
      case .empties(let column): "UPDATE \(table) SET \(column) = NULL WHERE \(rows)"
      }
    return try transaction.execute(sql, [before.microseconds, limit])
  }

  /// When the first row is too old, by the order in which rows are looked for; nil where there is
  /// none. Where that is not the order of their moments, older rows wait for the first one.
  func next(in transaction: Transaction) throws -> Instant? {
    let first =
      try transaction.first(
        """
        SELECT \(moment) FROM \(source) AND \(moment) IS NOT NULL ORDER BY \(sorting) LIMIT 1
        """
      ) { try $0.optionalInteger(0) } ?? nil
    guard let first else { return nil }
    let moment = Instant(microseconds: first)
    switch age {
    case .days(let days): return moment.civilDate.adding(days: days + 1).startOfDay
    case .years(let years):
      return moment.civilDate.adding(years: years).adding(days: 1).startOfDay
    case .hours(let hours): return moment.adding(seconds: hours * 3_600 + 1)
    case .setDays(let sql):
      return try transaction.first(sql) { Int(clamping: try $0.integer(0)) }
        .map { moment.civilDate.adding(days: $0 + 1).startOfDay }
    }
  }

  private var source: String {
    "\(table) r\(joined.isEmpty ? "" : " " + joined) WHERE \(condition)"
  }

  private var ownKey: String { key.map { "r.\($0)" }.joined(separator: ", ") }
  private var sorting: String { order ?? ownKey }
}

/// A table whose rows no term of retention ends, and why: they prove something for as long as it
/// lasts, say how things stand, or are cleared by what uses them.
package struct KeptTable: Hashable, Sendable {
  package let table: String
  package let because: String

  package init(_ table: String, because: String) {
    self.table = table
    self.because = because
  }
}

/// How many rows went, by table.
package struct ErasedRows: Sendable {
  private var counts: [String: Int] = [:]

  package subscript(_ table: String) -> Int { counts[table] ?? 0 }
  package var total: Int { counts.values.reduce(0, +) }

  mutating func add(_ count: Int, from table: String) { counts[table, default: 0] += count }
}
