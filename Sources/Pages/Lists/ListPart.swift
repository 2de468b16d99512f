extension Array {
  /// The lines of one page of a list, whose query is asked for one line more than is shown: `last`
  /// is the last line shown where the list goes on behind it, else nil.
  package func part(of limit: Int) -> (shown: ArraySlice<Element>, last: Element?) {
    let shown = prefix(limit)
    return (shown, count > shown.count ? shown.last : nil)
  }
}
