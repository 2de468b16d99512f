import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages

/// What the address of the list of titles asks for.
struct TitleListQuery: PersonSearched, Sendable {
  static let pageLimit = 50

  var situation = TitleSituation.all
  var name: String?
  var person: ID<Person>?
  var number: String?
  /// The latest due date first; nil takes the order of the situation.
  var isDescending: Bool?
  var place: DuePlace?
  var search: SearchMiss?

  static func read(_ request: Request) throws -> TitleListQuery {
    try QueryReader.read(request) { reader in
      var query = TitleListQuery()
      query.situation = reader.optional("situacao", .oneOf(TitleSituation.self)) ?? .all
      query.name = reader.optional("nome", .string(length: 1...People.personNameLimit))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      query.number = reader.optional("numero", .string(length: 1...60))
      query.isDescending = reader.optional("ordem", .oneOf(DueOrder.self)).map { $0 == .latest }
      query.search = reader.optional("busca", .oneOf(SearchMiss.self))
      query.place = try DueCursor.read(reader)
      return query
    }
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

  func place(behind line: TitleSummary) -> DuePlace {
    DuePlace(dueOn: line.dueOn, title: line.id)
  }

  func path(_ base: String = TitlePages.path, at place: DuePlace? = nil) -> String {
    return PagePath.to(
      base,
      [
        ("situacao", situation == .all ? nil : situation.rawValue), ("nome", name),
        ("pessoa", person?.description), ("numero", number),
        ("ordem", isDescending.map { ($0 ? DueOrder.latest : .oldest).rawValue }),
        ("busca", search?.rawValue), ("cursor", place.map(DueCursor.text)),
      ])
  }
}

/// The order by due date in the words of the address.
enum DueOrder: String, CaseIterable, Sendable {
  case oldest = "vencimento"
  case latest = "-vencimento"
}
