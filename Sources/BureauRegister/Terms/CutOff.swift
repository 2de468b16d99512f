import Credit

/// When the letters of a day go to the post: at 18:00 of Brasília on business days.
enum CutOff {
  static let hour = 18

  /// The first cut-off after an instant.
  static func next(after instant: Instant, isBusinessDay: (CivilDate) -> Bool) -> Instant {
    var day = instant.civilDate
    if day.at(hour: hour) <= instant { day = day.adding(days: 1) }
    while !isBusinessDay(day) { day = day.adding(days: 1) }
    return day.at(hour: hour)
  }
}
