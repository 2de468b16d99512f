import Credit
import DebtCollection
import TestKit
import World

extension WriterCase {
  /// The first administrator, passwords, keys and sessions.
  static let sessions: [WriterCase] = [
    WriterCase("two first administrators") { registry in
      let code = try await registry.office.users.issueSetUpCode() ?? ""
      let add: @Sendable (String) -> Work = { address in
        {
          _ = try await $0.users.addFirstAdministrator(
            email: address, name: "Ana", password: "uma senha boa", code: code,
            hasher: registry.hasher)
        }
      }
      return (add("ana@provedor.example"), add("bia@provedor.example"))
    },
    WriterCase("a code of the first access is issued and used") { registry in
      let code = try await registry.office.users.issueSetUpCode() ?? ""
      return (
        { _ = try await $0.users.issueSetUpCode() },
        {
          _ = try await $0.users.addFirstAdministrator(
            email: "ana@provedor.example", name: "Ana", password: "uma senha boa", code: code,
            hasher: registry.hasher)
        }
      )
    },
    WriterCase("a password is changed and a code for it used") { registry in
      let user = try await registry.addUser("ana@provedor.example")
      let now = registry.clock.now()
      let code = try await registry.office.users.issuePasswordCode(
        for: user.id, hasher: registry.hasher, actor: Registry.actor, at: now)
      return (
        {
          try await $0.users.changePassword(
            of: user.id, to: "mais uma senha boa", hasher: registry.hasher,
            actor: Registry.actor, at: now)
        },
        {
          _ = try await $0.users.usePasswordCode(
            email: user.email, code: code, password: "outra senha boa", hasher: registry.hasher,
            at: now)
        }
      )
    },
    WriterCase("a user is invited and added") { registry in
      let now = registry.clock.now()
      return (
        {
          _ = try await $0.users.inviteUser(
            email: "nova@provedor.example", name: "Nova", role: .attendant,
            hasher: registry.hasher, actor: Registry.actor, at: now)
        },
        {
          _ = try await $0.users.addUser(
            email: "nova@provedor.example", name: "Nova", role: .auditor,
            password: "uma senha boa", hasher: registry.hasher, actor: Registry.actor)
        }
      )
    },
    WriterCase("two keys are handed out") { _ in
      let add: Work = {
        _ = try await $0.apiKeys.addAPIKey(name: "ERP", role: .collector, actor: Registry.actor)
      }
      return (add, add)
    },
    WriterCase("a session ends twice") { registry in
      let user = try await registry.addUser("ana@provedor.example")
      let now = registry.clock.now()
      let session = try await registry.office.sessions.beginSession(
        of: user, address: nil, agent: nil, at: now)
      let end: Work = {
        try await $0.sessions.endSession(
          session.session.id, of: user.id, actor: Registry.actor, at: now)
      }
      return (end, end)
    },
    WriterCase("a session is used and ends") { registry in
      let user = try await registry.addUser("ana@provedor.example")
      let now = registry.clock.now()
      let session = try await registry.office.sessions.beginSession(
        of: user, address: nil, agent: nil, at: now)
      let later = now.adding(seconds: 3_600)
      return (
        { _ = try await $0.sessions.openSession(secret: session.secret, at: later) },
        {
          try await $0.sessions.endSession(
            session.session.id, of: user.id, actor: Registry.actor, at: later)
        }
      )
    },
  ]
}
