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

  var register: Register { api.register }
  var consumers: PageSessions { api.consumers }
  /// The console is there in a rehearsal only.
  var hasConsole: Bool { settings.consolePassword != nil && api.virtual != nil }
  var now: Instant { register.world.clock.now() }

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
