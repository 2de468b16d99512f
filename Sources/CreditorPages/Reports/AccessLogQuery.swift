import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Pages

/// What the address of Relatórios › Acessos asks for.
struct AccessLogQuery: PersonSearched, Sendable {
  static let pageLimit = 50

  /// A word of `AccessChoices`.
  var actor: String?
  var action: AccessAction?
  var person: ID<Person>?
  var from: CivilDate?
  var to: CivilDate?
  var place: AccessBrowse.Place?
  var search: SearchMiss?

  static func read(_ request: Request) throws -> AccessLogQuery {
    try QueryReader.read(request) { reader in
      var query = AccessLogQuery()
      query.actor = reader.optional("quem", .string(length: 1...60))
      query.action = reader.optional("acao", .oneOf(AccessAction.self))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      query.from = reader.optional("de", .day)
      query.to = reader.optional("ate", .day)
      query.search = reader.optional("busca", .oneOf(SearchMiss.self))
      query.place = try Self.place(reader.page().cursor)
      return query
    }
  }

  init() {}

  /// The log knows people by their documents; a name finds nobody.
  var name: String? {
    get { nil }
    set { search = newValue == nil ? nil : .invalid }
  }

  /// The filters of the form. A day that does not exist is told: without it the list would show
  /// what nobody asked for.
  init(_ form: FormFields) throws {
    actor = form.first("quem").flatMap { $0.isEmpty ? nil : $0 }
    action = form.first("acao").flatMap(AccessAction.init(rawValue:))
    (from, to) = try FormReader.read(form) {
      ($0.optional("de", "De", .day), $0.optional("ate", "Até", .day))
    }
  }

  private static func place(_ cursor: [JSON]?) throws -> AccessBrowse.Place? {
    guard let cursor else { return nil }
    guard cursor.count == 2, let at = cursor[0].integer, let id = cursor[1].integer else {
      throw HTTPService.PageRequest.foreignCursor
    }
    return AccessBrowse.Place(at: Instant(microseconds: at), id: ID(id))
  }

  static func place(behind entry: AccessLogEntry) -> AccessBrowse.Place {
    AccessBrowse.Place(at: entry.at, id: entry.id)
  }

  func browse(_ choices: AccessChoices) throws -> AccessBrowse {
    var browse = AccessBrowse()
    if let actor {
      guard let known = choices.actor(actor) else {
        throw Problem.notFound("Não existe quem o endereço pede.")
      }
      browse.actor = known.name
    }
    browse.action = action?.rawValue
    browse.person = person
    browse.from = from
    browse.to = to
    return browse
  }

  var isNarrowed: Bool {
    actor != nil || action != nil || person != nil || from != nil || to != nil || search != nil
  }

  func path(
    _ base: String = AccessPages.path, at place: AccessBrowse.Place? = nil
  ) -> String {
    PagePath.to(
      base,
      [
        ("quem", actor), ("acao", action?.rawValue), ("pessoa", person?.description),
        ("de", from?.description), ("ate", to?.description), ("busca", search?.rawValue),
        (
          "cursor",
          place.map {
            Page.cursor(encoding: [.integer($0.at.microseconds), .integer($0.id.number)])
          }
        ),
      ])
  }
}

/// Who can be filtered by. The address names people and keys by their ids, never by e-mail.
struct AccessChoices {
  private let entries: [(word: String, label: String, actor: Actor)]

  init(users: [User], keys: [APIKey]) {
    entries =
      users.map { ($0.id.description, $0.email, $0.actor) }
      + keys.map { ($0.id.description, "chave de API \($0.name)", $0.actor) }
      + [
        ("rotina", "rotina Atualizar cobranças", .routine),
        ("linha-de-comando", "linha de comando", .commandLine), ("sistema", "Adimple", .system),
        ("desconhecido", "desconhecido", .unknown),
      ]
  }

  var options: [(word: String, label: String)] { entries.map { ($0.word, $0.label) } }

  func actor(_ word: String) -> Actor? { entries.first { $0.word == word }?.actor }
}
