import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Sealing
import World

/// One request of a person who is logged in, with everything that a page needs.
struct Visit: Sendable {
  let request: Request
  let context: ServiceContext
  let site: Site
  private let holder: SessionHolder
  /// The addresses that there are.
  private let paths: Set<String>

  init(
    request: Request, context: ServiceContext, site: Site, paths: Set<String>
  ) throws {
    guard let holder = try context.requirePrincipal() as? SessionHolder else {
      throw Problem.unauthenticated()
    }
    self.request = request
    self.context = context
    self.site = site
    self.holder = holder
    self.paths = paths
  }

  var office: Office { site.office }
  var user: User { holder.open.user }
  var session: Session { holder.open.session }
  var actor: Actor { user.actor }
  var usesCreditAnalysis: Bool { holder.open.usesCreditAnalysis }
  var isInProduction: Bool { holder.open.isInProduction }
  var mustSetSecondFactor: Bool { holder.open.mustSetSecondFactor }
  /// Now and today by the product's clock, in which terms run.
  var now: Instant { office.world.clock.now() }
  var today: CivilDate { now.civilDate }
  /// The address without its query.
  var path: String { request.uri.path }

  /// Whether the person may do something: what he may not is not shown either.
  func may(_ permission: Permission) -> Bool { user.may(permission) }

  /// Whether there is a page at an address.
  func has(_ path: String) -> Bool { paths.contains(path) }

  /// The hidden token of this session's forms.
  var token: String { PageToken.token(of: holder.secret, page: context.requestID) }

  /// The filters and places in the address.
  func query() throws -> FormFields { try FormFields(parsing: request.uri.query ?? "") }

  /// An id in the path.
  func id<Entity: Identified>(_ entity: Entity.Type = Entity.self) throws -> ID<Entity> {
    try context.pathID()
  }

  /// The form of the request, once its origin has been checked; its token is not yet.
  func sentForm() async throws -> FormFields {
    try SameOrigin.check(request, publicURL: office.publicURL)
    return try await request.form()
  }

  /// Checks the token of a form. One of a page of ours that an earlier session had opened is kept
  /// and shown to the person, who sends it again; any other is refused.
  func keptWhereStale(_ form: FormFields) throws -> Response? {
    do {
      try PageToken.check(form.first(FormState.tokenName), of: holder.secret)
      return nil
    } catch {
      guard form.first(FormState.tokenName) != nil,
        KeptForm.mayKeep(request, publicURL: office.publicURL),
        let kept = KeptForm(path: request.uri.description, form)
      else { throw error }
      return site.goOn(kept, request, token: token, status: .conflict)
    }
  }

  /// The same for a form with a file, of which nothing is read yet.
  func checkedUpload() async throws -> MultipartForm {
    try SameOrigin.check(request, publicURL: office.publicURL)
    let form = try await MultipartForm.read(request)
    try PageToken.check(form.fields.first(FormState.tokenName), of: holder.secret)
    return form
  }

  /// The page in its frame.
  ///
  /// - Parameters:
  ///   - title: of the window.
  ///   - crumbs: the way to it; the last one is the page itself.
  ///   - help: the page of the manual that explains this one, below `/ajuda/`.
  func page(
    _ title: String, crumbs: [Crumb] = [], help: String? = nil, status: HTTPResponse.Status = .ok,
    _ content: HTML
  ) -> Response {
    var frame = Frame(product: Site.product, title: title)
    frame.menu = Menu.groups(for: self)
    frame.path = path
    frame.crumbs = crumbs
    frame.person = Frame.Person(
      name: user.name, role: user.role.portuguese, accountPath: Account.path,
      leavePath: SignIn.leavePath, themePath: ThemeCookie.path, token: token)
    frame.theme = ThemeCookie.read(request)
    frame.flash = FlashCookie.read(request)
    frame.ribbon = isInProduction ? nil : Site.ribbon
    frame.helpPath = help.map { "/ajuda/" + $0 }.flatMap { has($0) ? $0 : nil }
    frame.foot = "Adimple \(site.version) · \(now.brazilian), hora de Brasília"
    let response = Response.page(frame.page(content), status: status)
    guard frame.flash != nil else { return response }
    return response.setting([.forget(FlashCookie.name)], isSecure: site.isSecure)
  }

  /// Done: goes to a page and tells there what was done.
  func done(_ text: String, to path: String, tone: Tone = .good) -> Response {
    Response.seeOther(path).setting(
      [FlashCookie.cookie(Flash(tone, text))], isSecure: site.isSecure)
  }

  /// Runs a change. What a rule or the input refuses is shown on the form that is built again with
  /// everything that was typed; other errors go their way.
  ///
  /// - Parameter names: fields that are not named like the members of the input.
  func attempt(
    _ form: FormFields, names: [String: String] = [:],
    again: (FormState, HTTPResponse.Status) async throws -> Response,
    _ change: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await change()
    } catch {
      guard let problem = error as? Problem ?? Problem.telling(error, refusal: Office.refusal),
        [.unprocessableContent, .conflict, .forbidden, .tooManyRequests].contains(problem.status)
      else { throw error }
      return try await again(FormState(form, problem, names: names), problem.status)
    }
  }
}
