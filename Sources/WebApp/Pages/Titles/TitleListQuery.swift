import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

/// What the address of the list of titles asks for.
struct TitleListQuery: Sendable {
  static let pageLimit = 50

  var situation = TitleSituation.all
  var name: String?
  var person: ID<Person>?
  var number: String?
  /// The latest due date first; nil takes the order of the situation.
  var isDescending: Bool?
  var place: TitleBrowse.Place?
  var search: PersonSearch.Miss?

  static func read(_ request: Request) throws -> TitleListQuery {
    try QueryReader.read(request) { reader in
      var query = TitleListQuery()
      query.situation = reader.optional("situacao", .oneOf(TitleSituation.self)) ?? .all
      query.name = reader.optional("nome", .string(length: 1...Office.personNameLimit))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      query.number = reader.optional("numero", .string(length: 1...60))
      query.isDescending = reader.optional("ordem", .oneOf(DueOrder.self)).map { $0 == .latest }
      query.search = reader.optional("busca", .oneOf(PersonSearch.Miss.self))
      query.place = try Self.place(reader.page().cursor)
      return query
    }
  }

  private static func place(_ cursor: [JSON]?) throws -> TitleBrowse.Place? {
    guard let cursor else { return nil }
    guard cursor.count == 2, let id = cursor[1].integer,
      let day = cursor[0].integer.flatMap(Int32.init(exactly:))
    else { throw HTTPService.PageRequest.foreignCursor }
    return TitleBrowse.Place(dueOn: CivilDate(daysSinceEpoch: day), id: ID(id))
  }

  /// Debts are read from the oldest, everything else from the latest.
  var isLatestFirst: Bool {
    if let isDescending { return isDescending }
    switch situation {
    case .overdue, .open, .listed, .disputed: return false
    case .all, .paid, .renegotiated, .cancelled: return true
    }
  }

  var browse: TitleBrowse {
    var browse = TitleBrowse()
    browse.situation = situation.browse
    browse.namePrefix = name
    browse.person = person
    browse.number = number
    browse.isDescending = isLatestFirst
    return browse
  }

  var isNarrowed: Bool { name != nil || person != nil || number != nil || search != nil }

  func place(behind line: TitleSummary) -> TitleBrowse.Place {
    TitleBrowse.Place(dueOn: line.dueOn, id: line.id)
  }

  func path(_ base: String = TitlePages.path, at place: TitleBrowse.Place? = nil) -> String {
    let cursor = place.map { place in
      Page.cursor(encoding: [
        .integer(Int64(place.dueOn.daysSinceEpoch)), .integer(place.id.number),
      ])
    }
    return Link.to(
      base,
      [
        ("situacao", situation == .all ? nil : situation.rawValue), ("nome", name),
        ("pessoa", person?.description), ("numero", number),
        ("ordem", isDescending.map { ($0 ? DueOrder.latest : .oldest).rawValue }),
        ("busca", search?.rawValue), ("cursor", cursor),
      ])
  }
}

/// The order by due date in the words of the address.
enum DueOrder: String, CaseIterable, Sendable {
  case oldest = "vencimento"
  case latest = "-vencimento"
}
