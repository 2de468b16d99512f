import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import Refusals
import World

/// Configurações › Usuários: who logs in, with which role, from where.
enum UserPages {
  static let path = Contents.users.path
  static let newPath = Contents.newUser.path
  static let exportPath = Contents.userExport.path
  static let title = "Usuários"

  static func path(of id: ID<User>) -> String { Contents.user.path(id) }

  static func crumbs(_ last: Crumb...) -> [Crumb] {
    [Settings.crumb] + (last.isEmpty ? [Crumb(title)] : [Crumb(title, path)] + last)
  }

  static let roles = Role.allCases.map {
    Look.Option($0.rawValue, $0.portuguese, hint: RoleWords.about($0))
  }
}

extension Site {
  func addUsers(to table: inout PageTable<Site>) {
    table.get(Contents.users) { visit in
      let model = UserListModel(
        try await office.users.users(), own: visit.user.id,
        branches: try await office.branchChoices())
      return visit.page(
        UserPages.title, crumbs: UserPages.crumbs(), help: "usuarios-e-perfis",
        UserListView.page(model))
    }
    table.get(Contents.userExport) { visit in
      let lines = UserListModel(
        try await office.users.users(), own: visit.user.id,
        branches: try await office.branchChoices()
      ).lines
      return CSVAnswer.response(
        fileName: "usuarios-\(visit.today).csv",
        header: ["nome", "e_mail", "perfil", "filiais", "situacao", "desde"]
      ) { (_: Int?) in
        (
          lines.map { line in
            let state = line.isActive ? "Ativo" : "Desativado"
            return [line.name, line.email, line.role, line.branches, state, line.since]
          }, nil
        )
      }
    }
    table.get(Contents.newUser) { visit in
      try await newUser(visit, FormState([("role", Role.attendant.rawValue)]))
    }
    table.post(Contents.users) { visit, form in
      try await visit.attempt(form) { state, status in
        try await newUser(visit, state, status: status)
      } _: {
        let (name, email, role, branches) = try FormReader.read(form) { reader in
          (
            reader.required("name", "O nome", .string(length: 1...120)),
            reader.required("email", "O e-mail", .string(length: 1...254)),
            reader.required("role", "O perfil", .oneOf(Role.self)),
            reader.all("branches", "A filial", .id(of: Branch.self))
          )
        }
        let added = try await hashing {
          try await office.users.inviteUser(
            email: email, name: name, role: role, branches: branches, hasher: hasher,
            actor: visit.actor, at: wallClock.now())
        }
        return passwordCode(added.code, of: added.user, visit)
      }
    }
    addUser(to: &table)
    addUserSecurity(to: &table)
  }

  private func addUser(to table: inout PageTable<Site>) {
    table.get(Contents.user) { visit in
      let user = try await user(visit)
      return try await userPage(user, visit, UserForm.state(of: user))
    }
    table.post(Contents.user) { visit, form in
      let user = try await user(visit)
      return try await visit.attempt(form) { state, status in
        try await userPage(user, visit, state, status: status)
      } _: {
        let (role, branches, isActive) = try FormReader.read(form) { reader in
          (
            reader.required("role", "O perfil", .oneOf(Role.self)),
            reader.all("branches", "A filial", .id(of: Branch.self)),
            reader.required("active", "Pode entrar", .bool)
          )
        }
        _ = try await office.users.changeUser(
          user.id, role: role, branches: branches, isActive: isActive, actor: visit.actor,
          at: wallClock.now())
        let done = visit.done(
          isActive ? "Usuário salvo." : "Usuário salvo: não entra mais, e nada dele foi apagado.",
          to: UserPages.path(of: user.id))
        // The own session ended with the role: it goes on as another one.
        guard user.id == visit.user.id, isActive else { return done }
        return try await renewed(visit, done)
      }
    }
  }

  private func addUserSecurity(to table: inout PageTable<Site>) {
    table.get(Contents.passwordCode) { visit in
      try await confirmCode(try await user(visit), visit, FormState())
    }
    table.post(Contents.passwordCode) { visit, form in
      let user = try await user(visit)
      return try await visit.attempt(form) { state, status in
        try await confirmCode(user, visit, state, status: status)
      } _: {
        try requireAnother(user, visit)
        let code = try await hashing {
          try await office.users.issuePasswordCode(
            for: user.id, hasher: hasher, actor: visit.actor, at: wallClock.now())
        }
        return passwordCode(code, of: user, visit)
      }
    }
    table.post(Contents.removeFactorOf) { visit, _ in
      let user = try await user(visit)
      try requireAnother(user, visit)
      try await office.secondFactors.removeSecondFactor(
        of: user.id, isOwn: false, actor: visit.actor, at: wallClock.now())
      return visit.done(
        "O segundo fator foi retirado e as sessões foram encerradas.",
        to: UserPages.path(of: user.id))
    }
    table.post(Contents.endSessionsOf) { visit, _ in
      let user = try await user(visit)
      let kept = user.id == visit.user.id ? visit.session.id : nil
      try await office.sessions.endSessions(
        of: user.id, besides: kept, actor: visit.actor, at: wallClock.now())
      return visit.done(
        kept == nil
          ? "As sessões foram encerradas." : "As sessões foram encerradas, menos esta.",
        to: UserPages.path(of: user.id))
    }
  }

  private func user(_ visit: Visit) async throws -> User {
    guard let user = try await office.users.user(try visit.id()) else {
      throw Problem.notFound("Não existe usuário com este código.")
    }
    return user
  }

  private func newUser(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let branches = try await office.branchChoices()
    return visit.page(
      "Novo usuário", crumbs: UserPages.crumbs(Crumb("Novo")), help: "usuarios-e-perfis",
      status: status, UserView.new(branches, state, token: visit.token))
  }

  private func userPage(
    _ user: User, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let sessions = try await office.sessions.sessions(of: user.id, at: wallClock.now())
    let factor = try await office.secondFactors.secondFactor(of: user.id)
    let model = UserModel(
      user, own: visit.user.id, sessions: sessions, current: visit.session.id,
      hasSecondFactor: factor.isActive, branches: try await office.branchChoices())
    return visit.page(
      user.name, crumbs: UserPages.crumbs(Crumb(user.name)), help: "usuarios-e-perfis",
      status: status, UserView.page(model, state, token: visit.token))
  }

  private func confirmCode(
    _ user: User, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    visit.page(
      "Gerar código de senha",
      crumbs: UserPages.crumbs(
        Crumb(user.name, UserPages.path(of: user.id)), Crumb("Código de senha")),
      help: "usuarios-e-perfis", status: status,
      UserView.confirmCode(
        of: user.id, name: user.name, state, token: visit.token))
  }

  /// The own password and second factor are changed where the password is asked for: a minute at
  /// an open browser gives no way back in.
  private func requireAnother(_ user: User, _ visit: Visit) throws {
    guard user.id == visit.user.id else { return }
    throw Refusal(
      .conflict, code: "own-account",
      detail: "Troque a sua senha e o seu segundo fator em Minha conta, com a senha de agora.")
  }

  /// Shows a code this once: it stands in no address and in no cookie, so no redirect leads here.
  private func passwordCode(_ code: String, of user: User, _ visit: Visit) -> Response {
    visit.page(
      "Código de senha",
      crumbs: UserPages.crumbs(
        Crumb(user.name, UserPages.path(of: user.id)), Crumb("Código de senha")),
      help: "usuarios-e-perfis",
      UserView.code(
        code, name: user.name, email: user.email, path: UserPages.path(of: user.id)))
  }
}

/// The form of a user who exists.
enum UserForm {
  static func state(of user: User) -> FormState {
    var values = [
      (name: "role", value: user.role.rawValue),
      (name: "active", value: user.isActive ? "true" : "false"),
    ]
    for branch in user.limit?.branches ?? [] {
      values.append((name: "branches", value: branch.description))
    }
    return FormState(values)
  }
}

extension Office {
  /// The branches to which somebody may be limited.
  func branchChoices() async throws -> [Look.Option] {
    try await branches.branches(after: nil, limit: BranchLimit.countLimit).map {
      Look.Option($0.id.description, $0.name)
    }
  }
}

/// What a role is for, in a sentence.
enum RoleWords {
  static func about(_ role: Role) -> String {
    switch role {
    case .attendant: "Consulta e cadastra; não vê custos nem negativa."
    case .collector: "Também negativa, baixa, recebe, importa e roda as rotinas."
    case .approver: "Faz o que a cobrança faz e aprova o que outra pessoa pediu."
    case .administrator: "Faz tudo e configura o sistema."
    case .auditor: "Só lê: relatórios, registro de acessos e a conferência da trilha."
    }
  }
}
