/// The days that a telecom provider must let pass before a debt may be listed (RGC, Resolução
/// ANATEL 765/2023, arts. 70 to 78): notice, suspension, rescission; listing only after it.
package struct TelecomSchedule: Hashable, Sendable {
  /// Days between the notice of the debt and the suspension of the service (art. 70).
  package static let noticeDays = 15
  /// Days of suspension before the contract may be rescinded.
  package static let suspensionDays = 60

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

  /// In what a schedule that was really followed fell short of the terms.
  package enum Shortfall: Hashable, Sendable {
    case noticeBeforeDefault
    case suspendedTooEarly(daysAfterNotice: Int)
    case rescindedTooEarly(daysAfterSuspension: Int)

    /// Stable, for machines.
    package var code: String {
      switch self {
      case .noticeBeforeDefault: "telecom-notice-before-default"
      case .suspendedTooEarly: "telecom-suspended-too-early"
      case .rescindedTooEarly: "telecom-rescinded-too-early"
      }
    }

    /// What is wrong and what to do, for people.
    package var message: String {
      switch self {
      case .noticeBeforeDefault:
        "O aviso de débito foi enviado antes do vencimento; envie outro após o vencimento."
      case .suspendedTooEarly(let days):
        "O serviço foi suspenso \(days) dias após o aviso; a regra pede "
          + "\(TelecomSchedule.noticeDays). Confira as datas do contrato."
      case .rescindedTooEarly(let days):
        "O contrato foi rescindido \(days) dias após a suspensão; a regra pede "
          + "\(TelecomSchedule.suspensionDays). Confira as datas do contrato."
      }
    }
  }

  /// All shortfalls of this schedule for a debt; empty if it kept the terms.
  package func shortfalls(dueOn: CivilDate) -> [Shortfall] {
    var found: [Shortfall] = []
    if noticeOn <= dueOn { found.append(.noticeBeforeDefault) }
    let untilSuspension = suspendOn.days(since: noticeOn)
    if untilSuspension < TelecomSchedule.noticeDays {
      found.append(.suspendedTooEarly(daysAfterNotice: untilSuspension))
    }
    let untilRescission = rescindOn.days(since: suspendOn)
    if untilRescission < TelecomSchedule.suspensionDays {
      found.append(.rescindedTooEarly(daysAfterSuspension: untilRescission))
    }
    return found
  }
}
