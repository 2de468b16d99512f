package import Credit
import Outbound
import Refusals
import SQLDatabase

extension Listings {
  /// The creditor's copy of the notice letter (carta comunicado) of a listing, PDF; that somebody
  /// opened it is logged.
  package func noticeLetter(of id: ID<Listing>, actor: Actor) async throws -> [UInt8] {
    guard let listing = try await database.read({ try ListingRows.find(id, in: $0) }) else {
      throw Refusal.notFound("Negativação")
    }
    guard let record = listing.state.record, record.noticeIssuedOn != nil else {
      throw Refusal(
        .conflict, code: "no-notice",
        detail: "O birô ainda não emitiu a carta comunicado desta negativação.")
    }
    let (access, provider) = try await office.bureauEvents.bureauAccess(to: listing.integration)
    guard let connector = connectors[provider] else { throw Refusal.notFound("Provedor") }
    switch await connector.notice(access, id: record.reference) {
    case .unavailable(_, let pause):
      throw Self.letterOutOfReach(pause)
    case .unclear:
      throw Self.letterOutOfReach(nil)
    case let outcome:
      let letter = try Integrations.value(outcome)
      try await noteLetterOpened(of: listing, actor: actor)
      return letter
    }
  }

  private func noteLetterOpened(of listing: Listing, actor: Actor) async throws {
    try await database.write { transaction in
      let index = try transaction.first(
        "SELECT document_index FROM people WHERE id = ?1", [listing.person]
      ) { try $0.optionalBytes(0) }
      try office.accessRecords.logAccess(
        actor, "listing.letter-opened", subject: listing.id.description,
        documentIndex: index ?? nil, in: transaction)
    }
  }

  /// A person wants the letter, not what failed on the line; that stands in the log.
  private static func letterOutOfReach(_ pause: Pause?) -> Refusal {
    Refusal(
      .unavailable(retryAfterSeconds: pause?.seconds ?? 30), code: "bureau-unavailable",
      detail: """
        A carta fica guardada no birô, que não responde agora. Nada se perdeu: volte à negativação \
        e abra a carta de novo em alguns minutos.
        """)
  }
}
