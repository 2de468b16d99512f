package import Credit
package import JSONText
import Refusals
import SQLDatabase
import Sealing
import World

extension Register {
  /// Takes the address that the creditor found after a notice came back: the notice goes out
  /// again, under the rule of the state of the new address.
  package func correctAddress(
    of id: ID<ListedRecord>, to address: RequestedDebtor, participant: ID<Participant>
  ) async throws -> JSON {
    let now = world.clock.now()
    return try await database.write { transaction in
      guard var stored = try RecordRows.find(id, transaction),
        stored.record.participant == participant
      else { throw Refusal.missing("Não existe registro com este id.") }
      guard stored.record.state == .noticeFailed else {
        throw Refusal.conflict(
          code: "not-possible", "Só se corrige o endereço de um registro com carta devolvida.")
      }
      var request = try self.request(of: stored)
      request.debtor.take(address: address)
      let faults = ListingRules.formalFaults(
        request, codes: try codesBook.codes(in: transaction), today: now.civilDate,
        minimum: Cents(1)
      ).filter { ["incomplete-address", "address-too-long"].contains($0.code) }
      guard faults.isEmpty else {
        throw Refusal.invalid(
          faults.map { .init(pointer: "/address", code: $0.code, detail: $0.detail) })
      }
      let rule = try appliedRule(
        for: request.debtor.state,
        creditor: CreditorPlace(
          participant: participant, branch: request.creditorBranchDocument),
        on: now.civilDate, in: transaction)
      try transaction.execute(
        "UPDATE records SET debtor = ?2 WHERE id = ?1",
        [id.number, sealer.seal(request.debtor.json.text, place: Self.debtorPlace(id))])
      try change(
        &stored, .addressCorrected(rule: rule, noticeDueAt: nextCutOff(after: now)),
        actor: Actor.creditor, at: now, in: transaction)
      return stored.record.json(evidence: try evidence(of: stored.record, in: transaction))
    }
  }
}

extension RequestedDebtor {
  package mutating func take(address other: RequestedDebtor) {
    postalCode = other.postalCode
    street = other.street
    number = other.number
    complement = other.complement
    district = other.district
    city = other.city
    state = other.state
  }
}
