import Credit
import DebtCollection
package import HTTPService
package import Hummingbird
package import Markup
import Pages
import World

/// One request of a person who is logged in, with everything that a page needs.
package struct Visit: PageVisit {
  package let request: Request
  package let context: ServiceContext
  package let site: Site
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

  package var secret: String { holder.secret }
  package var sessionKey: String { session.id.description }

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

  /// Whether the person may do something: what he may not is not shown either.
  func may(_ permission: Permission) -> Bool { user.may(permission) }

  /// Whether there is a page at an address.
  func has(_ path: String) -> Bool { paths.contains(path) }

  package func furnish(_ frame: inout Frame, help: String?) {
    frame.menu = Menu.groups(for: self)
    frame.person = Frame.Person(
      name: user.name, role: user.role.portuguese, accountPath: Account.path,
      leavePath: Site.leavePath, themePath: Site.themePath, token: token)
    frame.ribbon = isInProduction ? nil : Site.ribbon
    frame.helpPath = help.map(HelpPages.path(ofSlug:)).flatMap { has($0) ? $0 : nil }
    frame.foot = "\(site.gateFoot) · \(now.brazilian), hora de Brasília"
  }
}
