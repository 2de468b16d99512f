import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Pages

/// What the address of the list asks for.
struct ListingListQuery: PersonSearched, Sendable {
  /// Lines of one page.
  static let pageLimit = 50

  var situation = ListingSituation.all
  var name: String?
  var person: ID<Person>?
  var origin: Listing.Origin?
  /// Nil takes the order of the situation.
  var sort: Sort?
  var place: ListingBrowse.Place?
  /// What a search for a document came to, where it found nobody.
  var search: SearchMiss?

  enum Sort: String, CaseIterable, Sendable {
    case newest = "-pedida"
    case oldest = "pedida"
    case term = "prazo"
  }

  static func read(_ request: Request) throws -> ListingListQuery {
    try QueryReader.read(request) { reader in
      var query = ListingListQuery()
      query.situation = reader.optional("situacao", .oneOf(ListingSituation.self)) ?? .all
      query.name = reader.optional("nome", .string(length: 1...People.personNameLimit))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      query.origin = reader.optional("origem", .oneOf(OriginWord.self))?.origin
      query.sort = reader.optional("ordem", .oneOf(Sort.self))
      query.search = reader.optional("busca", .oneOf(SearchMiss.self))
      query.place = try Self.place(reader.page().cursor)
      return query
    }
  }

  private static func place(_ cursor: [JSON]?) throws -> ListingBrowse.Place? {
    guard let cursor else { return nil }
    guard cursor.count == 2, let id = cursor[1].integer else {
      throw HTTPService.PageRequest.foreignCursor
    }
    let day = cursor[0].integer.flatMap(Int32.init(exactly:)).map(CivilDate.init(daysSinceEpoch:))
    return ListingBrowse.Place(on: day, id: ID(id))
  }

  var browse: ListingBrowse {
    var browse = ListingBrowse()
    browse.states = situation.states
    browse.isBeingRemoved = situation == .removing || situation == .overdue
    browse.namePrefix = name
    browse.person = person
    browse.origin = origin
    browse.order = order
    return browse
  }

  private var order: ListingBrowse.Order {
    switch sort {
    case .newest: .newest
    case .oldest: .oldest
    case .term, nil: situation.dayOrder ?? .newest
    }
  }

  /// The order as the address writes it.
  var sortWord: Sort {
    sort ?? (situation.dayOrder == nil ? .newest : .term)
  }

  /// Whether anything is filtered by, besides the situation.
  var isNarrowed: Bool {
    name != nil || person != nil || origin != nil || search != nil
  }

  /// The place behind a line.
  func place(behind line: ListingSummary) -> ListingBrowse.Place {
    let day =
      switch order {
      case .newest, .oldest: nil as CivilDate?
      case .visibility: line.visibleFrom
      case .removalTerm: line.removalDueOn
      }
    return ListingBrowse.Place(on: day, id: line.id)
  }

  /// The address of this list, at a place.
  func path(_ base: String = ListingPages.path, at place: ListingBrowse.Place? = nil) -> String {
    let cursor = place.map { place -> String in
      let day: JSON = place.on.map { .integer(Int64($0.daysSinceEpoch)) } ?? .null
      return Page.cursor(encoding: [day, .integer(place.id.number)])
    }
    return PagePath.to(
      base,
      [
        ("situacao", situation == .all ? nil : situation.rawValue), ("nome", name),
        ("pessoa", person?.description), ("origem", origin.map { OriginWord($0).rawValue }),
        ("ordem", sort?.rawValue), ("busca", search?.rawValue), ("cursor", cursor),
      ])
  }
}

/// Where a listing comes from, in the words of the address.
enum OriginWord: String, CaseIterable, Sendable {
  case manual, rotina

  init(_ origin: Listing.Origin) { self = origin == .manual ? .manual : .rotina }

  var origin: Listing.Origin { self == .manual ? .manual : .routine }
  var label: String { self == .manual ? "Manual" : "Rotina" }
}
