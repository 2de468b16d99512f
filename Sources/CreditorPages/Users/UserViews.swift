import Credit
import DebtCollection
import Markup
import Pages

enum UserListView {
  static func page(_ model: UserListModel) -> HTML {
    """
    \(Look.heading(
      "Usuários", about: "Quem entra no Adimple. O último administrador não pode ser retirado.",
      actions: [
        ListExport.action(UserPages.exportPath),
        Look.action("Novo", to: UserPages.newPath, .primary, icon: .plus),
      ]))\
    \(Look.table(
      caption: "Usuários",
      columns: [.init("Nome"), .init("Perfil"), .init("Situação"), .init("Desde")],
      rows: model.lines.map { line in
        [
          Look.mainCell(line.name, to: line.path, under: line.email),
          Look.cell(line.role, under: line.branches),
          line.isActive ? Look.badge("Ativo", .good) : Look.badge("Desativado"),
          Look.cell(line.since, under: line.isOwn ? "você" : nil),
        ]
      }))
    """
  }
}

enum UserView {
  static func new(
    _ branches: [Look.Option], _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading("Novo usuário", about: newAbout))\
    \(Look.form(
      to: UserPages.path, token: token, state: state, shown: ["name", "email", "role", "branches"],
      """
      \(Look.entry(.init("name", "Nome", isRequired: true), .text(limit: 120), in: state))\
      \(Look.entry(.init("email", "E-mail", isRequired: true), .text(limit: 254), in: state))\
      \(Look.radios(.init("role", "Perfil", isRequired: true), UserPages.roles, in: state))\
      \(limit(branches, state))\
      \(Look.formEnd(
        Look.button("Adicionar", .primary), Look.action("Voltar", to: UserPages.path, .quiet)))
      """))
    """
  }

  /// Of one branch there is nothing to choose from, unless it was chosen before.
  static func limit(_ branches: [Look.Option], _ state: FormState) -> HTML? {
    let isLimited = branches.contains { state.holds("branches", $0.value) }
    guard branches.count > 1 || isLimited else { return nil }
    return Look.checks(
      .init(
        "branches", "Só estas filiais",
        hint: "Nenhuma marcada: vê todas. Com alguma marcada não vê nada das outras, e não "
          + "configura, audita, importa nem roda rotinas."),
      branches, in: state)
  }

  private static let newAbout: HTML =
    "A pessoa recebe um código e escolhe a própria senha; ninguém mais a conhece."

  static func page(_ model: UserModel, _ state: FormState, token: String) -> HTML {
    let code =
      model.isOwn
      ? Look.action("Minha conta", to: Account.path, icon: .key)
      : Look.action(
        "Gerar código de senha", to: Contents.passwordCode.path(model.id), icon: .key,
        opensDialog: true)
    return """
      \(Look.heading(model.name, about: "\(model.email)", actions: [code]))\
      <div class="columns">\(Look.form(
        to: model.path, token: token, state: state, shown: ["role", "branches", "active"],
        """
        \(Look.radios(.init("role", "Perfil", isRequired: true), UserPages.roles, in: state))\
        \(limit(model.branches, state))\
        \(Look.radios(
          .init("active", "Pode entrar", hint: "“Não” encerra as sessões e mantém o histórico.",
            isRequired: true), IntegrationForm.yesOrNo, in: state))\
        \(Look.formEnd(
          Look.button("Salvar", .primary), Look.action("Voltar", to: UserPages.path, .quiet)))
        """))<div class="stack">\(sessions(model, token))\(secondFactor(model, token))</div></div>
      """
  }

  private static func secondFactor(_ model: UserModel, _ token: String) -> HTML? {
    guard model.hasSecondFactor, !model.isOwn else { return nil }
    return Look.sheet(
      "Segundo fator",
      """
      <p>Quem perdeu o celular e os códigos de recuperação entra só com a senha depois que ele é \
      retirado. Tenha certeza de quem pede.</p>\
      \(Look.buttonForm(
        to: Contents.removeFactorOf.path(model.id), token: token,
        Look.button("Retirar o segundo fator", .danger)))
      """)
  }

  private static func sessions(_ model: UserModel, _ token: String) -> HTML {
    guard !model.sessions.isEmpty else {
      return Look.sheet("Sessões abertas", "<p>Nenhuma.</p>")
    }
    let table = Look.table(
      caption: "Sessões abertas",
      columns: [.init("Navegador"), .init("Endereço"), .init("Visto por último")],
      rows: model.sessions.map { session in
        [
          Look.cell(session.device, under: "desde \(session.begun)"),
          HTML(text: session.address),
          session.isCurrent ? Look.badge("Esta sessão", .good) : HTML(text: session.seen),
        ]
      })
    return Look.sheet(
      "Sessões abertas",
      """
      \(table)\(Look.buttonForm(
        to: Contents.endSessionsOf.path(model.id), token: token, Look.button("Encerrar todas")))
      """)
  }

  static func confirmCode(
    of id: ID<User>, name: String, _ state: FormState, token: String
  ) -> HTML {
    Look.confirm(
      title: "Gerar código de senha",
      sentence: """
        Ao confirmar, a senha atual de <strong>\(name)</strong> deixa de valer, as sessões abertas \
        são encerradas e um código que vale 24 horas aparece uma única vez.
        """, isDangerous: true,
      Look.form(
        to: Contents.passwordCode.path(id), token: token, state: state,
        Look.formEnd(
          Look.button("Gerar código", .danger),
          Look.action("Cancelar", to: UserPages.path(of: id), .quiet))))
  }

  private static let codeHint =
    "Mostrado só agora. Entregue à pessoa por um meio seguro: ela abre Entrar › Tenho um código de "
    + "senha, informa o e-mail, o código e a senha que escolher. Vale 24 horas e uma vez."

  static func code(_ code: String, name: String, email: String, path: String) -> HTML {
    """
    \(Look.heading("Código de senha", about: "Para \(name), \(email)"))\
    \(Look.secret("Código", code, hint: codeHint))\
    \(Look.action("Pronto", to: path, .primary))
    """
  }
}
