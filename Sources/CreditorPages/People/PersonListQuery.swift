import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Pages

/// What the address of a list of people asks for.
struct PersonListQuery: PersonSearched, Sendable {
  /// Lines of one page.
  static let pageLimit = 50

  let stage: PersonStage
  var name: String?
  var person: ID<Person>?
  var sort = Sort.name
  var place: PersonBrowse.Place?
  /// What a search for a document came to, where it found nobody.
  var search: SearchMiss?

  enum Sort: String, CaseIterable, Sendable {
    case name = "nome"
    case newest = "-cadastro"
  }

  init(stage: PersonStage) {
    self.stage = stage
  }

  static func read(_ request: Request, stage: PersonStage) throws -> PersonListQuery {
    try QueryReader.read(request) { reader in
      var query = PersonListQuery(stage: stage)
      query.name = reader.optional("nome", .string(length: 1...People.personNameLimit))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      let sort = reader.optional("ordem", .oneOf(Sort.self)) ?? .name
      // A search by name is read off the index of names, in its order.
      query.sort = query.name == nil ? sort : .name
      query.search = reader.optional("busca", .oneOf(SearchMiss.self))
      query.place = try Self.place(reader.page().cursor)
      return query
    }
  }

  private static func place(_ cursor: [JSON]?) throws -> PersonBrowse.Place? {
    guard let cursor else { return nil }
    guard cursor.count == 2, let id = cursor[1].integer else {
      throw HTTPService.PageRequest.foreignCursor
    }
    return PersonBrowse.Place(name: cursor[0].string, id: ID(id))
  }

  var browse: PersonBrowse {
    var browse = PersonBrowse(stage: stage)
    browse.namePrefix = name
    browse.person = person
    browse.order = sort == .name ? .name : .newest
    return browse
  }

  var isNarrowed: Bool { name != nil || person != nil || search != nil }

  /// The address of this list, at a place, or of another page that is narrowed alike.
  func path(_ page: Contents.Route<Void>? = nil, at place: PersonBrowse.Place? = nil) -> String {
    let cursor = place.map { place in
      Page.cursor(encoding: [.optional(place.name), .integer(place.id.number)])
    }
    return PagePath.to(
      (page ?? Contents.people(stage)).path,
      [
        ("nome", name), ("pessoa", person?.description),
        ("ordem", sort == .name ? nil : sort.rawValue), ("busca", search?.rawValue),
        ("cursor", cursor),
      ])
  }
}
