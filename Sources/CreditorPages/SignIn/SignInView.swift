import DebtCollection
import Markup
import Pages

/// The pages before the login.
enum SignInView {
  static let login: @Sendable (FormState, String) -> HTML = { state, token in
    """
    <h1>Entrar</h1>\(KeptFormView.notice(state))\(Look.form(
      to: SignIn.path, token: token, state: state, shown: ["email", "password"],
      loginFields(state)))\
    <p><a href="\(NewPassword.path)">Tenho um código de senha</a></p>
    """
  }

  private static func loginFields(_ state: FormState) -> HTML {
    """
    \(KeptFormView.carried(state))\
    \(Look.entry(.init("email", "E-mail", isRequired: true), .email, in: state))\
    \(Look.entry(.init("password", "Senha", isRequired: true), .password, in: state))\
    \(Look.button("Entrar", .primary))
    """
  }

  static let setUp: @Sendable (FormState, String) -> HTML = { state, token in
    """
    <h1>Primeiro acesso</h1><p>Ainda não há usuários. Quem se cadastra aqui administra o Adimple: \
    configura a integração, as filiais e os demais usuários. Esta página deixa de existir \
    depois.</p>\(Look.form(
      to: SignIn.setUpPath, token: token, state: state,
      shown: ["code", "name", "email", "password", "repeated"], setUpFields(state)))
    """
  }

  private static func setUpFields(_ state: FormState) -> HTML {
    """
    \(Look.entry(
      .init("code", "Código do terminal",
        hint: "O Adimple o mostra ao iniciar, no terminal ou no registro do serviço.",
        isRequired: true), .text(limit: SecondFactor.codeLimit), in: state))\
    \(Look.entry(.init("name", "Nome", isRequired: true), in: state))\
    \(Look.entry(.init("email", "E-mail", isRequired: true), .email, in: state))\
    \(Look.entry(
      .init("password", "Senha", hint: "Pelo menos \(Users.passwordLengthFloor) caracteres.",
        isRequired: true), .newPassword, in: state))\
    \(Look.entry(.init("repeated", "Repita a senha", isRequired: true), .newPassword, in: state))\
    \(Look.button("Criar o administrador e entrar", .primary))
    """
  }
}
