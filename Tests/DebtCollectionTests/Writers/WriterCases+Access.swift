import Credit
import DebtCollection
import TestKit
import Testing
import World

extension WriterCase {
  /// Users, keys, sessions, webhooks.
  static let access: [WriterCase] = [
    WriterCase("two administrators demote each other") { registry in
      let ana = try await registry.addUser("ana@provedor.example").id
      let bia = try await registry.addUser("bia@provedor.example").id
      return (
        {
          _ = try await $0.users.changeUser(
            ana, role: .auditor, actor: Registry.actor, at: registry.clock.now())
        },
        {
          _ = try await $0.users.changeUser(
            bia, isActive: false, actor: Registry.actor, at: registry.clock.now())
        }
      )
    },
    WriterCase("a user gets another role and is stopped") { registry in
      _ = try await registry.addUser("ana@provedor.example")
      let bia = try await registry.addUser("bia@provedor.example", .collector).id
      return (
        {
          _ = try await $0.users.changeUser(
            bia, role: .auditor, actor: Registry.actor, at: registry.clock.now())
        },
        {
          _ = try await $0.users.changeUser(
            bia, isActive: false, actor: Registry.actor, at: registry.clock.now())
        }
      )
    },
    WriterCase("two users of one address") { registry in
      let add: Work = { office in
        _ = try await office.users.addUser(
          email: "ana@provedor.example", name: "Ana", role: .auditor, password: "uma senha boa",
          hasher: registry.hasher, actor: Registry.actor)
      }
      return (add, add)
    },
    WriterCase("a key is revoked twice") { registry in
      let key = try await registry.office.apiKeys.addAPIKey(
        name: "ERP", role: .collector, actor: Registry.actor
      ).key.id
      let revoke: Work = { try await $0.apiKeys.revokeAPIKey(key, actor: Registry.actor) }
      return (revoke, revoke)
    },
    WriterCase("a code is used and another issued") { registry in
      let user = try await registry.addUser("ana@provedor.example")
      let now = registry.clock.now()
      let code = try await registry.office.users.issuePasswordCode(
        for: user.id, hasher: registry.hasher, actor: Registry.actor, at: now)
      return (
        {
          _ = try await $0.users.usePasswordCode(
            email: user.email, code: code, password: "outra senha boa", hasher: registry.hasher,
            at: now)
        },
        {
          _ = try await $0.users.issuePasswordCode(
            for: user.id, hasher: registry.hasher, actor: Registry.actor, at: now)
        }
      )
    },
    WriterCase("a code is used twice") { registry in
      let user = try await registry.addUser("ana@provedor.example")
      let now = registry.clock.now()
      let code = try await registry.office.users.issuePasswordCode(
        for: user.id, hasher: registry.hasher, actor: Registry.actor, at: now)
      let use: Work = {
        _ = try await $0.users.usePasswordCode(
          email: user.email, code: code, password: "outra senha boa", hasher: registry.hasher,
          at: now)
      }
      return (use, use)
    },
    WriterCase("a session begins and all end") { registry in
      let user = try await registry.addUser("ana@provedor.example")
      let now = registry.clock.now()
      return (
        { _ = try await $0.sessions.beginSession(of: user, address: nil, agent: nil, at: now) },
        {
          try await $0.sessions.endSessions(
            of: user.id, besides: nil, actor: Registry.actor, at: now)
        }
      )
    },
    WriterCase("an endpoint is taken away twice") { registry in
      let endpoint = try await registry.office.webhookEndpoints.addWebhookEndpoint(
        url: "https://erp.example/eventos", events: ["listing.*"],
        actor: Registry.actor
      ).endpoint.id
      let remove: Work = {
        try await $0.webhookEndpoints.removeWebhookEndpoint(endpoint, actor: Registry.actor)
      }
      return (remove, remove)
    },
    WriterCase("a session takes another's place and all end") { registry in
      let user = try await registry.addUser("ana@provedor.example")
      let now = registry.clock.now()
      let first = try await registry.office.sessions.beginSession(
        of: user, address: nil, agent: nil, at: now)
      return (
        {
          _ = try await $0.sessions.beginSession(
            of: user, after: first.secret, address: nil, agent: nil, at: now)
        },
        {
          try await $0.sessions.endSessions(
            of: user.id, besides: nil, actor: Registry.actor, at: now)
        }
      )
    },
    WriterCase("documents are opened twice") { registry in
      let person = try await registry.office.people.createPerson(Registry.personChange).id
      let open: Work = { _ = try await $0.people.openDocument(of: person, actor: Registry.actor) }
      return (open, open)
    },
  ]
}
