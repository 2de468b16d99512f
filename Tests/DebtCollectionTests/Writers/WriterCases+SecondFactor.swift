import Credit
import DebtCollection
import Sealing
import TestKit
import Testing
import World

extension WriterCase {
  /// The second factor, and logins between password and code.
  static let secondFactor: [WriterCase] = [
    WriterCase("two authenticators are set up") { registry in
      let user = try await registry.addUser("ana@provedor.example").id
      let now = registry.clock.now()
      let begin: Work = {
        try await $0.secondFactors.beginSecondFactor(of: user, actor: Registry.actor, at: now)
      }
      return (begin, begin)
    },
    WriterCase("an authenticator is confirmed and another set up") { registry in
      let user = try await registry.addUser("ana@provedor.example").id
      let now = registry.clock.now()
      let code = try await registry.begunCode(of: user)
      return (
        {
          _ = try await $0.secondFactors.confirmSecondFactor(
            of: user, code: code, actor: Registry.actor, at: now)
        },
        { try await $0.secondFactors.beginSecondFactor(of: user, actor: Registry.actor, at: now) }
      )
    },
    WriterCase("one code is used at two logins") { registry in
      let user = try await registry.addUser("ana@provedor.example").id
      try await registry.setSecondFactor(of: user)
      let now = registry.clock.now().adding(seconds: 60)
      let code = try await registry.code(of: user, at: now)
      let steps = [
        try await registry.office.secondFactors.beginLoginStep(of: user, at: now) ?? "",
        try await registry.office.secondFactors.beginLoginStep(of: user, at: now) ?? "",
      ]
      let finish: @Sendable (String) -> Work = { step in
        { office in
          let outcome = try await office.secondFactors.finishLogin(
            secret: step, code: code, at: now)
          guard case .passed = outcome else { throw CodeRefused() }
        }
      }
      return (finish(steps[0]), finish(steps[1]))
    },
    WriterCase("a login begins and the second factor is taken away") { registry in
      let user = try await registry.addUser("ana@provedor.example").id
      try await registry.setSecondFactor(of: user)
      let now = registry.clock.now().adding(seconds: 60)
      return (
        { _ = try await $0.secondFactors.beginLoginStep(of: user, at: now) },
        {
          try await $0.secondFactors.removeSecondFactor(
            of: user, isOwn: true, actor: Registry.actor, at: now)
        }
      )
    },
  ]
}

private struct CodeRefused: Error, CustomStringConvertible {
  let description = "code refused"
}

extension Registry {
  /// What an authenticator shows that has the secret of a person whose second factor was begun.
  func begunCode(of user: ID<User>) async throws -> String {
    try await office.secondFactors.beginSecondFactor(of: user, actor: Self.actor, at: clock.now())
    return try await code(of: user, at: clock.now())
  }

  func setSecondFactor(of user: ID<User>) async throws {
    let code = try await begunCode(of: user)
    _ = try await office.secondFactors.confirmSecondFactor(
      of: user, code: code, actor: Self.actor, at: clock.now())
  }

  func code(of user: ID<User>, at now: Instant) async throws -> String {
    try await office.authenticatorCode(of: user, at: now)
  }
}
