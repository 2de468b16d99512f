import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Sealing
import World

/// Addresses of the login.
enum SignIn {
  static let path = Contents.login.path
  static let setUpPath = Contents.setUp.path

  /// The login that leads back to where somebody wanted to go.
  static func path(comingBackTo target: String?) -> String {
    guard let target, target != "/", let safe = PagePath.local(target) else { return path }
    return path + "?voltar=" + PagePath.encode(safe)
  }
}

extension Site {
  func addSignIn(to table: inout PageTable<Site>) {
    table.open(.get, Contents.login) { request, _ in
      if try await office.users.hasNoUser() { return .seeOther(SignIn.setUpPath) }
      let target = try FormFields(parsing: request.uri.query ?? "").first("voltar")
      return gate(request, loginView, FormState([("target", target ?? "")]))
    }
    table.open(.post, Contents.login) { request, context in
      let form = try await openForm(request)
      return try await attemptOpen(request, form, loginView) {
        try await login(form, request, context)
      }
    }
    addLoginCode(to: &table)
    addDemoDoors(to: &table)
    table.open(.get, Contents.setUp) { request, _ in
      guard try await office.users.hasNoUser() else { return .seeOther(SignIn.path) }
      return gate(request, SignInView.setUp, FormState())
    }
    table.open(.post, Contents.setUp) { request, context in
      let form = try await openForm(request)
      return try await attemptOpen(request, form, SignInView.setUp) {
        try await setUp(form, request, context)
      }
    }
    table.post(Contents.leave) { visit, _ in
      try await office.sessions.endSession(
        visit.session.id, of: visit.user.id, actor: visit.actor, at: wallClock.now())
      return Response.seeOther(SignIn.path).setting(
        [
          .forget(SessionCookie.name), FlashCookie.cookie(Flash(.good, "Você saiu do Adimple.")),
        ], isSecure: isSecure)
    }
    table.addTheme()
  }

  private func login(
    _ form: FormFields, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let (email, password) = try FormReader.read(form) { reader in
      (
        reader.required("email", "E-mail", .string(length: 1...254)),
        reader.required("password", "Senha", .text(length: 1...1_024))
      )
    }
    let user = try await logins.counting(address: context.callerGroup, account: email) {
      try await hashing {
        try await office.users.authenticate(email: email, password: password, hasher: hasher)
      }
    }
    guard let user else {
      throw Problem.refused(
        code: "wrong-login", "O e-mail ou a senha não confere. Confira os dois e tente de novo.")
    }
    return try await passwordWasRight(
      user, request, context, to: form.first("target"), kept: try KeptForm(carriedBy: form))
  }

  private func setUp(
    _ form: FormFields, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let (name, email, password, code) = try FormReader.read(form) { reader in
      return (
        reader.required("name", "Nome", .string(length: 1...120)),
        reader.required("email", "E-mail", .string(length: 1...254)),
        reader.newPassword("Senha", in: form),
        reader.required("code", "Código", .string(length: 1...SecondFactor.codeLimit))
      )
    }
    let added = try await logins.counting(
      address: context.callerGroup, account: SignIn.setUpPath
    ) {
      try await hashing {
        try await office.users.addFirstAdministrator(
          email: email, name: name, password: password, code: code, hasher: hasher)
      }
    }
    guard let user = added else { throw Problem.notFound() }
    return try await begin(user, request, context, to: nil)
  }

  func begin(
    _ user: User, _ request: Request, _ context: ServiceContext, to target: String?,
    kept: KeptForm? = nil
  ) async throws -> Response {
    let begun = try await office.sessions.beginSession(
      of: user, after: request.cookie(SessionCookie.name, isSecure: isSecure),
      address: context.remoteAddress, agent: request.headers[.userAgent], at: wallClock.now())
    let next =
      kept.map {
        goOn($0, request, token: PageToken.token(of: begun.secret, page: context.requestID))
      } ?? .seeOther(target.flatMap(PagePath.local) ?? "/")
    return next.setting(
      [
        PageCookie(SessionCookie.name, begun.secret, seconds: Session.absoluteSeconds),
        .forget(Site.visitorCookie),
      ], isSecure: isSecure)
  }

  /// A rush of logins is told as such.
  func hashing<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch PasswordError.busy {
      throw LoginLimits.busy
    }
  }
}
