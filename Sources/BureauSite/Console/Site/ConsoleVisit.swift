import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// One request of an operator, with everything that a page of the console needs.
struct ConsoleVisit: Sendable {
  let request: Request
  let context: ServiceContext
  let pages: BureauPages
  let secret: String

  init(request: Request, context: ServiceContext, pages: BureauPages) throws {
    guard let holder = try context.requirePrincipal() as? OperatorHolder else {
      throw Problem.unauthenticated()
    }
    self.request = request
    self.context = context
    self.pages = pages
    secret = holder.secret
  }

  var register: Register { pages.register }
  var now: Instant { pages.now }
  var today: CivilDate { now.civilDate }
  var token: String { PageToken.token(of: secret, page: context.requestID) }

  func query() throws -> FormFields { try FormFields(parsing: request.uri.query ?? "") }

  /// The page in its frame.
  func page(
    _ title: String, crumbs: [Crumb] = [], status: HTTPResponse.Status = .ok, _ content: HTML
  ) -> Response {
    var frame = Frame(product: BureauPages.product, title: title)
    frame.menu = ConsoleMenu.groups
    frame.path = request.uri.path
    frame.homePath = Console.path
    frame.crumbs = [Crumb("Console", crumbs.isEmpty ? nil : Console.path)] + crumbs
    frame.person = Frame.Person(
      name: now.brazilian, role: "relógio virtual", accountPath: Console.clockPath,
      leavePath: Console.leavePath, themePath: Console.themePath, token: token)
    frame.theme = ThemeCookie.read(request)
    frame.flash = FlashCookie.read(request)
    frame.foot = pages.foot
    let response = Response.page(frame.page(content), status: status)
    guard frame.flash != nil else { return response }
    return response.setting([.forget(FlashCookie.name)], isSecure: pages.isSecure)
  }

  /// Done: goes to a page and tells there what was done.
  func done(_ text: String, to path: String, tone: Tone = .good) -> Response {
    Response.seeOther(path).setting(
      [FlashCookie.cookie(Flash(tone, text))], isSecure: pages.isSecure)
  }
}

/// The menu of the console.
enum ConsoleMenu {
  static let groups = [
    MenuGroup(nil, [MenuItem("Painel", Console.path, .dashboard)]),
    MenuGroup(
      "Operação",
      [
        MenuItem("Credores", CreditorPages.path, .briefcase),
        MenuItem("Registros", RecordPages.path, .listing),
        MenuItem("Cartas do dia", LetterPages.path, .letter),
        MenuItem("Filas", QueuePages.path, .queue),
        MenuItem("Consultas recebidas", InquiryPages.path, .search),
        MenuItem("Webhooks", EndpointPages.path, .link),
      ]),
    MenuGroup(
      "Simulação",
      [
        MenuItem("Relógio", Console.clockPath, .clock),
        MenuItem("Falhas", FaultPages.path, .warning),
      ]),
    MenuGroup(
      "Dados",
      [
        MenuItem("Códigos", CodePages.path, .report),
        MenuItem("Prazos por estado", StateTermPages.path, .scale),
      ]),
  ]

  /// Every address of the menu: a test asks each for its page.
  static let paths = groups.flatMap { $0.items.map(\.path) }
}
