import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Sealing
import World

/// Binds the forms before the login to one browser.
enum VisitorCookie {
  static let name = "adimple_visita"
  static let seconds = 3_600
}

extension Site {
  typealias OpenView = @Sendable (_ state: FormState, _ token: String) -> HTML

  /// A page before the login, with a token for its form.
  func gate(
    _ request: Request, _ view: OpenView, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let known = request.cookie(VisitorCookie.name, isSecure: isSecure)
    let visitor = known ?? SecretHash.generate(prefix: "", random: office.world.random)
    var frame = Frame(product: Site.product, title: "Entrar")
    frame.theme = ThemeCookie.read(request)
    frame.flash = FlashCookie.read(request)
    frame.foot = "Adimple \(version)"
    var cookies = [PageCookie(VisitorCookie.name, visitor, seconds: VisitorCookie.seconds)]
    if frame.flash != nil { cookies.append(.forget(FlashCookie.name)) }
    return Response.page(frame.gate(view(state, PageToken.token(of: visitor))), status: status)
      .setting(cookies, isSecure: isSecure)
  }

  /// The form of a page before the login, once origin and token have been checked.
  func openForm(_ request: Request) async throws -> FormFields {
    try SameOrigin.check(request, publicURL: office.publicURL)
    let form = try await request.form()
    guard let visitor = request.cookie(VisitorCookie.name, isSecure: isSecure) else {
      throw Problem.forbidden(
        code: "no-cookies",
        "O navegador não guardou o cookie desta página. Permita cookies e recarregue.")
    }
    try PageToken.check(form.first(FormState.tokenName), of: visitor)
    return form
  }

  /// Runs a change; what is refused is shown on the same page.
  func attemptOpen(
    _ request: Request, _ form: FormFields, _ view: OpenView,
    _ change: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await change()
    } catch {
      guard let problem = error as? Problem ?? Problem.telling(error, refusal: Office.refusal),
        [.unprocessableContent, .conflict, .tooManyRequests].contains(problem.status)
      else { throw error }
      var response = gate(request, view, FormState(form, problem), status: problem.status)
      response.headers.append(contentsOf: problem.headers)
      return response
    }
  }
}
