package import Credit
import Outbound
import Refusals
import SQLDatabase

extension Listings {
  /// The notice letter (carta comunicado) of a listing as the bureau issued it, PDF.
  package func noticeLetter(of id: ID<Listing>) async throws -> [UInt8] {
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
    case let outcome: return try Integrations.value(outcome)
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
