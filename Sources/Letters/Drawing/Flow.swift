/// A piece of a document that is not divided between pages.
struct FlowItem {
  var height: Double
  /// White space above; dropped at the head of a page.
  var spaceBefore = 0.0
  /// A heading does not stay behind on the page before its text.
  var keepsWithNext = false
  /// What is repeated at the head of a page that this item begins (the heading of its table).
  var continuation: Continuation?
  /// Draws with the given top edge.
  var draw: (Canvas, Double) -> Void

  struct Continuation {
    var height: Double
    var draw: (Canvas, Double) -> Void
  }
}

/// Distributes items over pages.
struct Flow {
  /// Top edge of the flow on the first page and on the others; bottom edge of all.
  var firstTop: Double
  var top: Double
  var bottom: Double

  struct Placed {
    let y: Double
    let draw: (Canvas, Double) -> Void
  }

  /// The items of each page. An item higher than a page stands alone on one.
  func pages(_ items: [FlowItem]) -> [[Placed]] {
    var pages: [[Placed]] = [[]]
    var y = firstTop
    var index = 0
    while index < items.count {
      // A chain of headings is placed together with the item that it belongs to.
      var end = index
      while end < items.count - 1, items[end].keepsWithNext { end += 1 }
      let chain = items[index...end]
      let needed = chain.reduce(0) { $0 + $1.height + $1.spaceBefore }
      var atHead = pages[pages.count - 1].isEmpty
      let headSpace = atHead ? items[index].spaceBefore : 0
      if !atHead, y + needed - headSpace > bottom {
        pages.append([])
        y = top
        atHead = true
        if let continuation = items[index].continuation {
          pages[pages.count - 1].append(Placed(y: y, draw: continuation.draw))
          y += continuation.height
        }
      }
      for item in chain {
        if !atHead { y += item.spaceBefore }
        atHead = false
        pages[pages.count - 1].append(Placed(y: y, draw: item.draw))
        y += item.height
      }
      index = end + 1
    }
    return pages
  }
}
