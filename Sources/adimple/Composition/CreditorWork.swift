import DebtCollection
import Outbound
import Webhooks
import Work
import World

/// The creditor's work that falls due, over an office and a door out.
struct CreditorWork: Sendable {
  let office: Office
  let transport: any OutboundTransport

  /// In the order in which one instant's work is done.
  func duties(worker: String) -> [any Duty] {
    [
      InboundEventDuty(office: office), ImportDuty(office: office, worker: worker),
      UploadDuty(office: office), SchedulerDuty(office: office, work: taskWork),
      CollectionRunDuty(office: office, worker: worker),
      TransmissionDuty(office: office, worker: worker),
      StrayRecordDuty(office: office, worker: worker),
      DisputeAnswerDuty(office: office, worker: worker), DisputeAlarmDuty(office: office),
      BureauChangesDuty(office: office, worker: worker),
      InquiryRescueDuty(office: office), AlarmDuty(office: office),
      ReconciliationDuty(office: office, worker: worker), WebhookDispatchDuty(office: office),
      AuditCheckDuty(office: office, worker: worker),
      WebhookDeliveryDuty(office: office, sender: Self.webhooks(over: transport)),
    ]
  }

  /// Posts the webhooks of this side.
  static func webhooks(over transport: any OutboundTransport) -> any WebhookSender {
    OutboundWebhookSender(transport: transport, policy: .creditorWebhooks)
  }

  /// What the scheduled tasks do.
  private var taskWork: TaskWork {
    let office = office
    return TaskWork(
      [
        "alarms": { turn in
          "\(try await office.alarms.updateAlarms { try turn.hold(in: $0) }) mudanças."
        },
        "retention": { turn in
          let erased = try await office.erasure.eraseExpired { try turn.hold(in: $0) }
          let (reports, answers) = (erased["inquiries"], erased["kept_answers"])
          return "\(reports) relatórios, \(answers) respostas guardadas e "
            + "\(erased.total - reports - answers) linhas de histórico eliminados."
        },
      ],
      beginnings: [
        "collect": { actor, run, now, transaction in
          try office.tasks.beginScheduledCollection(actor, run, at: now, in: transaction)
        },
        "reconcile": { actor, run, now, transaction in
          try office.reconciliations.beginScheduledReconciliation(
            actor, run, at: now, in: transaction)
        },
      ])
  }
}
