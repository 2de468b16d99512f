package import Credit
import DebtCollection
import Pages

/// Every way in which a list can be asked for: each choice of each filter with each of the others
/// and each order. Tests and measurements visit them all, so that no combination is slow unseen.
package struct ListAddresses: Sendable {
  /// Somebody who has titles.
  private let person: ID<Person>
  /// Beginnings of names: few people have one, many another, nobody a third.
  private let names: [String]
  /// A number that a title has, and one that none has.
  private let numbers: [String]
  private let today: CivilDate

  package init(person: ID<Person>, names: [String], numbers: [String], today: CivilDate) {
    self.person = person
    self.names = names
    self.numbers = numbers
    self.today = today
  }

  package var all: [String] { listings + titles + cases + people + inquiries + reports + accesses }

  /// The choices of one filter; each is what it adds to the address.
  private typealias Filter = [[(name: String, value: String?)]]

  private func filter(_ name: String, _ values: [String]) -> Filter {
    [[]] + values.map { [(name, $0)] }
  }

  private var whose: Filter {
    filter("nome", names) + [[("pessoa", person.description)]]
  }

  /// Nothing chosen, the last month, and years that hold everything.
  private var periods: Filter {
    [
      [], [("de", today.adding(days: -30).description), ("ate", today.description)],
      [("de", today.adding(days: -1_800).description), ("ate", today.description)],
    ]
  }

  private func cross(_ path: String, _ filters: Filter...) -> [String] {
    let queries = filters.reduce([[]] as Filter) { queries, filter in
      queries.flatMap { query in filter.map { query + $0 } }
    }
    return queries.map { PagePath.to(path, $0) }
  }

  private var situations: Filter { filter("situacao", ListingSituation.allCases.map(\.rawValue)) }
  private var origins: Filter { filter("origem", OriginWord.allCases.map(\.rawValue)) }

  private var listings: [String] {
    cross(
      ListingPages.path, situations, origins, whose,
      filter("ordem", ListingListQuery.Sort.allCases.map(\.rawValue)))
  }

  private var titles: [String] {
    cross(
      TitlePages.path, filter("situacao", TitleSituation.allCases.map(\.rawValue)), whose,
      filter("numero", numbers), filter("ordem", DueOrder.allCases.map(\.rawValue)))
  }

  private var cases: [String] {
    cross(
      CollectionPages.path, filter("atraso", DelayBand.allCases.map(\.rawValue)), whose,
      filter("ordem", [DueOrder.latest.rawValue]))
  }

  private var people: [String] {
    PersonStage.allCases.flatMap { stage in
      cross(
        PersonPages.path(stage), whose, filter("ordem", [PersonListQuery.Sort.newest.rawValue]))
    }
  }

  private var inquiries: [String] {
    cross(
      InquiryPages.path, filter("resultado", InquiryOutcome.allCases.map(\.rawValue)),
      filter("produto", ["basic", "nenhum"]), whose, periods)
      + cross(
        ReportPages.inquiriesPath, filter("tipo", KindWord.allCases.map(\.rawValue)),
        filter("reaproveitada", YesNo.allCases.map(\.rawValue)), filter("produto", ["nenhum"]),
        whose, periods)
  }

  private var reports: [String] {
    cross(ListingReportPages.path, situations, origins, periods)
      + cross(RejectionPages.path, periods)
      + cross(
        RecoveryPages.path,
        [[], [("de", today.adding(days: -1_000).description), ("ate", today.description)]])
  }

  private var accesses: [String] {
    cross(
      AccessPages.path, filter("quem", ["rotina"]),
      filter(
        "acao", [AccessAction.inquiryRequested.rawValue, AccessAction.sessionBegun.rawValue]),
      [[], [("pessoa", person.description)]], periods)
  }
}
