import Credit
import DebtCollection
import HTTPService
import JSONText
import Pages

/// The place in a list by due dates, as its address writes it.
enum DueCursor {
  static func read(_ reader: QueryReader) throws -> DuePlace? {
    guard let cursor = reader.page().cursor else { return nil }
    guard cursor.count == 2, let id = cursor[1].integer,
      let day = cursor[0].integer.flatMap(Int32.init(exactly:))
    else { throw HTTPService.PageRequest.foreignCursor }
    return DuePlace(dueOn: CivilDate(daysSinceEpoch: day), title: ID(id))
  }

  static func text(_ place: DuePlace) -> String {
    Page.cursor(encoding: [
      .integer(Int64(place.dueOn.daysSinceEpoch)), .integer(place.title.number),
    ])
  }
}
