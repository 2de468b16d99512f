import BureauRegister
import Coordination
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Sealing
import World

/// Addresses of the console.
enum Console {
  static let path = ConsoleContents.overview.path
  static let loginPath = ConsoleContents.login.path
  static let leavePath = ConsoleContents.leave.path
  static let themePath = ConsoleContents.theme.path
  static let clockPath = ConsoleContents.clock.path
  static let cookie = "biro_console"
}

/// An operator who is logged in, as the checks of the server see him. There is one password, so
/// that all operators are one.
struct OperatorHolder: Principal {
  /// What the cookie holds.
  let secret: String

  var name: String { "console" }

  func holds(_ permission: String) -> Bool { true }
}

extension BureauPages {
  /// The console; a new page adds its line here.
  func addConsole(to table: inout RouteTable) {
    var pages = PageTable<BureauPages>()
    addConsoleLogin(to: &pages)
    addOverview(to: &pages)
    addCreditors(to: &pages)
    addRecords(to: &pages)
    addRecordActions(to: &pages)
    addLetters(to: &pages)
    addReceivedInquiries(to: &pages)
    addEndpoints(to: &pages)
    addFaultPlan(to: &pages)
    addCodes(to: &pages)
    addStateTermPages(to: &pages)
    addQueuePages(to: &pages)
    table.add(contentsOf: pages.routes(of: self))
  }

  private func addConsoleLogin(to table: inout PageTable<BureauPages>) {
    table.open(.get, ConsoleContents.login) { request, context in
      try requireLocal(context)
      return gate(request, title: Self.loginTitle, loginView, FormState())
    }
    table.open(.post, ConsoleContents.login) { request, context in
      try requireLocal(context)
      let form = try await openForm(request)
      return try await attemptOpen(request, form, title: Self.loginTitle, loginView) {
        try await logIn(form, request, context)
      }
    }
    table.post(ConsoleContents.leave) { visit, _ in
      try await operators.end(visit.secret)
      return Response.seeOther(Console.loginPath).setting(
        [.forget(Console.cookie)], isSecure: isSecure)
    }
    table.addTheme()
  }

  private func logIn(
    _ form: FormFields, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let password = try FormReader.read(form) {
      $0.required("password", "Senha", .text(length: 1...200))
    }
    let address = context.callerGroup
    if let seconds = try await logins.take(address, at: settings.wallClock.now()) {
      throw Problem.tooManyRequests(retryAfterSeconds: seconds)
    }
    guard let right = settings.consolePassword,
      SecretHash.matches(password, hash: SecretHash.hash(of: right))
    else {
      throw Problem.refused(
        code: "wrong-login",
        "A senha do console não confere. Ela aparece quando o birô é iniciado.")
    }
    try await logins.giveBack(address)
    let kept = try KeptForm(carriedBy: form)
    let secret = try await operators.begin([], random: random)
    let next =
      kept.map {
        goOn($0, request, token: PageToken.token(of: secret, page: context.requestID))
      } ?? .seeOther(Console.path)
    return next.setting(
      [PageCookie(Console.cookie, secret), .forget(Self.visitorCookie)], isSecure: isSecure)
  }
}

/// What the shared room asks of the console.
extension BureauPages: PageSite {
  static let product = "Birô de referência"
  static let visitorCookie = "biro_visita"
  static let homePath = Console.path
  static let leavePath = Console.leavePath
  static let themePath = Console.themePath

  static let signedOut = Problem.unauthenticated(
    code: "signed-out", "Entre com a senha do console.", challenge: "Cookie")

  var publicURL: String? { register.options.publicURL }
  var random: any RandomSource { register.world.random }
  /// The line at the end of each page.
  var gateFoot: String { "\(Self.product) \(version) · \(now.brazilian), hora de Brasília" }

  /// Only from this machine: the password of a rehearsal is no protection for a network.
  private func requireLocal(_ context: ServiceContext) throws(Problem) {
    guard context.isLocal else { throw .notFound() }
  }

  func authenticate(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    try requireLocal(context)
    guard let secret = request.cookie(Console.cookie, isSecure: isSecure),
      try await operators.holder(of: secret) != nil
    else { throw Self.signedOut }
    return OperatorHolder(secret: secret)
  }

  func visit(
    _ request: Request, _ context: ServiceContext, paths: Set<String>
  ) throws -> ConsoleVisit {
    try ConsoleVisit(request: request, context: context, site: self)
  }

  func login(_ request: Request, carrying kept: KeptForm) -> Response {
    gate(request, title: Self.loginTitle, loginView, KeptFormView.state(kept))
  }

  private static let loginTitle = "Entrar no console"

  private var loginView: OpenView {
    { state, token in
      """
      <h1>Console do birô</h1>\(KeptFormView.notice(state))<p>Ambiente de homologação: os dados \
      são fictícios. A senha aparece quando o birô é iniciado.</p>\(Look.form(
        to: Console.loginPath, token: token, state: state, shown: ["password"],
        """
        \(state.value(KeptForm.name).isEmpty ? nil : KeptFormView.carried(state))\
        \(Look.entry(
          .init("password", "Senha do console", isRequired: true), .password, in: state))\
        \(Look.button("Entrar", .primary))
        """))
      """
    }
  }
}
