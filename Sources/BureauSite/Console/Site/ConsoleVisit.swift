import BureauRegister
import Credit
import HTTPService
import Hummingbird
import Markup
import Pages
import World

/// One request of an operator, with everything that a page of the console needs.
struct ConsoleVisit: PageVisit {
  let request: Request
  let context: ServiceContext
  let site: BureauPages
  let secret: String

  init(request: Request, context: ServiceContext, site: BureauPages) throws {
    guard let holder = try context.requirePrincipal() as? OperatorHolder else {
      throw Problem.unauthenticated()
    }
    self.request = request
    self.context = context
    self.site = site
    secret = holder.secret
  }

  var sessionKey: String { secret }
  var now: Instant { site.now }
  var today: CivilDate { now.civilDate }

  func furnish(_ frame: inout Frame, help: String?) {
    frame.menu = ConsoleMenu.groups
    frame.crumbs = [Crumb("Console", frame.crumbs.isEmpty ? nil : Console.path)] + frame.crumbs
    frame.person = Frame.Person(
      name: now.brazilian, role: "relógio virtual", accountPath: Console.clockPath,
      leavePath: Console.leavePath, themePath: Console.themePath, token: token)
    frame.foot = site.gateFoot
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
