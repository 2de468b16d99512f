/// The term between the notice (carta comunicado) and the day on which a listing shows (CDC,
/// art. 43, §2º; STJ, Súmula 359).
package enum NoticeTerm {
  /// The product's own minimum. No federal law gives a number; ten days are what the market uses.
  package static let defaultDays = 10

  /// The day from whose 00:00 (Brasília) the listing may show: the day after the last of so many
  /// full days that follow the notice.
  ///
  /// - Parameter noticeOn: the day on which a letter was posted or an electronic notice delivered.
  package static func visibleFrom(noticeOn: CivilDate, days: Int) -> CivilDate {
    noticeOn.adding(days: days + 1)
  }

  /// The same where the term is in business days.
  package static func visibleFrom(
    noticeOn: CivilDate, businessDays: Int, calendar: BusinessCalendar
  ) -> CivilDate {
    calendar.adding(businessDays: businessDays, to: noticeOn).adding(days: 1)
  }

  /// Business days after which a letter is presumed received where a law counts from the receipt:
  /// the post office reports no delivery of simple letters, and a term that began at the posting
  /// would end too early. A cautious choice of the product, no rule of law.
  package static let presumedDeliveryBusinessDays = 5

  /// The day on which a letter that was posted on a day is presumed received.
  static func presumedReceipt(
    postedOn: CivilDate, calendar: BusinessCalendar = .national
  ) -> CivilDate {
    calendar.adding(businessDays: presumedDeliveryBusinessDays, to: postedOn)
  }
}
