package import Credit
import SQLDatabase

extension Office {
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
    let (access, provider) = try await bureauAccess(to: listing.integration)
    guard let connector = connectors[provider] else { throw Refusal.notFound("Provedor") }
    return try Self.value(await connector.notice(access, id: record.reference))
  }
}
