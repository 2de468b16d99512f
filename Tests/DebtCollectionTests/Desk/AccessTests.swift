import Credit
import Refusals
import Sealing
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Access")
struct AccessTests {
  @Test("each role may do what its row says")
  func roles() {
    let table: [(Permission, Set<Role>)] = [
      (.inquire, [.attendant, .collector, .approver, .administrator]),
      (.seeReport, Set(Role.allCases)),
      (.seeDocument, [.collector, .approver, .administrator, .auditor]),
      (.list, [.collector, .approver, .administrator]),
      (.approve, [.approver, .administrator]),
      (.remove, [.collector, .approver, .administrator]),
      (.settle, [.collector, .approver, .administrator]),
      (.configure, [.administrator]),
      (.audit, [.administrator, .auditor]),
    ]
    for (permission, roles) in table {
      for role in Role.allCases {
        #expect(role.may(permission) == roles.contains(role), "\(role) \(permission)")
      }
    }
    #expect(throws: Refusal.self) { try Role.auditor.require(.remove) }
  }

  @Test("a user logs in with address and password only", arguments: TestDatabase.available)
  func users(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let hasher = PasswordHasher(cost: .low, random: CountedBytes())
      let user = try await desk.office.users.addUser(
        email: " Ana@Provedor.Example ", name: "", role: .administrator,
        password: "uma senha boa", hasher: hasher, actor: .commandLine)
      #expect(user.email == "ana@provedor.example")
      func login(_ password: String) async throws -> User? {
        try await desk.office.users.authenticate(
          email: "ANA@provedor.example", password: password, hasher: hasher)
      }
      #expect(try await login("uma senha boa") == user)
      #expect(try await login("outra senha") == nil)
      let taken = await #expect(throws: Refusal.self) {
        try await desk.office.users.addUser(
          email: "ana@provedor.example", name: "", role: .auditor, password: "uma senha boa",
          hasher: hasher, actor: .commandLine)
      }
      #expect(taken?.code == "email-taken")
      let last = await #expect(throws: Refusal.self) {
        try await desk.office.users.changeUser(
          user.id, role: .auditor, actor: desk.actor, at: desk.clock.now())
      }
      #expect(last?.code == "last-administrator")
      _ = try await desk.office.users.addUser(
        email: "bia@provedor.example", name: "Bia", role: .administrator,
        password: "uma senha boa", hasher: hasher, actor: .commandLine)
      _ = try await desk.office.users.changeUser(
        user.id, isActive: false, actor: desk.actor, at: desk.clock.now())
      #expect(try await login("uma senha boa") == nil)
    }
  }

  @Test("all faults of a user are told at once", arguments: TestDatabase.available)
  func userFaults(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let refusal = await #expect(throws: Refusal.self) {
        try await desk.office.users.addUser(
          email: "ana@", name: "", role: .auditor, password: "curta",
          hasher: PasswordHasher(cost: .low, random: CountedBytes()), actor: .commandLine)
      }
      #expect(refusal?.faults.map(\.code) == ["password-too-short", "email-invalid"])
    }
  }

  @Test(
    "a key's secret is told once, kept as a hash, and dead when revoked",
    arguments: TestDatabase.available)
  func keys(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let (key, secret) = try await desk.office.apiKeys.addAPIKey(
        name: "ERP", role: .collector, actor: desk.actor)
      #expect(secret.hasPrefix("adk_"))
      #expect(try await desk.office.apiKeys.apiKey(secret: secret) == key)
      #expect(try await desk.office.apiKeys.apiKey(secret: secret + "x") == nil)
      let end = try #require(key.expiresAt)
      #expect(end == desk.clock.now().adding(seconds: APIKey.usualDays * 86_400))
      #expect(try await desk.office.apiKeys.apiKey(secret: secret, at: end) == nil)
      let before = end.adding(microseconds: -1)
      #expect(try await desk.office.apiKeys.apiKey(secret: secret, at: before)?.id == key.id)
      let twice = await #expect(throws: Refusal.self) {
        try await desk.office.apiKeys.addAPIKey(name: "ERP", role: .auditor, actor: desk.actor)
      }
      #expect(twice?.faults.map(\.code) == ["name-taken"])
      let faulty = await #expect(throws: Refusal.self) {
        try await desk.office.apiKeys.addAPIKey(
          name: " ", role: .auditor, days: 0, actor: desk.actor)
      }
      #expect(faulty?.faults.map(\.code) == ["name-invalid", "out-of-range"])
      try await desk.office.apiKeys.revokeAPIKey(key.id, actor: desk.actor)
      #expect(try await desk.office.apiKeys.apiKey(secret: secret) == nil)
      #expect(try await desk.office.apiKeys.apiKeys().first?.revokedAt == desk.clock.now())
    }
  }
}
