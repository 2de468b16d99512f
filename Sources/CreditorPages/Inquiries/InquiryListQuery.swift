import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Pages

/// What the address of a list of inquiries asks for: the history of the Central, and the report.
struct InquiryListQuery: PersonSearched, Sendable {
  /// Lines of one page.
  static let pageLimit = 50

  /// The address of the list without its query.
  let base: String
  var name: String?
  var person: ID<Person>?
  /// Inquiries of the same document as this one.
  var sameAs: ID<Inquiry>?
  var integration: ID<Integration>?
  var from: CivilDate?
  var to: CivilDate?
  var kind: PersonKind?
  var product: String?
  var outcome: InquiryOutcome?
  var reused: Bool?
  var place: InquiryBrowse.Place?
  /// What a search for a document came to, where it found nothing.
  var search: SearchMiss?

  init(base: String) {
    self.base = base
  }

  static func read(_ request: Request, base: String) throws -> InquiryListQuery {
    try QueryReader.read(request) { reader in
      var query = InquiryListQuery(base: base)
      query.name = reader.optional("nome", .string(length: 1...People.personNameLimit))
      query.person = reader.optional("pessoa", .id(of: Person.self))
      query.sameAs = reader.optional("documento-de", .id(of: Inquiry.self))
      query.integration = reader.optional("integracao", .id(of: Integration.self))
      query.from = reader.optional("de", .day)
      query.to = reader.optional("ate", .day)
      query.kind = reader.optional("tipo", .oneOf(KindWord.self))?.kind
      query.product = reader.optional("produto", .string(length: 1...60))
      query.outcome = reader.optional("resultado", .oneOf(InquiryOutcome.self))
      query.reused = reader.optional("reaproveitada", .oneOf(YesNo.self)).map { $0 == .yes }
      query.search = reader.optional("busca", .oneOf(SearchMiss.self))
      query.place = try InquiryPlace.read(reader)
      return query
    }
  }

  var browse: InquiryBrowse {
    var browse = InquiryBrowse()
    browse.namePrefix = name
    browse.person = person
    browse.sameAs = sameAs
    browse.integration = integration
    browse.from = from
    browse.to = to
    browse.kind = kind
    browse.product = product
    browse.outcome = outcome
    browse.reused = reused
    return browse
  }

  var isNarrowed: Bool {
    name != nil || person != nil || sameAs != nil || integration != nil || from != nil || to != nil
      || kind != nil || product != nil || outcome != nil || reused != nil || search != nil
  }

  /// The address of this list, at a place, or of another page that is narrowed alike.
  func path(_ page: Contents.Route<Void>? = nil, at place: InquiryBrowse.Place? = nil) -> String {
    PagePath.to(
      page?.path ?? base,
      [
        ("nome", name), ("pessoa", person?.description), ("documento-de", sameAs?.description),
        ("integracao", integration?.description), ("de", from?.description),
        ("ate", to?.description), ("tipo", kind.map { KindWord($0).rawValue }),
        ("produto", product), ("resultado", outcome?.rawValue),
        ("reaproveitada", reused.map { ($0 ? YesNo.yes : .no).rawValue }),
        ("busca", search?.rawValue), ("cursor", place.map(InquiryPlace.cursor)),
      ])
  }

  /// Takes over what the form of filters says. What is no word of ours is left out: the form
  /// offers nothing else. A day that does not exist is told.
  mutating func read(_ form: FormFields) throws {
    func value(_ name: String) -> String? {
      form.first(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    integration = value("integracao").flatMap { ID($0) }
    (from, to) = try FormReader.read(form) {
      ($0.optional("de", "Data inicial", .day), $0.optional("ate", "Data final", .day))
    }
    kind = value("tipo").flatMap(KindWord.init(rawValue:))?.kind
    product = value("produto").map { String($0.prefix(60)) }
    outcome = value("resultado").flatMap(InquiryOutcome.init(rawValue:))
    reused = value("reaproveitada").flatMap(YesNo.init(rawValue:)).map { $0 == .yes }
  }
}

/// Natural person or company, in the words of the address.
enum KindWord: String, CaseIterable, Sendable {
  case natural = "fisica"
  case legal = "juridica"

  init(_ kind: PersonKind) { self = kind == .natural ? .natural : .legal }

  var kind: PersonKind { self == .natural ? .natural : .legal }
  var label: String { self == .natural ? "Pessoa Física" : "Pessoa Jurídica" }
}

enum YesNo: String, CaseIterable, Sendable {
  case yes = "sim"
  case no = "nao"

  var label: String { self == .yes ? "Sim" : "Não" }
}
