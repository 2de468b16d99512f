package import Credit
package import JSONText
import Refusals
import SQLDatabase
import World

extension Register {
  /// How a record is named by its creditor.
  package enum RecordName: Sendable {
    case id(ID<ListedRecord>)
    case reference(String)
  }

  /// Refuses a reason that is no creditor's: one that does not exist, and with a code of its own
  /// one that only the bureau gives.
  private static func checkCreditorReason(
    _ reason: String, codes: BureauCodes, on day: CivilDate
  ) throws {
    let code = codes.find(reason, in: .removal, on: day)
    guard code.map(\.isMarked) ?? true else { return }
    let known = codes.codes(.removal).filter { !$0.isMarked && $0.isValid(on: day) }.map(\.code)
    let word = code == nil ? "removal-reason" : "bureau-only-reason"
    throw Refusal.refused(
      code: word,
      code == nil
        ? "O motivo de baixa não existe." : "O motivo de baixa só pode ser usado pelo birô.",
      faults: [
        .init(
          pointer: "/reason", code: word,
          detail: "Use um destes: \(known.joined(separator: ", ")).")
      ])
  }

  /// Takes a record off at its creditor's wish, at once.
  package func remove(
    _ name: RecordName, reason: String, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      try Self.checkCreditorReason(
        reason, codes: try codesBook.codes(in: transaction), on: now.civilDate)
      let found: StoredRecord? =
        switch name {
        case .id(let id): try RecordRows.find(id, transaction)
        case .reference(let reference):
          try RecordRows.find(reference: reference, of: participant, transaction)
        }
      guard var stored = found, stored.record.participant == participant else {
        throw Refusal.missing("Não existe registro com esta identificação.")
      }
      guard !stored.record.state.isFinal else {
        throw Refusal.conflict(
          code: "already-removed",
          "O registro já está encerrado (\(stored.record.state.rawValue)).")
      }
      try change(
        &stored, .removedByCreditor(reason: reason), actor: Actor.creditor, at: now, in: transaction
      )
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
  }
}
