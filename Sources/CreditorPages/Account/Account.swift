import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages
import World

/// Minha conta: the own password and the own sessions.
enum Account {
  static let path = Contents.account.path
  static let passwordPath = Contents.password.path
}

extension Site {
  func addAccount(to table: inout PageTable<Site>) {
    table.get(Contents.account) { visit in try await account(visit, FormState()) }
    table.post(Contents.password) { visit, form in
      try await visit.attempt(form) { state, status in
        try await account(visit, state, status: status)
      } _: {
        try await changePassword(visit, form)
      }
    }
    table.post(Contents.endSession) { visit, _ in
      let id: ID<Session> = try visit.id()
      try await office.sessions.endSession(
        id, of: visit.user.id, actor: visit.actor, at: wallClock.now())
      return visit.done("A sessão foi encerrada.", to: Account.path)
    }
    table.post(Contents.endOtherSessions) { visit, _ in
      try await office.sessions.endSessions(
        of: visit.user.id, besides: visit.session.id, actor: visit.actor, at: wallClock.now())
      return visit.done("As outras sessões foram encerradas.", to: Account.path)
    }
  }

  private func account(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let sessions = try await office.sessions.sessions(of: visit.user.id, at: wallClock.now())
    let factor = try await office.secondFactors.secondFactor(of: visit.user.id)
    let model = AccountModel(
      user: visit.user, sessions: sessions, current: visit.session.id,
      hasSecondFactor: factor.isActive)
    return visit.page(
      "Minha conta", crumbs: [Crumb("Minha conta")], help: "usuarios-e-perfis", status: status,
      AccountView.page(model, state, token: visit.token))
  }

  /// The old password is asked for: a browser that was left open does not change it.
  private func changePassword(_ visit: Visit, _ form: FormFields) async throws -> Response {
    let password = try FormReader.read(form) { reader in
      _ = reader.required("current", "Senha atual", .text(length: 1...1_024))
      return reader.newPassword("Senha nova", in: form)
    }
    try await requirePassword(visit, form)
    try await hashing {
      try await office.users.changePassword(
        of: visit.user.id, to: password, hasher: hasher, actor: visit.actor,
        at: wallClock.now())
    }
    return try await renewed(
      visit,
      visit.done("A senha foi trocada e as outras sessões foram encerradas.", to: Account.path))
  }
}
