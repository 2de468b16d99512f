import Credit
import DebtCollection
import TestKit

/// All of what the office answers by pages.
extension Office {
  func allListings() async throws -> [Listing] {
    try await Self.all { after in
      try await listings.listings(ListingFilter(), after: after, limit: 200)
    }
  }

  func allReceivables() async throws -> [ReceivableRow] {
    try await Self.all { after in
      try await receivables.receivables(ReceivableFilter(), after: after, limit: 200)
    }
  }

  func allDecisions(of run: ID<CollectionRun>) async throws -> [CollectionDecision] {
    var all: [CollectionDecision] = []
    while true {
      let page = try await collections.collectionDecisions(
        of: run, outcome: nil, after: all.last?.receivable, limit: 200)
      if page.isEmpty { return all }
      all += page
    }
  }

  private static func all<Entity: Paged>(
    _ page: (ID<Entity.Key>?) async throws -> [Entity]
  ) async throws -> [Entity] {
    var all: [Entity] = []
    while true {
      let next = try await page(all.last?.id)
      if next.isEmpty { return all }
      all += next
    }
  }
}

/// What has an id to go on after.
protocol Paged: Sendable {
  associatedtype Key: Identified
  var id: ID<Key> { get }
}

extension Listing: Paged {}
extension ReceivableRow: Paged {}
