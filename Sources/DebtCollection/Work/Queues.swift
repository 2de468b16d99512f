package import Credit
import Refusals
import SQLDatabase
package import Work
import World

extension WorkQueues {
  /// Letters of the note with which work is discarded.
  package static let discardNoteLimit = 500

  /// Every queue of this side, in the order in which people read them.
  var lanes: [Lane] {
    [
      office.bureauEvents.bureauEventLane, office.bureauEvents.bureauChangesLane,
      office.collections.collectionLane, office.imports.importLane,
      office.reconciliations.reconciliationLane,
      office.strayRecords.strayRecordLane, office.disputes.disputeAnswerLane,
      office.disputes.disputeAlarmLane, office.transmissions.transmissionLane,
      office.inquiries.inquiryRescueLane, office.alarms.alarmLane, office.auditTrail.auditCheckLane,
      office.webhookEndpoints.webhookDispatchLane, office.webhookEndpoints.webhookLane,
    ]
  }

  /// How each queue stands.
  package func queues() async throws -> [QueueStanding] {
    let now = world.clock.now()
    let lanes = lanes
    return try await database.read { transaction in
      try lanes.map { try $0.standing(at: now, in: transaction) }
    }
  }

  /// The rows of a queue that were set aside, oldest first. Throws 404 for a queue that does not
  /// exist.
  package func failedWork(in queue: String) async throws -> [FailedWork] {
    let lane = try lane(queue)
    return try await database.read { try lane.failed(in: $0) }
  }

  /// Takes a row up again from its first attempt. Throws 404 where none with this id failed.
  package func retryWork(
    _ id: ID<FailedWork>, in queue: String, actor: Actor
  ) async throws {
    let lane = try lane(queue)
    let now = world.clock.now()
    try await database.write { transaction in
      guard try lane.retry(id.number, at: now, in: transaction) else { throw Self.noSuchWork }
      try office.accessRecords.logAccess(
        actor, "work.retried", subject: "\(queue) \(lane.subject(id.number))", in: transaction)
    }
  }

  /// Gives a row up for good. Throws 404 where none with this id failed, 422 without a note, 409
  /// `work-still-due` where the work would go on being due.
  package func discardWork(
    _ id: ID<FailedWork>, in queue: String, note: String, actor: Actor
  ) async throws {
    let lane = try lane(queue)
    var faults = FaultList()
    faults.check(note, "/note", named: "o motivo", limit: Self.discardNoteLimit)
    try faults.throwIfAny()
    let now = world.clock.now()
    try await database.write { transaction in
      let outcome = try lane.discard(
        id.number, note: note, by: actor.name, at: now, in: transaction)
      switch outcome {
      case .discarded: break
      case .unknown: throw Self.noSuchWork
      case .stillDue: throw Self.stillDue
      }
      try office.accessRecords.logAccess(
        actor, "work.discarded", subject: "\(queue) \(lane.subject(id.number))",
        purpose: note, in: transaction)
    }
  }

  private func lane(_ name: String) throws -> Lane {
    guard let lane = lanes.first(where: { $0.name == name }) else {
      throw Refusal.notFound("Fila \(name)")
    }
    return lane
  }

  private static let noSuchWork = Refusal(
    .notFound, code: "work-not-failed",
    detail: "Este trabalho não está entre os que falharam; recarregue a lista.")

  private static let stillDue = Refusal(
    .conflict, code: "work-still-due",
    detail: "Este trabalho ainda precisa ser feito e não pode ser descartado; resolva a causa e "
      + "tente de novo.")

  /// What people are told of an error of a row.
  static let workSentence: @Sendable (any Error) -> String = { error in
    (error as? Refusal)?.detail ?? WorkFault.text(error)
  }
}
