package import Credit
import JSONText
import Letters
import SQLDatabase

/// Where a claim comes from: a participant and the branch (filial) that it names.
struct CreditorPlace: Hashable, Sendable {
  let participant: ID<Participant>
  /// CNPJ, bare or masked.
  let branch: String
}

/// In which state a branch of a participant stands.
package struct BranchPlace: Hashable, Sendable {
  /// CNPJ, bare.
  package let document: String
  package let state: FederativeUnit

  package init(document: String, state: FederativeUnit) {
    self.document = document
    self.state = state
  }
}

/// What a participant told of where it is. Nil and none until then: the debtor's state alone
/// decides the terms.
package struct RegisteredOffice: Hashable, Sendable {
  package var office: ParticipantOffice?
  /// Branches in other states than the office.
  package var branches: [BranchPlace] = []

  package init(office: ParticipantOffice? = nil, branches: [BranchPlace] = []) {
    self.office = office
    self.branches = branches
  }

  package static let branchLimit = 200
}

extension ParticipantOffice {
  package static let lineLimit = 80
  package static let contactLimit = 120

  /// What stands in the letters of a participant that told its state only: homologation.
  package static func homologation(in state: FederativeUnit) -> ParticipantOffice {
    var office = homologation
    office.city = state.name
    office.state = state.code
    return office
  }

  /// What is wrong with it, each fault by its member.
  package var faults: [(member: String, code: String, detail: String)] {
    var faults: [(member: String, code: String, detail: String)] = []
    func check(_ member: String, _ value: String, limit: Int = Self.lineLimit) {
      guard value.isEmpty || value.unicodeScalars.count > limit else { return }
      faults.append((member, "invalid-text", "Informe de 1 a \(limit) letras."))
    }
    if PostalCode(postalCode) == nil {
      faults.append(("postalCode", "invalid-postal-code", "Informe um CEP de 8 algarismos."))
    }
    check("street", street)
    check("number", number, limit: 20)
    check("district", district)
    check("city", city)
    if FederativeUnit(code: state) == nil {
      faults.append(("state", "unknown-state", "Use a sigla da UF, como PR."))
    }
    check("contact", contact, limit: Self.contactLimit)
    return faults
  }

  /// As it is kept and printed.
  var normalized: ParticipantOffice {
    var office = self
    office.postalCode = PostalCode(postalCode)?.text ?? postalCode
    office.state = state.uppercased()
    return office
  }
}

/// Reads and writes where participants are.
enum ParticipantOffices {
  /// The state of the branch, else of the office; nil where the participant told none.
  static func state(
    of place: CreditorPlace, _ transaction: Transaction
  ) throws -> FederativeUnit? {
    let branch = ListingRules.parsed(place.branch)?.bare ?? place.branch
    let code = try transaction.first(
      """
      SELECT COALESCE((SELECT state FROM participant_branches
        WHERE participant_id = p.id AND document = ?2), p.office_state)
      FROM participants p WHERE p.id = ?1
      """, [place.participant.number, branch]
    ) { try $0.optionalText(0) }
    return (code ?? nil).flatMap { FederativeUnit(code: $0) }
  }

  static func read(
    _ participant: ID<Participant>, _ transaction: Transaction
  ) throws -> RegisteredOffice {
    let office = try transaction.first(
      "SELECT address, office_state FROM participants WHERE id = ?1", [participant.number]
    ) { row -> ParticipantOffice? in
      row.isNull(1) ? nil : ParticipantOffice(try JSON.parse(try row.text(0)))
    }
    let branches = try transaction.query(
      """
      SELECT document, state FROM participant_branches WHERE participant_id = ?1
      ORDER BY document
      """, [participant.number]
    ) { row in
      let code = try row.text(1)
      guard let state = FederativeUnit(code: code) else {
        throw DatabaseError.unexpectedValue(column: 1, expected: "state")
      }
      return BranchPlace(document: try row.text(0), state: state)
    }
    return RegisteredOffice(office: office ?? nil, branches: branches)
  }

  static func write(
    _ registered: RegisteredOffice, of participant: ID<Participant>, _ transaction: Transaction
  ) throws {
    if let office = registered.office?.normalized {
      try transaction.execute(
        "UPDATE participants SET address = ?2, contact = ?3, office_state = ?4 WHERE id = ?1",
        [participant.number, office.json.text, office.contact, office.state])
    }
    try transaction.execute(
      "DELETE FROM participant_branches WHERE participant_id = ?1", [participant.number])
    for branch in registered.branches {
      try transaction.execute(
        "INSERT INTO participant_branches (participant_id, document, state) VALUES (?1, ?2, ?3)",
        [participant.number, branch.document, branch.state.code])
    }
  }
}

extension Register {
  package func office(of participant: ID<Participant>) async throws -> RegisteredOffice {
    try await database.read { try ParticipantOffices.read(participant, $0) }
  }

  /// Keeps where a participant is. It holds for what is accepted and printed from now on: records
  /// keep the rule that was applied to them.
  package func setOffice(
    _ registered: RegisteredOffice, of participant: ID<Participant>
  ) async throws {
    try await database.write { try ParticipantOffices.write(registered, of: participant, $0) }
  }
}
