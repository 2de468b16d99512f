/// The days that a telecom provider must let pass before a debt may be listed (RGC, Resolução
/// ANATEL 765/2023, arts. 70 to 78): notice, suspension, rescission; listing only after it.
package struct TelecomSchedule: Hashable, Sendable {
  /// Days between the notice of the debt and the suspension of the service (art. 70).
  package static let noticeDays = 15
  /// Days of suspension before the contract may be rescinded.
  static let suspensionDays = 60

  package let noticeOn: CivilDate
  package let suspendOn: CivilDate
  /// The earliest day on which a listing may be asked for.
  package let rescindOn: CivilDate

  package init(noticeOn: CivilDate, suspendOn: CivilDate, rescindOn: CivilDate) {
    self.noticeOn = noticeOn
    self.suspendOn = suspendOn
    self.rescindOn = rescindOn
  }

  /// The earliest lawful days for a debt: D+1, D+16 and D+76. A notice sent before the due date
  /// does not shorten them.
  package static func earliest(dueOn: CivilDate) -> TelecomSchedule {
    let notice = dueOn.adding(days: 1)
    let suspension = notice.adding(days: noticeDays)
    return TelecomSchedule(
      noticeOn: notice, suspendOn: suspension, rescindOn: suspension.adding(days: suspensionDays))
  }
}
