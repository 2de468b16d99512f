import DebtCollection
import Markup
import Pages

enum AccountView {
  static func page(_ model: AccountModel, _ state: FormState, token: String) -> HTML {
    """
    \(Look.heading("Minha conta", about: "\(model.email) · perfil \(model.role)"))\
    <div class="columns wide-first">\(sessions(model, token))\
    <div class="stack">\(password(state, token))\(secondFactor(model))</div></div>
    """
  }

  private static func secondFactor(_ model: AccountModel) -> HTML {
    Look.sheet(
      "Segundo fator",
      """
      <p>\(model.hasSecondFactor ? Look.badge("Em uso", .good) : Look.badge("Não cadastrado"))</p>\
      \(Look.action(
        model.hasSecondFactor ? "Ver ou retirar" : "Cadastrar", to: SecondFactorPages.path,
        icon: .key))
      """)
  }

  private static func password(_ state: FormState, _ token: String) -> HTML {
    let hint = "Pelo menos \(Users.passwordLengthFloor) caracteres; uma frase serve."
    return Look.sheet(
      "Trocar a senha",
      Look.form(
        to: Account.passwordPath, token: token, state: state,
        shown: ["current", "password", "repeated"],
        """
        \(Look.entry(.init("current", "Senha atual", isRequired: true), .password, in: state))\
        \(Look.entry(
          .init("password", "Senha nova", hint: hint, isRequired: true), .newPassword, in: state))\
        \(Look.entry(
          .init("repeated", "Repita a senha nova", isRequired: true), .newPassword, in: state))\
        \(Look.formEnd(Look.button("Trocar a senha", .primary)))
        """))
  }

  private static func sessions(_ model: AccountModel, _ token: String) -> HTML {
    let columns = [
      Look.Column("Navegador"), Look.Column("Endereço"), Look.Column("Visto por último"),
      Look.Column(""),
    ]
    let rows = model.sessions.map { session -> [HTML] in
      [
        Look.cell(session.device, under: "desde \(session.begun)"), HTML(text: session.address),
        HTML(text: session.seen),
        session.isCurrent
          ? Look.badge("Esta sessão", .good)
          : Look.buttonForm(
            to: Contents.endSession.path(session.id), token: token,
            Look.button("Encerrar", .quiet)),
      ]
    }
    let others: HTML? =
      model.sessions.count > 1
      ? Look.buttonForm(
        to: Contents.endOtherSessions.path, token: token,
        Look.button("Encerrar todas as outras")) : nil
    return Look.sheet(
      "Sessões abertas", note: "Onde sua senha está em uso agora",
      "\(Look.table(caption: "Sessões abertas", columns: columns, rows: rows))\(others)")
  }
}
