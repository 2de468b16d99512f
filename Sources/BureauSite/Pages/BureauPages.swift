import BureauRegister
import Coordination
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Sealing
package import World

/// What the bureau's pages for people need besides the register.
package struct PageSettings: Sendable {
  /// The time of people: sessions and logins go by it, also where the bureau's clock jumps.
  package var wallClock: any Clock
  /// Opens the console; nil where there is none. It exists in rehearsals on this machine only.
  package var consolePassword: String?

  package init(wallClock: any Clock, consolePassword: String? = nil) {
    self.wallClock = wallClock
    self.consolePassword = consolePassword
  }
}

/// The pages of the bureau: the console of whoever rehearses, and the page of the person concerned.
struct BureauPages: Sendable {
  let api: BureauAPI
  let settings: PageSettings
  let version: String
  let operators: PageSessions
  /// Wrong passwords of the console.
  let logins: TryCounter
  let sentForms: SentForms

  init(api: BureauAPI, settings: PageSettings, version: String) {
    self.api = api
    self.settings = settings
    self.version = version
    let database = api.register.plainDatabase
    operators = PageSessions(
      .init(kind: "operator", idleSeconds: 12 * 3_600, absoluteSeconds: 24 * 3_600, limit: 100),
      database: database, clock: settings.wallClock)
    logins = TryCounter(
      policy: .init(name: "console-login", quota: 10, windowSeconds: 900),
      database: database)
    sentForms = SentForms(
      database: database, sealer: api.register.sealer,
      random: api.register.world.random, clock: settings.wallClock,
      logger: api.register.world.logger)
  }

  static let product = "Birô de referência"

  var register: Register { api.register }
  var consumers: PageSessions { api.consumers }
  var publicURL: String { register.options.publicURL }
  /// Whether people reach the bureau by https only.
  var isSecure: Bool { publicURL.hasPrefix("https://") }
  /// The console is there in a rehearsal only.
  var hasConsole: Bool { settings.consolePassword != nil && api.virtual != nil }
  var now: Instant { register.world.clock.now() }
  /// The line at the end of each page.
  var foot: String { "\(Self.product) \(version) · \(now.brazilian), hora de Brasília" }

  var routes: RouteTable {
    var table = RouteTable()
    addConsumerPages(to: &table)
    if hasConsole { addConsole(to: &table) }
    AssetPages.add(to: &table)
    return table
  }

  /// A problem as a page, where a browser asks; without a session it leads to the login.
  func showProblem(
    _ problem: Problem, _ request: Request, _ context: ServiceContext
  ) -> Response? {
    guard ErrorPages.wantsPage(request) else { return nil }
    let path = request.uri.path
    let isConsole = path == Console.path || path.hasPrefix(Console.path + "/")
    if problem.status == .unauthorized {
      return .seeOther(isConsole ? Console.loginPath : ConsumerPages.path)
    }
    return ErrorPages.page(
      problem, product: Self.product, requestID: context.requestID,
      homePath: isConsole && hasConsole ? Console.path : ConsumerPages.path,
      theme: ThemeCookie.read(request))
  }
}

/// Binds the forms before a login to one browser.
enum VisitorCookie {
  static let name = "biro_visita"
  static let seconds = 3_600
}

extension BureauPages {
  /// The secret that the forms of a page before the login go by, new where there is none.
  func visitor(_ request: Request) -> String {
    request.cookie(VisitorCookie.name, isSecure: isSecure)
      ?? SecretHash.generate(prefix: "", random: register.world.random)
  }

  /// The form of a page before the login, once origin and token have been checked.
  func openForm(_ request: Request) async throws -> FormFields {
    guard let visitor = request.cookie(VisitorCookie.name, isSecure: isSecure) else {
      throw Problem.forbidden(
        code: "no-cookies",
        "O navegador não guardou o cookie desta página. Permita cookies e recarregue.")
    }
    return try await checkedForm(request, secret: visitor)
  }

  /// The form of a request whose page was made for the holder of a secret.
  func checkedForm(_ request: Request, secret: String) async throws -> FormFields {
    try SameOrigin.check(request, publicURL: publicURL)
    let form = try await request.form()
    try PageToken.check(form.first(FormState.tokenName), of: secret)
    return form
  }

  /// Runs a change. What is refused is shown on the page that is built again with everything that
  /// was typed; other errors go their way.
  func attempt(
    _ form: FormFields, names: [String: String] = [:],
    again: (FormState, HTTPResponse.Status) async throws -> Response,
    _ change: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await change()
    } catch {
      guard let problem = error as? Problem ?? Problem.telling(error),
        [.unprocessableContent, .conflict, .tooManyRequests].contains(problem.status)
      else { throw error }
      var response = try await again(FormState(form, problem, names: names), problem.status)
      response.headers.append(contentsOf: problem.headers)
      return response
    }
  }
}
