package import HTTPService
package import HTTPTypes
package import Hummingbird
package import Markup
import Sealing

/// Pages before the login: their forms are bound to one browser by a cookie.
extension PageSite {
  package typealias OpenView = @Sendable (_ state: FormState, _ token: String) -> HTML

  /// The secret that the forms of a page before the login go by, new where there is none.
  package func visitor(_ request: Request) -> String {
    request.cookie(Self.visitorCookie, isSecure: isSecure)
      ?? SecretHash.generate(prefix: "", random: random)
  }

  /// The cookie of such a page.
  package static func visitorCookie(_ visitor: String) -> PageCookie {
    PageCookie(visitorCookie, visitor, seconds: 3_600)
  }

  /// A page before the login, with a token for its form.
  package func gate(
    _ request: Request, title: String = "Entrar", _ view: OpenView, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let visitor = visitor(request)
    var frame = gateFrame(request, title)
    frame.flash = FlashCookie.read(request)
    var cookies = [Self.visitorCookie(visitor)]
    if frame.flash != nil { cookies.append(.forget(FlashCookie.name)) }
    return Response.page(frame.gate(view(state, PageToken.token(of: visitor))), status: status)
      .setting(cookies, isSecure: isSecure)
  }

  func gateFrame(_ request: Request, _ title: String) -> Frame {
    var frame = Frame(product: Self.product, title: title)
    frame.theme = ThemeCookie.read(request)
    frame.foot = gateFoot
    return frame
  }

  /// The form of a request whose page was made for the holder of a secret.
  package func checkedForm(_ request: Request, secret: String) async throws -> FormFields {
    try SameOrigin.check(request, publicURL: publicURL)
    let form = try await request.form()
    try PageToken.check(form.first(FormState.tokenName), of: secret)
    return form
  }

  /// The same for a form with a file.
  package func checkedUpload(_ request: Request, secret: String) async throws -> MultipartForm {
    try SameOrigin.check(request, publicURL: publicURL)
    let form = try await MultipartForm.read(request)
    try PageToken.check(form.fields.first(FormState.tokenName), of: secret)
    return form
  }

  /// The form of a page before the login, once origin and token have been checked.
  package func openForm(_ request: Request) async throws -> FormFields {
    try SameOrigin.check(request, publicURL: publicURL)
    let form = try await request.form()
    guard let visitor = request.cookie(Self.visitorCookie, isSecure: isSecure) else {
      throw Problem.forbidden(
        code: "no-cookies",
        "O navegador não guardou o cookie desta página. Permita cookies e recarregue.")
    }
    try PageToken.check(form.first(FormState.tokenName), of: visitor)
    return form
  }

  /// Runs a change; what is refused is shown on the same page.
  package func attemptOpen(
    _ request: Request, _ form: FormFields, title: String = "Entrar", _ view: OpenView,
    _ change: () async throws -> Response
  ) async throws -> Response {
    try await attempt(form) { state, status in
      gate(request, title: title, view, state, status: status)
    } _: {
      try await change()
    }
  }
}
