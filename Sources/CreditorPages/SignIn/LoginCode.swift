import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// The second step of a login: the code of the authenticator, after the password.
enum LoginCode {
  static let path = Contents.loginCode.path

  static let view: @Sendable (FormState, String) -> HTML = { state, token in
    """
    <h1>Código</h1><p>Abra o autenticador no celular e digite o código de seis números. Sem o \
    celular, use um dos códigos de recuperação.</p>\(Look.form(
      to: path, token: token, state: state, shown: ["code"],
      """
      \(KeptFormView.carried(state))\
      \(Look.entry(
        .init("code", "Código", isRequired: true), .text(limit: SecondFactor.codeLimit),
        in: state))\
      \(Look.formEnd(
        Look.button("Entrar", .primary), Look.action("Voltar", to: SignIn.path, .quiet)))
      """))
    """
  }
}

/// The cookie of a login between password and code.
enum LoginStepCookie {
  static let name = "adimple_passo"
}

extension Site {
  func addLoginCode(to table: inout PageTable<Site>) {
    table.open(.post, Contents.loginCode) { request, context in
      let form = try await openForm(request)
      return try await attemptOpen(request, form, LoginCode.view) {
        try await finishLogin(form, request, context)
      }
    }
  }

  /// Goes on after the right password: to the code where the person has a second factor, else in.
  func passwordWasRight(
    _ user: User, _ request: Request, _ context: ServiceContext, to target: String?,
    kept: KeptForm? = nil
  ) async throws -> Response {
    guard let step = try await office.secondFactors.beginLoginStep(of: user.id, at: wallClock.now())
    else {
      return try await begin(user, request, context, to: target, kept: kept)
    }
    let state = kept.map(KeptFormView.state) ?? FormState([("target", target ?? "")])
    return gate(request, LoginCode.view, state).setting(
      [PageCookie(LoginStepCookie.name, step, seconds: SecondFactor.stepSeconds)],
      isSecure: isSecure)
  }

  private func finishLogin(
    _ form: FormFields, _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    let code = try FormReader.read(form) {
      $0.required("code", "Código", .string(length: 1...SecondFactor.codeLimit))
    }
    guard let secret = request.cookie(LoginStepCookie.name, isSecure: isSecure),
      let user = try await office.secondFactors.loginStep(secret: secret, at: wallClock.now())
    else { throw Self.stepIsOver }
    let outcome = try await logins.countingCodes(of: user.id) {
      let outcome = try await office.secondFactors.finishLogin(
        secret: secret, code: code, at: wallClock.now())
      return outcome == .wrong ? nil : outcome
    }
    switch outcome {
    case .passed(let user):
      return try await begin(
        user, request, context, to: form.first("target"), kept: try KeptForm(carriedBy: form)
      ).setting([.forget(LoginStepCookie.name)], isSecure: isSecure)
    case .over: throw Self.stepIsOver
    case .wrong, nil:
      throw Problem.invalidInput([
        .init(
          pointer: "/code", code: "wrong-code",
          detail: "O código não confere ou já foi usado. Espere o próximo e tente de novo.")
      ])
    }
  }

  private static let stepIsOver = Problem.refused(
    code: "login-step-over",
    "O tempo para digitar o código acabou, ou foram muitos códigos errados. Volte e entre de novo "
      + "com a senha.")
}
