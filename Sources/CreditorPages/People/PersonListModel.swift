import Credit
import DebtCollection
import Markup
import Pages

/// A list of people, as it is shown.
struct PersonListModel: Sendable {
  struct Line: Sendable {
    let id: String
    let path: String
    let name: String
    let document: String
    let place: String
    let contact: String
    let contactUnder: String?
    let overdue: String
    let overdueUnder: String?
    let listings: String?
    let inquired: String
    let inquiry: Verdict?
    let since: String
  }

  struct Verdict: Sendable {
    let words: String
    let tone: Tone
  }

  let query: PersonListQuery
  let lines: [Line]
  /// Whether the house uses credit analysis (manual, item 26).
  var usesCreditAnalysis = true
  let nextPath: String?

  init(_ query: PersonListQuery, lines: [PersonSummary]) {
    self.query = query
    let (shown, last) = lines.part(of: PersonListQuery.pageLimit)
    self.lines = shown.map(Line.init)
    nextPath = last.map { query.path(at: query.browse.place(behind: $0)) }
  }
}

extension PersonListModel.Line {
  init(_ line: PersonSummary) {
    let person = line.person
    id = person.id.description
    path = PersonPages.path(of: person)
    name = person.name
    document = person.documentMasked ?? "sem documento"
    place = PersonWords.place(person.address)
    contact = person.phone ?? person.email ?? "—"
    contactUnder = person.phone == nil ? nil : person.email
    overdue = line.overdueCount == 0 ? "—" : line.overdue.description
    overdueUnder =
      line.overdueCount == 0
      ? nil : line.overdueCount == 1 ? "1 título" : "\(line.overdueCount) títulos"
    listings = line.listingCount == 0 ? nil : String(line.listingCount)
    inquired = line.inquiredAt?.civilDate.brazilian ?? "nunca"
    inquiry = line.inquiryOutcome.map {
      PersonListModel.Verdict(
        words: InquiryWords.short($0, identityDiffers: line.identityDiffers),
        tone: InquiryWords.tone($0, identityDiffers: line.identityDiffers))
    }
    since = person.createdAt.civilDate.brazilian
  }
}

/// Words about people that several pages share.
enum PersonWords {
  static func place(_ address: PostalAddress) -> String {
    let parts = [address.city, address.state].filter { !$0.isEmpty }
    return parts.isEmpty ? "—" : parts.joined(separator: " · ")
  }

  /// "80010-000"; what has no eight digits stays as it is.
  static func postalCode(_ digits: String) -> String {
    digits.utf8.count == 8 ? digits.prefix(5) + "-" + digits.suffix(3) : digits
  }
}
