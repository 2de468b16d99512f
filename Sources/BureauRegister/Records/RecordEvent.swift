package import Credit

/// What can happen to a record.
package enum RecordEvent: Hashable, Sendable {
  /// Everything is in order; the notice goes out at `noticeDueAt`.
  case accepted(rule: AppliedRule, noticeDueAt: Instant)
  /// Documents or an approval are needed first, until the day given.
  case reviewRequired(reasons: [String], dueOn: CivilDate?)
  /// The creditor sent what was asked for; the bureau decides by the day given.
  case documentsReceived(decisionDueOn: CivilDate)
  case rejected([RecordRejection])
  /// The notice was posted on the civil day of the event.
  case noticeIssued
  /// The notice went out by e-mail. The term runs only where its delivery is proven too (STJ,
  /// Tema 1.315).
  case mailSent(isDelivered: Bool)
  /// The recipient's server took the e-mail on the civil day of the event.
  case mailDelivered
  /// The e-mail came back; whatever ran, ran for nothing.
  case mailBounced
  /// No delivery was proven in time: a letter was posted on the civil day of the event, and the
  /// term begins again.
  case channelChanged
  /// The notice came back. A return that does not hold is evidence only: proof of posting to the
  /// address that the creditor gave is enough (STJ, Súmula 404).
  case noticeReturned(code: String, holds: Bool, holdUntil: CivilDate)
  /// The creditor gave another address; a new notice goes out.
  case addressCorrected(rule: AppliedRule, noticeDueAt: Instant)
  /// The day of visibility has begun.
  case termEnded
  case removedByCreditor(reason: String)
  case removedByBureau(reason: String)
  /// The record of the principal was closed.
  case principalClosed
  /// Another record stands for the same debt at a lower amount; what hangs on this one hangs on
  /// that one now.
  case superseded(reason: String)
  /// Takes over what the record that it corrects had reached: the notice told more than is claimed
  /// now, so that the person was warned of it.
  case carriedOver(from: Record)
  /// The principal's record was superseded by this one.
  case principalReplaced(by: ID<ListedRecord>)
  /// Hidden by a court's order.
  case suspended
  /// The court's order was lifted. `noticeDueAt` is the next cut-off, for a notice still to go out.
  case reinstated(noticeDueAt: Instant)
  /// A court orders that it stays, with the remark.
  case keptSubJudice
  /// The court has done with it; the remark goes.
  case subJudiceEnded
  /// The person contests the debt.
  case disputeOpened(hides: Bool)
  /// The bureau found that the debt stands.
  case disputeCleared(noticeDueAt: Instant)
  /// The fifth anniversary of the due date has begun.
  case fiveYearsPassed
}

/// What follows from a transition, in the same transaction.
package enum RecordEffect: Hashable, Sendable {
  /// Tell the creditor; the type is the one of the webhook.
  case publish(String)
  /// Close the records of the guarantors.
  case closeGuarantors
  /// Refuse the same contract of the same debtor from now on.
  case blockReinclusion
  /// Judge the guarantors that wait for the principal.
  case judgeGuarantors
  /// End the dispute about it: the record is closed.
  case endDispute
}

/// Why an event cannot happen to a record.
package enum RecordRefusal: Error, Hashable, Sendable {
  /// The record is closed; closed records never change.
  case closed(RecordState)
  /// The event has no meaning in this state.
  case wrongState(RecordState)
  /// The same cause hides it already, or does not hide it.
  case sameAsBefore
  /// A day that the law asks for has not come.
  case tooEarly(CivilDate)
  /// The record, as it is stored, lacks what its state needs: what is missing.
  case damaged(String)
}
