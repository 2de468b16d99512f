/// The days that are taken from outside: each range has its name and its reason, and is asked for
/// where a day enters (both HTTP APIs, pages, console, files, command line, answers of a bureau).
package enum DateBound: String, Sendable, CaseIterable {
  /// Days of no other kind: filters of lists, validity of codes and terms, contracts. Nobody who
  /// can owe was born before 1900, and no term that is counted today ends after 2199.
  case any
  /// Due dates. A title due before 1990 is out of every register since 1995; one due after 2099 is
  /// a mistake of typing (a boleto's factor ends in 2049).
  case due
  /// Dates of birth. Nobody alive was born before 1880.
  case birth
  /// Days that have happened or are about to: payments, deaths, disputes. The Plano Real and with
  /// it the amounts of this product begin in 1994; the year before it covers old registers.
  case event
  /// Any day there is, where the use case judges it: a form tells all its faults at once then.
  case judged

  /// The days of the bound, both ends included.
  package var days: ClosedRange<CivilDate> {
    switch self {
    case .any: Self.any1900to2199
    case .due: Self.year(1990)...Self.lastOf(2099)
    case .birth: Self.year(1880)...Self.lastOf(2099)
    case .event: Self.year(1990)...Self.lastOf(2199)
    case .judged: CivilDate.first...CivilDate.last
    }
  }

  package func contains(_ date: CivilDate) -> Bool { days.contains(date) }

  /// The end of a sentence that begins with the field's name.
  package var detail: String {
    "deve ficar entre \(days.lowerBound.brazilian) e \(days.upperBound.brazilian)."
  }

  /// The instants of the bound `any`, which all instants from outside keep.
  package static let instants: ClosedRange<Instant> =
    any1900to2199.lowerBound.startOfDay...any1900to2199.upperBound.startOfDay

  /// How far one call moves a virtual clock at the most, in days: ten years. Every duty works each
  /// day on the way, so that a farther move would hold them all for hours.
  package static let clockDays = 3_660

  private static let any1900to2199 = year(1900)...lastOf(2199)

  private static func year(_ year: Int) -> CivilDate {
    CivilDate(year: year, month: 1, day: 1) ?? .first
  }

  private static func lastOf(_ year: Int) -> CivilDate {
    CivilDate(year: year, month: 12, day: 31) ?? .last
  }
}
