package import Webhooks
package import World

extension Register {
  /// The bureau's work by the clock, in the order in which one instant's work is done.
  package func duties(sender: any WebhookSender) -> [any Duty] {
    [
      PrintBeforeShowing(register: self), RecordDuty(register: self),
      DisputeDuty(register: self),
      WebhookDuty(register: self, sender: sender), MailDuty(register: self),
      PrintDuty(register: self), RetentionDuty(register: self),
    ]
  }
}
