import Credit
import SQLDatabase
import World

extension ListingBlocks {
  /// A death that somebody told goes to the person, once: no title of the person is listed any
  /// more, and what is listed is taken off (Código Civil, art. 1.997). The day that is kept is the
  /// one on which we were told, for a bureau does not tell another; a person may put it right.
  func learnDeath(
    of person: ID<Person>, told note: String, by actor: Actor, in transaction: Transaction
  ) throws {
    let now = world.clock.now()
    let marked = try transaction.execute(
      "UPDATE people SET deceased_on = ?2, updated_at = ?3 WHERE id = ?1 AND deceased_on IS NULL",
      [person, now.civilDate, now])
    guard marked == 1 else { return }
    try office.accessRecords.logAccess(
      actor, "person.death-told", subject: person.description,
      purpose: TextBound.cleaned(note, limit: TitleBlockRows.noteLimit), in: transaction)
    try followDeath(of: person, note: note, by: actor, in: transaction)
  }

  /// Blocks all titles of a person who died, and takes off what is listed of them.
  func followDeath(
    of person: ID<Person>, note: String, by actor: Actor, in transaction: Transaction
  ) throws {
    let titles = try transaction.query(
      "SELECT id FROM receivables WHERE person_id = ?1 ORDER BY id", [person]
    ) { try $0.id(0) as ID<Receivable> }
    for title in titles {
      try TitleBlockRows.set(
        .debtorDeceased, .death, note: note, of: title, by: actor, at: world.clock.now(),
        in: transaction)
    }
    try office.removals.removeListings(
      "r.person_id = ?1", person, reason: .death, detail: RemovalReason.death.portuguese,
      actor: actor, in: transaction)
  }
}
