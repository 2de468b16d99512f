import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText

/// What the address of the registro de acessos asks for.
struct AccessLogQuery: Sendable {
  static let pageLimit = 50

  /// A word of `AccessChoices`.
  var actor: String?
  var action: AccessAction?
  var person: ID<Person>?
  var from: CivilDate?
  var to: CivilDate?
  var place: AccessBrowse.Place?
  var search: PersonSearch.Miss?

  static func read(_ request: Request) throws -> AccessLogQuery {
    try QueryReader.read(request) { reader in
      var query = AccessLogQuery()
      query.actor = reader.optional("quem", .string(length: 1...60))
      query.action = reader.optional("acao", .oneOf(AccessAction.self))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      query.from = reader.optional("de", .date)
      query.to = reader.optional("ate", .date)
      query.search = reader.optional("busca", .oneOf(PersonSearch.Miss.self))
      query.place = try Self.place(reader.page().cursor)
      return query
    }
  }

  init() {}

  /// The filters of the form; what cannot be read filters by nothing.
  init(_ form: FormFields) {
    actor = form.first("quem").flatMap { $0.isEmpty ? nil : $0 }
    action = form.first("acao").flatMap(AccessAction.init(rawValue:))
    from = form.first("de").flatMap { CivilDate(iso: $0) ?? CivilDate(brazilian: $0) }
    to = form.first("ate").flatMap { CivilDate(iso: $0) ?? CivilDate(brazilian: $0) }
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
    _ base: String = AuditPages.accessPath, at place: AccessBrowse.Place? = nil
  ) -> String {
    Link.to(
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
      ]
  }

  var options: [(word: String, label: String)] { entries.map { ($0.word, $0.label) } }

  func actor(_ word: String) -> Actor? { entries.first { $0.word == word }?.actor }
}

/// What the access log records, in words.
enum AccessAction: String, CaseIterable, Sendable {
  case inquiryRequested = "inquiry.requested"
  case reportOpened = "inquiry.report-opened"
  case documentOpened = "see-document"
  case sessionBegun = "session.begun"
  case sessionEnded = "session.ended"
  case sessionsEnded = "session.all-ended"
  case firstUser = "user.first-added"
  case userAdded = "user.added"
  case userChanged = "user.changed"
  case passwordChanged = "user.password-changed"
  case codeIssued = "user.password-code-issued"
  case passwordSet = "user.password-set"
  case keyAdded = "api-key.added"
  case keyRevoked = "api-key.revoked"
  case endpointAdded = "webhook-endpoint.added"
  case endpointRemoved = "webhook-endpoint.removed"
  case deliveryReplayed = "webhook-delivery.replayed"
  case taskChanged = "task.changed"
  case taskRequested = "task.requested"
  case auditStarted = "audit.check-started"
  case strayRemoved = "stray-record.removed"
  case strayKept = "stray-record.kept"

  var label: String {
    switch self {
    case .inquiryRequested: "Consultou"
    case .reportOpened: "Abriu o relatório de uma consulta"
    case .documentOpened: "Abriu um CPF ou CNPJ"
    case .sessionBegun: "Entrou"
    case .sessionEnded: "Saiu ou encerrou uma sessão"
    case .sessionsEnded: "Encerrou as sessões"
    case .firstUser: "Criou o primeiro administrador"
    case .userAdded: "Adicionou um usuário"
    case .userChanged: "Alterou um usuário"
    case .passwordChanged: "Trocou a senha"
    case .codeIssued: "Gerou um código de senha"
    case .passwordSet: "Definiu a senha com um código"
    case .keyAdded: "Criou uma chave de API"
    case .keyRevoked: "Revogou uma chave de API"
    case .endpointAdded: "Cadastrou um webhook"
    case .endpointRemoved: "Removeu um webhook"
    case .deliveryReplayed: "Repetiu uma entrega"
    case .taskChanged: "Alterou uma tarefa"
    case .taskRequested: "Mandou executar uma tarefa"
    case .auditStarted: "Mandou conferir a trilha"
    case .strayRemoved: "Pediu a baixa de um registro solto"
    case .strayKept: "Manteve um registro solto no birô"
    }
  }

  /// The words of an action; one that is not known here is shown as the log has it.
  static func label(_ word: String) -> String {
    AccessAction(rawValue: word)?.label ?? word
  }
}
