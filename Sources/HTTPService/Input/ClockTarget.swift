package import Credit
package import JSONText

/// The body that moves a virtual clock on both sides: `days`, `businessDays` or `to`.
package enum ClockTarget {
  /// How far one call moves a clock at most, in days: ten years, whichever member says so.
  package static let dayLimit = DateBound.clockDays
  static let businessDayLimit = 2_600

  /// How far; one of the three is given, or its fault was told.
  package struct Move: Sendable {
    let days: Int?
    let businessDays: Int?
    let instant: Instant?
  }

  package static let body = Body<Move> { input in
    let move = Move(
      days: input.optional("days", .integer(1...dayLimit)),
      businessDays: input.optional("businessDays", .integer(1...businessDayLimit)),
      instant: input.optional("to", moment))
    // A member that was refused has told its own fault.
    let given = [move.days != nil, move.businessDays != nil, move.instant != nil]
      .filter { $0 }.count
    if given > 1 || given == 0 && input.isSound {
      input.fault(
        "days", code: "required", detail: "informe só um destes: days, businessDays ou to.")
    }
    return move
  }

  package static let clock = Schema.object(
    [.required("now", .instant), .required("today", .date)]
  ).named("Clock")

  /// Where the clock shall stand: at most ten years ahead, and in the years of `DateBound.any`.
  /// Days keep the time of day; a day in `to` means its beginning in Brasília.
  package static func target(
    _ move: Move, from now: Instant, _ faults: FaultTeller
  ) -> Instant {
    if let instant = move.instant {
      if instant < now {
        faults.fault("to", code: "out-of-range", detail: "o relógio só anda para a frente.")
      } else if instant > now.adding(seconds: dayLimit * 86_400) {
        faults.fault(
          "to", code: "out-of-range", detail: "o relógio anda no máximo dez anos de uma vez.")
      }
      return instant
    }
    let today = now.civilDate
    let day =
      move.businessDays.map { BusinessCalendar.national.adding(businessDays: $0, to: today) }
      ?? today.adding(days: move.days ?? 0)
    let target = day.startOfDay.adding(microseconds: now.microseconds(since: today.startOfDay))
    if target > DateBound.instants.upperBound {
      faults.fault(
        move.days != nil ? "days" : "businessDays", code: "out-of-range",
        detail: "o relógio não passa de \(DateBound.any.days.upperBound.brazilian).")
    }
    return target
  }

  private static var moment: FieldKind<Instant> {
    .parsed(
      placeholder: Instant(microseconds: 0), code: "invalid-instant",
      detail: "deve ser um instante RFC 3339 ou uma data aaaa-mm-dd, até "
        + "\(DateBound.any.days.upperBound).",
      parse: { text in
        (Instant(rfc3339: text) ?? CivilDate(iso: text)?.startOfDay)
          .flatMap { $0 <= DateBound.instants.upperBound ? $0 : nil }
      })
  }

  package static func show(_ now: Instant) -> JSON {
    ["now": .string(now.description), "today": .string(now.civilDate.description)]
  }
}
