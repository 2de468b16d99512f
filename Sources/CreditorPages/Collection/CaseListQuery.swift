import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Pages

/// What the address of the list of cases asks for.
struct CaseListQuery: PersonSearched, Sendable {
  static let pageLimit = 50

  var band = DelayBand.all
  var name: String?
  var person: ID<Person>?
  /// The shortest overdue first.
  var isDescending = false
  var place: DuePlace?
  var search: SearchMiss?

  static func read(_ request: Request) throws -> CaseListQuery {
    try QueryReader.read(request) { reader in
      var query = CaseListQuery()
      query.band = reader.optional("atraso", .oneOf(DelayBand.self)) ?? .all
      query.name = reader.optional("nome", .string(length: 1...People.personNameLimit))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      query.isDescending = reader.optional("ordem", .oneOf(DueOrder.self)) == .latest
      query.search = reader.optional("busca", .oneOf(SearchMiss.self))
      query.place = try DueCursor.read(reader)
      return query
    }
  }

  var browse: CaseBrowse {
    var browse = CaseBrowse()
    browse.namePrefix = name
    browse.person = person
    browse.isDescending = isDescending
    (browse.leastDays, browse.mostDays) = band.days
    return browse
  }

  var isNarrowed: Bool { name != nil || person != nil || search != nil }

  func place(behind line: CollectionCase) -> DuePlace {
    DuePlace(dueOn: line.oldestDueOn, title: line.oldest)
  }

  func path(
    _ base: String = CollectionPages.path, at place: DuePlace? = nil
  ) -> String {
    return PagePath.to(
      base,
      [
        ("atraso", band == .all ? nil : band.rawValue), ("nome", name),
        ("pessoa", person?.description), ("ordem", isDescending ? DueOrder.latest.rawValue : nil),
        ("busca", search?.rawValue), ("cursor", place.map(DueCursor.text)),
      ])
  }
}
