import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// Sets a password with a code that an administrator handed over.
enum NewPassword {
  static let path = Contents.newPassword.path

  static let view: @Sendable (FormState, String) -> HTML = { state, token in
    """
    <h1>Nova senha</h1><p>Com o código que um administrador entregou. Ele vale 24 horas e uma \
    vez.</p>\(Look.form(
      to: path, token: token, state: state, shown: ["email", "code", "password", "repeated"],
      fields(state)))
    """
  }

  private static func fields(_ state: FormState) -> HTML {
    """
    \(Look.entry(.init("email", "E-mail", isRequired: true), .email, in: state))\
    \(Look.entry(.init("code", "Código", isRequired: true), .text(limit: 100), in: state))\
    \(Look.entry(
      .init("password", "Senha nova", hint: "Pelo menos \(Users.passwordLengthFloor) caracteres.",
        isRequired: true), .newPassword, in: state))\
    \(Look.entry(
      .init("repeated", "Repita a senha nova", isRequired: true), .newPassword, in: state))\
    \(Look.formEnd(
      Look.button("Guardar a senha e entrar", .primary),
      Look.action("Voltar", to: SignIn.path, .quiet)))
    """
  }
}

extension Site {
  func addNewPassword(to table: inout PageTable<Site>) {
    table.open(.get, Contents.newPassword) { request, _ in
      gate(request, NewPassword.view, FormState())
    }
    table.open(.post, Contents.newPassword) { request, context in
      let form = try await openForm(request)
      return try await attemptOpen(request, form, NewPassword.view) {
        let (email, code, password) = try FormReader.read(form) { reader in
          return (
            reader.required("email", "E-mail", .string(length: 1...254)),
            reader.required("code", "Código", .string(length: 1...100)),
            reader.newPassword("Senha nova", in: form)
          )
        }
        let user = try await logins.counting(address: context.callerGroup, account: email) {
          try await hashing {
            try await office.users.usePasswordCode(
              email: email, code: code, password: password, hasher: hasher, at: wallClock.now())
          }
        }
        guard let user else { throw Problem.notFound() }
        return try await passwordWasRight(user, request, context, to: nil)
      }
    }
  }
}
