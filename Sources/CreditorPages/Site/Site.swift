package import Coordination
import Credit
package import DebtCollection
package import HTTPService
import HTTPTypes
package import Hummingbird
import Markup
import Pages
package import Sealing
package import World

/// What the pages of the creditor's side stand on.
package struct Site: Sendable {
  let office: Office
  let hasher: PasswordHasher
  /// The time of people: sessions and logins go by it, also where the product's own clock is
  /// virtual and jumps.
  let wallClock: any Clock
  let logins: LoginLimits
  /// What the foot of each page says.
  let version: String
  /// Moves the clock of a rehearsal; nil with the machine's clock.
  let timekeeper: Timekeeper?
  /// The screens that the manual shows.
  let pictures: ManualPictures
  /// Nil in a real house.
  let demo: DemoHouse?
  let figures = FigureKeeper()
  package let sentForms: SentForms

  package init(
    office: Office, hasher: PasswordHasher, wallClock: any Clock, version: String,
    timekeeper: Timekeeper?, pictures: ManualPictures = ManualPictures(), demo: DemoHouse? = nil
  ) {
    self.demo = demo
    self.office = office
    self.hasher = hasher
    self.wallClock = wallClock
    self.logins = LoginLimits(clock: wallClock, office: office)
    self.sentForms = SentForms(
      database: office.plainDatabase, sealer: office.sealer, random: office.world.random,
      clock: wallClock, logger: office.world.logger)
    self.version = version
    self.timekeeper = timekeeper
    self.pictures = pictures
  }

  /// All pages with their addresses, in the order of the menu. A new page adds its line here.
  private var pages: PageTable<Site> {
    var table = PageTable<Site>()
    addSignIn(to: &table)
    addNewPassword(to: &table)
    addAccount(to: &table)
    addSecondFactor(to: &table)
    addDashboard(to: &table)
    addPersonLists(to: &table)
    addPersonForms(to: &table)
    addPerson(to: &table)
    addContractForms(to: &table)
    addManualListing(to: &table)
    addInquiryCentral(to: &table)
    addInquiryForms(to: &table)
    addInquiryReport(to: &table)
    addReports(to: &table)
    addListings(to: &table)
    addApprovals(to: &table)
    addReconciliations(to: &table)
    addStrayRecords(to: &table)
    addDisputes(to: &table)
    addRemoval(to: &table)
    addListing(to: &table)
    addSettings(to: &table)
    addIntegrations(to: &table)
    addTrial(to: &table)
    addBranches(to: &table)
    addParameters(to: &table)
    addTasks(to: &table)
    addQueues(to: &table)
    addUsers(to: &table)
    addAPIKeys(to: &table)
    addWebhooks(to: &table)
    addAudit(to: &table)
    addClock(to: &table)
    addHelp(to: &table)
    addCollection(to: &table)
    addFinance(to: &table)
    addListingReport(to: &table)
    addRecoveryReport(to: &table)
    addRejectionReport(to: &table)
    addAccessReport(to: &table)
    return table
  }

  /// The pages alone, in one list: tests run over all of them.
  package var pageRoutes: RouteTable { pages.routes(of: self) }

  package var routes: RouteTable {
    var routes = pageRoutes
    AssetPages.add(to: &routes)
    return routes
  }

  /// A problem as a page, where a browser asks; an expired session leads to the login and back.
  package func showProblem(
    _ problem: Problem, _ request: Request, _ context: ServiceContext
  ) -> Response? {
    guard ErrorPages.wantsPage(request) else { return nil }
    if problem.status == .unauthorized {
      let isReading = request.method == .get || request.method == .head
      return .seeOther(SignIn.path(comingBackTo: isReading ? request.uri.description : nil))
    }
    let told =
      problem.code == "forbidden"
      ? Problem.forbidden("Seu perfil não permite isto. Peça a um administrador.") : problem
    return ErrorPages.page(
      told, product: Self.product, requestID: context.requestID,
      theme: ThemeCookie.read(request))
  }

  /// What the pages of a house say that is not in production.
  static let ribbon = Ribbon(
    "HOMOLOGAÇÃO", "Nenhuma integração está em produção: nada daqui chega a um birô de verdade.")
}
