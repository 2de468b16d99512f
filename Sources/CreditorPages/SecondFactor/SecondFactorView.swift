import DebtCollection
import Letters
import Markup

enum SecondFactorView {
  static func page(_ model: SecondFactorModel, _ state: FormState, token: String) -> HTML {
    let about: HTML =
      "Além da senha, um código que só o seu celular mostra, novo a cada meio minuto."
    return """
      \(Look.heading("Segundo fator", about: about))\
      \(model.isRequired ? Look.notice(.waiting, required) : nil)\
      \(content(model, state, token))
      """
  }

  private static let required =
    "Esta casa exige o segundo fator. Cadastre o seu para continuar; leva um minuto."

  private static func content(
    _ model: SecondFactorModel, _ state: FormState, _ token: String
  ) -> HTML {
    switch model.standing {
    case .none: begin(state, token)
    case .begun: confirm(model, state, token)
    case .active(_, let codes): active(model, codes, state, token)
    }
  }

  private static func begin(_ state: FormState, _ token: String) -> HTML {
    Look.sheet(
      "Cadastrar",
      """
      <p>Instale no celular um autenticador, como Aegis, Google Authenticator, Microsoft \
      Authenticator ou o do seu gerenciador de senhas. Depois confirme a senha para ver o código a \
      ler com ele.</p>\
      \(password(to: SecondFactorPages.beginPath, state, token, Look.button("Começar", .primary)))
      """)
  }

  private static func confirm(
    _ model: SecondFactorModel, _ state: FormState, _ token: String
  ) -> HTML {
    Look.sheet(
      "Ler o código",
      """
      <p>Leia com o autenticador, ou digite nele a chave <code>\(model.secret ?? "")</code>.</p>\
      \(model.grid.map { grid in
        Look.squareCode(
          columns: grid.columns, rows: grid.rows, label: "QR Code do segundo fator"
        ) { grid.isDark(column: $0, row: $1) }
      })\
      \(Look.form(
        to: SecondFactorPages.confirmPath, token: token, state: state, shown: ["code"],
        """
        \(Look.entry(
          .init("code", "Código que o autenticador mostra", isRequired: true),
          .text(limit: SecondFactor.codeLimit), in: state))\
        \(Look.formEnd(Look.button("Confirmar", .primary)))
        """))
      """)
  }

  private static func active(
    _ model: SecondFactorModel, _ codes: Int, _ state: FormState, _ token: String
  ) -> HTML {
    Look.sheet(
      "Em uso desde \(model.since ?? "")",
      """
      <p>Restam \(codes) de \(SecondFactor.recoveryCodeCount) códigos de recuperação. Para \
      trocar de \
      aparelho, ou ter códigos novos, retire e cadastre de novo. Retirar encerra as sessões \
      abertas.</p>\
      \(password(to: SecondFactorPages.removePath, state, token, Look.button("Retirar", .danger)))
      """)
  }

  private static func password(
    to path: String, _ state: FormState, _ token: String, _ button: HTML
  ) -> HTML {
    Look.form(
      to: path, token: token, state: state, shown: ["current"],
      """
      \(Look.entry(.init("current", "Senha atual", isRequired: true), .password, in: state))\
      \(Look.formEnd(button))
      """)
  }

  static func codes(_ codes: [String]) -> HTML {
    """
    \(Look.heading("Códigos de recuperação", about: "O segundo fator está em uso."))\
    \(Look.sheet(
      "Guarde estes códigos",
      """
      <p>Cada um abre uma vez, no lugar do código do celular. Mostrados só agora: imprima ou copie \
      para um lugar seguro.</p><ol>\(codes.map { "<li><code>\($0)</code></li>" as HTML })</ol>
      """))\
    \(Look.action("Guardei", to: Account.path, .primary))
    """
  }
}
