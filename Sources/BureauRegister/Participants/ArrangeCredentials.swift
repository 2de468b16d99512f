package import Credit
package import JSONText
import Refusals
import SQLDatabase
import World

extension Register {
  /// The credentials of a participant, revoked ones too; never their secrets.
  package func credentials(of participant: ID<Participant>) async throws -> [JSON] {
    try await database.read { transaction in
      try transaction.query(
        StoredCredential.table.select + " WHERE participant_id = ?1 ORDER BY id",
        [participant.number]
      ) { row in
        let row = ColumnRow<CredentialColumn>(row)
        return [
          "id": .string(ID<Credential>(try row.integer(.id)).description),
          "clientId": .string(try row.text(.clientId)), "name": .string(try row.text(.name)),
          "scopes": .array(
            TokenDesk.scopes(try row.text(.scopes)).map { .string($0.rawValue) }),
          "createdAt": .string(try row.time(.createdAt).description),
          "lastUsedAt": .optional(try row.optionalTime(.lastUsedAt)),
          "locked": .bool(!row.isNull(.lockedAt)),
          "revokedAt": .optional(try row.optionalTime(.revokedAt)),
        ]
      }
    }
  }

  /// Issues one more credential; nobody gives what he does not hold himself.
  package func issueCredential(
    name: String, scopes: [BureauScope], to holder: TokenHolder
  ) async throws -> JSON {
    let asked = BureauScope.allCases.filter { scopes.contains($0) }
    guard asked.allSatisfy({ holder.scopes.contains($0) }) else {
      throw Refusal.invalid([
        .init(
          pointer: "/scopes", code: "scope-not-held",
          detail: "Só se concedem escopos que o token desta chamada tem.")
      ])
    }
    let credentials = CredentialStore.generate(world: world)
    let now = world.clock.now()
    let id = try await database.write { transaction in
      let count = try transaction.first(
        "SELECT COUNT(*) FROM credentials WHERE participant_id = ?1 AND revoked_at IS NULL",
        [holder.participant.number]
      ) { try $0.integer(0) }
      guard (count ?? 0) < CredentialStore.limit else {
        throw Refusal.conflict(
          code: "too-many-credentials",
          "Um participante tem até \(CredentialStore.limit) credenciais.")
      }
      return try CredentialStore.add(
        credentials, to: holder.participant, name: name, scopes: asked, at: now, transaction)
    }
    return [
      "id": .string(id.description), "clientId": .string(credentials.clientID),
      "clientSecret": .string(credentials.clientSecret),
    ]
  }

  /// Revokes a credential and its tokens; the last one stays, or nobody could come in any more.
  package func revokeCredential(_ id: ID<Credential>, participant: ID<Participant>) async throws {
    let now = world.clock.now()
    try await database.write { transaction in
      let live = try transaction.query(
        "SELECT id FROM credentials WHERE participant_id = ?1 AND revoked_at IS NULL",
        [participant.number]
      ) { ID<Credential>(try $0.integer(0)) }
      guard live.contains(id) else {
        throw Refusal.missing("Não existe credencial ativa com este id.")
      }
      guard live.count > 1 else {
        throw Refusal.conflict(
          code: "last-credential", "A última credencial não se revoga; emita outra antes.")
      }
      try transaction.execute(
        "UPDATE credentials SET revoked_at = ?2 WHERE id = ?1", [id.number, now.microseconds])
      try transaction.execute(
        "DELETE FROM access_tokens WHERE credential_id = ?1", [id.number])
    }
  }

  package func setAddresses(_ addresses: AddressList, of participant: ID<Participant>) async throws
  {
    _ = try await database.write { transaction in
      try transaction.execute(
        "UPDATE participants SET allowed_addresses = ?2 WHERE id = ?1",
        [participant.number, addresses.stored])
    }
  }
}
