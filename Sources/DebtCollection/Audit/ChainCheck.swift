import Credit

/// Walks one history from its beginning.
struct ChainCheck {
  let listing: ID<Listing>
  private(set) var count = 0
  private(set) var broken: [BrokenLink] = []
  private var head = Timeline.origin
  private var sequence = 0

  init(listing: ID<Listing>) {
    self.listing = listing
  }

  mutating func take(_ entry: TimelineEntry, hash: [UInt8]) {
    count += 1
    if entry.sequence != sequence + 1 { add(.missing, at: sequence + 1) }
    if Timeline.hash(previous: head, listing: listing, entry: entry) != hash {
      add(.changed, at: entry.sequence)
    }
    // Goes on from what is stored, so that one change is reported once and not to the end.
    head = hash
    sequence = entry.sequence
  }

  /// An entry that is there and cannot be read: a broken link like any other.
  mutating func skip() {
    count += 1
    sequence += 1
    add(.unreadable, at: sequence)
  }

  mutating func close(length: Int, head expected: [UInt8]) {
    if count != length { add(.length, at: sequence) }
    if head != expected { add(.head, at: sequence) }
  }

  private mutating func add(_ kind: BrokenLink.Kind, at sequence: Int) {
    broken.append(BrokenLink(listing: listing, sequence: sequence, kind: kind))
  }
}
