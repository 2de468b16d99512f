import Credit
import DebtCollection
import HTTPService
import Pages
import Refusals

/// The search box of lists: the beginning of a name, or a whole CPF or CNPJ. It is sent by POST
/// and answered with a redirect, so that no document ever stands in an address or a log.
enum PersonSearch: Sendable {
  case nothing
  case name(String)
  case person(ID<Person>)
  case missed(SearchMiss)

  /// Digits from which on a text is meant as a document.
  private static let documentDigits = 8

  static func find(_ text: String, in office: Office) async throws -> PersonSearch {
    let trimmed = String(text.drop(while: \.isWhitespace).prefix(People.personNameLimit))
    guard !trimmed.isEmpty else { return .nothing }
    let digits = trimmed.utf8.filter { (0x30...0x39).contains($0) }.count
    guard digits >= documentDigits else { return .name(trimmed) }
    do {
      let found = try await office.listings.findPerson(document: trimmed)
      return found.map { .person($0) } ?? .missed(.unknown)
    } catch is Refusal {
      return .missed(.invalid)
    }
  }
}

/// A list that the search box narrows: to a name, to a person, or to nobody.
protocol PersonSearched {
  var name: String? { get set }
  var person: ID<Person>? { get set }
  var search: SearchMiss? { get set }
}

extension PersonSearched {
  /// Takes over what the search box says; where it is empty the person stays whom the list was
  /// narrowed to before.
  mutating func narrow(by form: FormFields, in office: Office) async throws {
    switch try await PersonSearch.find(form.first("search") ?? "", in: office) {
    case .nothing: person = form.first("pessoa").flatMap { ID($0) }
    case .name(let name): self.name = name
    case .person(let person): self.person = person
    case .missed(let miss): search = miss
    }
  }

  /// The name of the person whom the list is narrowed to.
  func personName(in office: Office) async throws -> String? {
    guard let person else { return nil }
    return try await office.people.person(person).name
  }
}
