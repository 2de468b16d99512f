package import Credit
package import JSONText

/// The body that moves a virtual clock on both sides: `days`, `businessDays` or `to`.
package enum ClockTarget {
  /// How far one call moves a clock at most, in days: ten years.
  package static let dayLimit = 3_660
  static let businessDayLimit = 2_600

  package static let schema = Schema.object(
    [
      .optional("days", .integer(1...Int64(dayLimit))),
      .optional("businessDays", .integer(1...Int64(businessDayLimit))),
      .optional("to", .string),
    ], closed: true)

  package static let clock = Schema.object(
    [.required("now", .instant), .required("today", .date)]
  ).named("Clock")

  /// Where the clock shall stand. Days keep the time of day; a day in `to` means its beginning
  /// in Brasília.
  package static func target(_ input: InputReader, from now: Instant) -> Instant {
    let days = input.optional("days", .integer(1...dayLimit))
    let businessDays = input.optional("businessDays", .integer(1...businessDayLimit))
    let instant = input.optional("to", moment)
    // A member that was refused has told its own fault.
    let given = [days != nil, businessDays != nil, instant != nil].filter { $0 }.count
    if given > 1 || given == 0 && input.isSound {
      input.fault(
        "days", code: "required", detail: "informe só um destes: days, businessDays ou to.")
    }
    if let instant {
      if instant < now {
        input.fault("to", code: "out-of-range", detail: "o relógio só anda para a frente.")
      }
      return instant
    }
    let today = now.civilDate
    let day =
      businessDays.map { BusinessCalendar.national.adding(businessDays: $0, to: today) }
      ?? today.adding(days: days ?? 0)
    return day.startOfDay.adding(microseconds: now.microseconds(since: today.startOfDay))
  }

  private static var moment: FieldKind<Instant> {
    .parsed(
      placeholder: Instant(microseconds: 0), code: "invalid-instant",
      detail: "deve ser um instante RFC 3339 ou uma data aaaa-mm-dd.",
      parse: { Instant(rfc3339: $0) ?? CivilDate(iso: $0)?.startOfDay })
  }

  package static func show(_ now: Instant) -> JSON {
    ["now": .string(now.description), "today": .string(now.civilDate.description)]
  }
}
