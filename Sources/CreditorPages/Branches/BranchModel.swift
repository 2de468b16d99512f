import Credit
import DebtCollection

/// The list of branches, as it is shown.
struct BranchListModel {
  struct Line {
    let name: String
    let path: String
    let document: String
    let place: String
    let integration: String?
  }

  let lines: [Line]
  let showsIntegration: Bool

  init(_ rows: [BranchRow], integrations: [IntegrationRow], showsIntegration: Bool) {
    let names = Dictionary(uniqueKeysWithValues: integrations.map { ($0.id, $0.name) })
    self.showsIntegration = showsIntegration
    lines = rows.map { row in
      let place = [row.address.city, row.address.state].filter { !$0.isEmpty }
      return Line(
        name: row.name, path: BranchPages.path(of: row.id),
        document: CNPJWords.formatted(row.document), place: place.joined(separator: " · "),
        integration: row.integration.flatMap { names[$0] })
    }
  }
}

/// One branch, as it is shown; without a path while it is new.
struct BranchModel {
  let id: ID<Branch>?
  let name: String
  let path: String?
  let hasTabs: Bool

  init(_ row: BranchRow?, hasTabs: Bool) {
    id = row?.id
    name = row?.name ?? "Nova filial"
    path = row.map { BranchPages.path(of: $0.id) }
    self.hasTabs = hasTabs && row != nil
  }
}
