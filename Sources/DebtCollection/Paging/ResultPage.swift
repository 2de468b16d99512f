/// One page of a list, in the order of the list.
package struct ResultPage<Item: Sendable>: Sendable {
  package let items: [Item]
  /// Where the next page begins; nil on the last one.
  package let nextCursor: Int64?

  package init(items: [Item], nextCursor: Int64?) {
    self.items = items
    self.nextCursor = nextCursor
  }

  /// Makes a page out of one row more than was asked for.
  init(rows: [Item], limit: Int, position: (Item) -> Int64) {
    if rows.count > limit {
      self.items = Array(rows.prefix(limit))
      self.nextCursor = items.last.map(position)
    } else {
      self.items = rows
      self.nextCursor = nil
    }
  }
}

/// How much of a list is asked for.
package struct PageRequest: Hashable, Sendable {
  package static let defaultLimit = 50
  package static let largestLimit = 200

  package let limit: Int
  /// `nextCursor` of the page before; nil for the first page.
  package let cursor: Int64?

  /// A limit outside 1...200 is brought inside.
  package init(limit: Int = PageRequest.defaultLimit, cursor: Int64? = nil) {
    self.limit = min(max(limit, 1), PageRequest.largestLimit)
    self.cursor = cursor
  }
}
