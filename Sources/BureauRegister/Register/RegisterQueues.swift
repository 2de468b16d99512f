package import Credit
import Logging
import Refusals
import SQLDatabase
package import Work
import World

extension Register {
  /// Letters of the note with which work is discarded.
  package static let discardNoteLimit = 500

  /// Every queue of the bureau.
  var lanes: [Lane] {
    [closingLane] + RecordStep.allCases.map(\.lane) + [
      disputeLane, mailLane, printLane, retentionLane, webhookLane,
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

  /// Measures how the queues stand.
  package func measure() async throws {
    QueueStanding.measure(try await queues(), at: world.clock.now(), into: world.metrics)
  }

  /// The rows of a queue that were set aside, oldest first.
  package func failedWork(in queue: String) async throws -> [FailedWork] {
    let lane = try lane(queue)
    return try await database.read { try lane.failed(in: $0) }
  }

  /// Takes a row up again from its first attempt.
  package func retryWork(_ id: ID<FailedWork>, in queue: String) async throws {
    let lane = try lane(queue)
    let now = world.clock.now()
    try await database.write { transaction in
      guard try lane.retry(id.number, at: now, in: transaction) else { throw Self.noSuchWork }
    }
    world.logger.notice(
      "failed work is taken up again",
      metadata: ["lane": "\(queue)", "row": "\(lane.subject(id.number))"])
  }

  /// Gives a row up for good. Refused with 409 `work-still-due` where the work would go on being
  /// due.
  package func discardWork(
    _ id: ID<FailedWork>, in queue: String, note: String, actor: String
  ) async throws {
    let lane = try lane(queue)
    let now = world.clock.now()
    try await database.write { transaction in
      let outcome = try lane.discard(id.number, note: note, by: actor, at: now, in: transaction)
      switch outcome {
      case .discarded: break
      case .unknown: throw Self.noSuchWork
      case .stillDue:
        throw Refusal.conflict(
          code: "work-still-due",
          "Este item ainda precisa ser feito e não pode ser descartado; resolva a causa e tente de "
            + "novo.")
      }
    }
    world.logger.notice(
      "failed work is discarded",
      metadata: ["lane": "\(queue)", "row": "\(lane.subject(id.number))"])
  }

  private func lane(_ name: String) throws -> Lane {
    guard let lane = lanes.first(where: { $0.name == name }) else {
      throw Refusal.missing("Não existe fila com este nome.")
    }
    return lane
  }

  private static var noSuchWork: Refusal {
    Refusal.missing("Este item não está entre os que falharam; recarregue a página.")
  }

  /// What people are told of an error of a row.
  static let workSentence: @Sendable (any Error) -> String = { error in
    (error as? Refusal)?.detail ?? WorkFault.text(error)
  }

  /// A lane of rows that are done within the database.
  func transactionLane(
    _ lane: Lane, batch: Int, perform: @escaping TransactionLane.Perform
  ) -> TransactionLane {
    TransactionLane(lane, batch: batch, database: database, world: world, perform: perform)
  }
}
