import Credit
import DebtCollection
import Refusals
import SQLDatabase

extension Run {
  /// Does an action and tells what came of it.
  func perform(_ action: Action) async throws -> String {
    do {
      if let done = try await perform(byPeople: action) { return done }
      if let done = try await perform(byOperators: action) { return done }
      if let done = try await perform(byBureau: action) { return done }
      return try await perform(byWorld: action) ?? "nothing"
    } catch let refusal as Refusal {
      guard !refusal.code.isEmpty, !refusal.detail.isEmpty else {
        throw broken(.refusalsHaveReasons, "\(action.line) was refused without a reason")
      }
      return "refused \(refusal.code)"
    } catch let error as DatabaseError where error.isAdversity {
      try await learnOutcome(of: action)
      return "failed \(error)"
    }
  }

  /// The title of an action: its place in the book, where there is one.
  func place(_ action: Action) -> Int? {
    let place = action.number(0)
    return book.titles.indices.contains(place) ? place : nil
  }

  /// The title of an action, or the next one after it that fits.
  func place(_ action: Action, where fits: (Int) -> Bool) -> Int? {
    guard !book.titles.isEmpty else { return nil }
    let first = action.number(0) % book.titles.count
    let places = Array(book.titles.indices[first...]) + Array(0..<first)
    return places.first(where: fits)
  }

  /// The record at the bureau of the title of an action, or of the next one that has one.
  func liveRecord(_ action: Action) async throws -> RecordGlimpse? {
    var records: [Int64: RecordGlimpse] = [:]
    for record in try await RecordGlimpse.all(in: sides.bureauTruth) where !record.isFinal {
      guard let id = ID<Listing>(record.reference) else { continue }
      records[id.number] = record
    }
    let titles = try await ListingGlimpse.all(in: sides.creditorTruth).reduce(
      into: [Int: RecordGlimpse]()
    ) { found, listing in
      guard let place = book.placeOfTitle[listing.title], let record = records[listing.id]
      else { return }
      found[place] = record
    }
    return place(action) { titles[$0] != nil }.flatMap { titles[$0] }
  }

  func debtorPlace(_ action: Action) -> Int? {
    let place = action.number(0)
    return book.debtors.indices.contains(place) ? place : nil
  }

  /// The database failed on the way: whoever asked looks what became of it.
  private func learnOutcome(of action: Action) async throws {
    let titles = try await TitleGlimpse.all(in: sides.creditorTruth)
    for place in book.titles.indices {
      let id = book.titles[place].id.number
      guard let title = titles.first(where: { $0.id == id }) else { continue }
      let kept = Set(title.payments.map(\.signature))
      // A file that was begun is read to its end later.
      book.titles[place].paid.removeAll {
        !$0.isAnswered && !$0.isUnknown && !kept.contains($0.signature)
      }
      for index in book.titles[place].paid.indices
      where kept.contains(book.titles[place].paid[index].signature) {
        book.titles[place].paid[index].isUnknown = false
        book.titles[place].paid[index].isAnswered = true
        let signature = book.titles[place].paid[index].signature
        if let known = title.payments.first(where: { $0.signature == signature }) {
          book.titles[place].paid[index].isReversed = known.isReversed
        }
      }
    }
    try await learnTitles()
    try await learnDeaths()
    if action.kind == .release { try await learnReleases() }
  }

  /// Titles, what became of them and who forbids their listing, as they are kept.
  private func learnTitles() async throws {
    let (rows, blocks, rule) = try await sides.creditorTruth.read { transaction in
      (
        try transaction.query("SELECT id, status, disputed FROM receivables ORDER BY id") {
          (try $0.integer(0), try $0.text(1), try $0.bool(2))
        },
        try transaction.query(
          """
          SELECT receivable_id, reason, until_on FROM listing_blocks
          WHERE released_at IS NULL AND cause <> 'bureau' ORDER BY id
          """
        ) { (try $0.integer(0), try $0.text(1), try $0.day(2)) },
        try transaction.first("SELECT days_to_run FROM collection_rules") {
          try $0.integer(0)
        }
      )
    }
    book.ruleDays = Int(rule ?? 60)
    for row in rows {
      guard let place = book.placeOfTitle[row.0] else { continue }
      book.titles[place].isClosed = ["cancelled", "renegotiated"].contains(row.1)
      book.titles[place].isDisputed = row.2
      book.titles[place].blocks = [:]
    }
    for block in blocks {
      guard let place = book.placeOfTitle[block.0] else { continue }
      book.titles[place].blocks.updateValue(block.2, forKey: block.1)
    }
    try await adoptTitles()
  }

  /// Titles that were made and never answered.
  func adoptTitles() async throws {
    let rows = try await sides.creditorTruth.read { transaction in
      try transaction.query(
        """
        SELECT id, person_id, number, amount_cents, due_on, issued_on FROM receivables
        ORDER BY id
        """
      ) { row in
        (
          id: try row.integer(0), person: try row.integer(1), number: try row.text(2),
          amount: try row.integer(3), due: try row.day(4), issued: try row.day(5)
        )
      }
    }
    for row in rows where book.placeOfTitle[row.id] == nil {
      guard let due = row.due,
        let debtor = book.debtors.firstIndex(where: { $0.id.number == row.person })
      else { continue }
      book.add(
        Book.Title(
          id: ID(row.id), debtor: debtor, number: row.number, amount: Cents(row.amount),
          dueOn: due, issuedOn: row.issued ?? due))
    }
  }

  /// Titles that nobody keeps from being listed any more.
  private func learnReleases() async throws {
    let held = try await sides.creditorTruth.read { transaction in
      try transaction.query(
        "SELECT DISTINCT receivable_id FROM listing_blocks WHERE released_at IS NULL"
      ) { try $0.integer(0) }
    }
    for place in book.titles.indices where !held.contains(book.titles[place].id.number) {
      book.titles[place].freedAfter = watch.knownListings.max() ?? 0
    }
  }

  private func learnDeaths() async throws {
    let dead = try await sides.creditorTruth.read { transaction in
      try transaction.query("SELECT id FROM people WHERE deceased_on IS NOT NULL") {
        try $0.integer(0)
      }
    }
    for place in book.debtors.indices where dead.contains(book.debtors[place].id.number) {
      book.debtors[place].isDead = true
    }
  }
}
