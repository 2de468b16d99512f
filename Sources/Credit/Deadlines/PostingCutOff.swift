/// The hour of Brasília at which a bureau closes the letters of a business day: what it has by then
/// is posted that day, what comes at that instant or later on the next business day.
package struct PostingCutOff: Hashable, Sendable {
  /// 0 to 23.
  package let hour: Int

  /// The reference bureau's: 18:00. Of another bureau it is a guess, and days counted from it are a
  /// forecast.
  package static let reference = PostingCutOff(hour: 18)

  /// Hours outside of a day count as its first or last one.
  package init(hour: Int) {
    self.hour = min(max(hour, 0), 23)
  }

  /// The first cut-off after an instant.
  package func next(after instant: Instant, calendar: BusinessCalendar = .national) -> Instant {
    var day = instant.civilDate
    if day.at(hour: hour) <= instant { day = day.adding(days: 1) }
    return calendar.nextBusinessDay(onOrAfter: day).at(hour: hour)
  }
}
