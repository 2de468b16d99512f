package import Credit
package import HTTPService
package import HTTPTypes
package import Hummingbird
package import Markup

/// One request of somebody who is logged in, with what a page needs of it.
package protocol PageVisit: Sendable {
  associatedtype Site: PageSite where Site.Visit == Self

  var request: Request { get }
  var context: ServiceContext { get }
  var site: Site { get }
  /// What the cookie of the session holds.
  var secret: String { get }
  /// What no other session has.
  var sessionKey: String { get }

  /// Puts into the frame of a page what this site has beside the page: menu, person, foot.
  ///
  /// - Parameter help: the page of the manual that explains the page.
  func furnish(_ frame: inout Frame, help: String?)
}

extension PageVisit {
  /// The address without its query.
  package var path: String { request.uri.path }

  /// The hidden token of this session's forms.
  package var token: String { PageToken.token(of: secret, page: context.requestID) }

  /// The filters and places in the address.
  package func query() throws -> FormFields { try FormFields(parsing: request.uri.query ?? "") }

  /// An id in the path.
  package func id<Entity: Identified>(
    _ entity: Entity.Type = Entity.self
  ) throws -> ID<Entity> {
    try context.pathID()
  }

  /// The page in its frame.
  ///
  /// - Parameters:
  ///   - title: of the window.
  ///   - crumbs: the way to it; the last one is the page itself.
  ///   - help: the page of the manual that explains this one, below `/ajuda/`.
  package func page(
    _ title: String, crumbs: [Crumb] = [], help: String? = nil, status: HTTPResponse.Status = .ok,
    _ content: HTML
  ) -> Response {
    var frame = Frame(product: Site.product, title: title)
    frame.path = path
    frame.homePath = Site.homePath
    frame.crumbs = crumbs
    frame.theme = ThemeCookie.read(request)
    frame.flash = FlashCookie.read(request)
    furnish(&frame, help: help)
    let response = Response.page(frame.page(content), status: status)
    guard frame.flash != nil else { return response }
    return response.setting([.forget(FlashCookie.name)], isSecure: site.isSecure)
  }

  /// Done: goes to a page and tells there what was done.
  package func done(_ text: String, to path: String, tone: Tone = .good) -> Response {
    Response.seeOther(path).setting(
      [FlashCookie.cookie(Flash(tone, text))], isSecure: site.isSecure)
  }

  /// As at `PageSite`.
  package func attempt(
    _ form: FormFields, names: [String: String] = [:],
    again: (FormState, HTTPResponse.Status) async throws -> Response,
    _ change: () async throws -> Response
  ) async throws -> Response {
    try await site.attempt(form, names: names, again: again, change)
  }

  /// The form of the request, once its origin has been checked; its token is not yet.
  func sentForm() async throws -> FormFields {
    try SameOrigin.check(request, publicURL: site.publicURL)
    return try await request.form()
  }

  /// Checks the token of a form. One of a page of ours that an earlier session had opened is kept
  /// and shown to the person, who sends it again; any other is refused.
  func keptWhereStale(_ form: FormFields) throws -> Response? {
    do {
      try PageToken.check(form.first(FormState.tokenName), of: secret)
      return nil
    } catch {
      guard form.first(FormState.tokenName) != nil, site.mayKeep(request),
        let kept = KeptForm(path: request.uri.description, form)
      else { throw error }
      return site.goOn(kept, request, token: token, status: .conflict)
    }
  }

  /// The same for a form with a file, of which nothing is read yet.
  func checkedUpload() async throws -> MultipartForm {
    try await site.checkedUpload(request, secret: secret)
  }
}
