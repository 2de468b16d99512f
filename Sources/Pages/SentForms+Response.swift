package import Coordination
package import HTTPService
package import Hummingbird
import Sealing

/// Forms of a site that were sent a moment ago, to any process that serves it.
extension SentForms {
  /// The work of a form, once. A form is the same if session, page (each page that is shown has a
  /// number of its own), address and every field are. Throws 409 where the first one takes long, or
  /// was cut off.
  ///
  /// - Parameter session: what no other session has.
  package func once(
    _ request: Request, _ form: FormFields, session: String,
    _ work: @escaping @Sendable () async throws -> Response
  ) async throws -> Response {
    guard let key = Self.key(request, form, session: session) else { return try await work() }
    do {
      return try await once(
        key, encode: { try await KeptResponse.encode(&$0, hasWritten: $1) },
        decode: KeptResponse.decode, work: work)
    } catch Failure.atWork {
      throw Problem.conflict(
        code: "form-at-work",
        """
        O primeiro envio desta página ainda está em andamento. Espere um pouco e abra a página de \
        novo para ver o resultado.
        """)
    } catch Failure.unknown {
      throw Problem.conflict(
        code: "form-outcome-unknown",
        """
        O envio anterior desta página foi interrompido e não se sabe se chegou ao fim. Abra a \
        página de novo e confira antes de enviar outra vez.
        """)
    }
  }

  /// What makes a form the same; nil for a form of no page of ours.
  static func key(_ request: Request, _ form: FormFields, session: String) -> [UInt8]? {
    guard let token = form.first("_token"), PageToken.page(of: token) != nil else { return nil }
    let parts = [session, request.uri.description] + form.fields.flatMap { [$0.name, $0.value] }
    return HashChain.next(previous: [], fields: parts.map { Array($0.utf8) })
  }
}
