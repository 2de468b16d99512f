import BureauRegister
import Coordination
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Sealing
import World

/// Addresses of the console.
enum Console {
  static let path = "/console"
  static let loginPath = path + "/entrar"
  static let leavePath = path + "/sair"
  static let themePath = path + "/tema"
  static let clockPath = path + "/relogio"
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
    addConsoleLogin(to: &table)
    var pages = ConsoleTable(pages: self)
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
    table.add(contentsOf: pages.routes)
  }

  /// Only from this machine: the password of a rehearsal is no protection for a network.
  private func requireLocal(_ context: ServiceContext) throws(Problem) {
    guard context.isLocal else { throw .notFound() }
  }

  func authenticateOperator(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    try requireLocal(context)
    guard let secret = request.cookie(Console.cookie, isSecure: isSecure),
      try await operators.holder(of: secret) != nil
    else {
      throw Problem.unauthenticated(
        code: "signed-out", "Entre com a senha do console.", challenge: "Cookie")
    }
    return OperatorHolder(secret: secret)
  }

  private func addConsoleLogin(to table: inout RouteTable) {
    table.add(.get, Console.loginPath, .page(id: "console login", access: .open)) {
      request, context in
      try requireLocal(context)
      return loginPage(request, FormState())
    }
    table.add(.post, Console.loginPath, .page(id: "console log in", access: .open)) {
      request, context in
      try requireLocal(context)
      let form = try await openForm(request)
      return try await attempt(form) { state, status in
        loginPage(request, state, status: status)
      } _: {
        try await logIn(form, context)
      }
    }
  }

  private func logIn(_ form: FormFields, _ context: ServiceContext) async throws -> Response {
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
    let secret = try await operators.begin([], random: register.world.random)
    return Response.seeOther(Console.path).setting(
      [PageCookie(Console.cookie, secret), .forget(VisitorCookie.name)], isSecure: isSecure)
  }

  private func loginPage(
    _ request: Request, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    let visitor = visitor(request)
    var frame = Frame(product: Self.product, title: "Entrar no console")
    frame.theme = ThemeCookie.read(request)
    frame.homePath = ConsumerPages.path
    frame.foot = foot
    let page = frame.gate(
      """
      <h1>Console do birô</h1><p>Ambiente de homologação: os dados são fictícios. A senha aparece \
      quando o birô é iniciado.</p>\(Look.form(
        to: Console.loginPath, token: PageToken.token(of: visitor), state: state,
        shown: ["password"],
        """
        \(Look.entry(
          .init("password", "Senha do console", isRequired: true), .password, in: state))\
        \(Look.button("Entrar", .primary))
        """))
      """)
    return Response.page(page, status: status).setting(
      [PageCookie(VisitorCookie.name, visitor, seconds: VisitorCookie.seconds)],
      isSecure: isSecure)
  }
}
