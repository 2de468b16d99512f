/// When the removal (baixa) of a paid listing must have been asked for.
///
/// STJ, Tema 735 (REsp 1.424.792/BA) and Súmula 548: five business days, counted from the first
/// business day after the money is fully available to the creditor. That first day is day one; the
/// deadline is the end of day five. Counted in the national calendar, the one of fewest holidays:
/// Carnival, Corpus Christi and local holidays never lengthen a term against the consumer.
package enum RemovalDeadline {
  package static let businessDays = 5
  /// Business days after which a removal that is still open raises an alarm, unless the house says
  /// otherwise.
  package static let alarmBusinessDays = 2

  /// The last day of the term.
  ///
  /// - Parameter availableOn: the day on which the money was fully available: the day itself for
  ///   cash, Pix and transfers, the day of credit for boletos, of clearing for cheques.
  package static func dueOn(
    availableOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    calendar.adding(businessDays: businessDays, to: availableOn)
  }
}
