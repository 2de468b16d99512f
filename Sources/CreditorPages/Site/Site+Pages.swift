import Coordination
package import DebtCollection
package import HTTPService
import HTTPTypes
package import Hummingbird
package import Pages
package import World

/// What the shared room asks of the creditor's site.
extension Site: PageSite {
  package static let product = "Adimple"
  package static let visitorCookie = "adimple_visita"
  package static let homePath = Contents.dashboard.path
  package static let leavePath = Contents.leave.path
  package static let themePath = Contents.theme.path

  package static let signedOut = Problem.unauthenticated(
    code: "signed-out", "Entre com seu e-mail e sua senha.", challenge: "Cookie")

  package var publicURL: String? { office.publicURL }
  package var random: any RandomSource { office.world.random }
  package var gateFoot: String { "Adimple \(version)" }

  package static func name(of permission: Permission) -> String { permission.rawValue }

  package static func problem(telling error: any Error) -> Problem? {
    Problem.telling(error, refusal: Office.refusal)
  }

  package func authenticate(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    guard let secret = request.cookie(SessionCookie.name, isSecure: isSecure),
      let open = try await office.sessions.openSession(secret: secret, at: wallClock.now())
    else {
      throw Self.signedOut
    }
    return SessionHolder(open: open, secret: secret)
  }

  package func visit(
    _ request: Request, _ context: ServiceContext, paths: Set<String>
  ) throws -> Visit {
    try Visit(request: request, context: context, site: self, paths: paths)
  }

  package func login(_ request: Request, carrying kept: KeptForm) -> Response {
    gate(request, SignInView.login, KeptFormView.state(kept))
  }

  /// Whoever must set a second factor does that first; what belongs to credit analysis is gone
  /// while the switch of the house is off (manual, item 26).
  package func instead(of page: PageLine<Permission>, for visit: Visit) throws -> Response? {
    if visit.mustSetSecondFactor, !SecondFactorPages.isOpenBefore(page.path) {
      return .seeOther(SecondFactorPages.path)
    }
    if page.isSubject, !visit.usesCreditAnalysis { throw Problem.notFound() }
    return nil
  }

  /// A file of many is recorded before its first row leaves the house.
  package func answering(
    _ page: PageLine<Permission>, to visit: Visit, with response: Response
  ) async throws {
    guard ListExport.isExport(page.path), response.status == .ok else { return }
    try await office.accessRecords.logExport(of: visit.path, actor: visit.actor)
  }
}
