import Credit
import Refusals
import SQLDatabase
import Sealing
import TestKit
import Testing
import World

@testable import DebtCollection

/// The second factor: set up, used, spent, lost.
@Suite("Second factor")
struct SecondFactorTests {
  private static func with(
    _ engine: TestDatabase, _ body: (Desk, User) async throws -> Void
  ) async throws {
    try await Desk.with(engine) { desk in
      let user = try await desk.office.users.addUser(
        email: "ana@provedor.example", name: "Ana", role: .collector, password: "uma senha boa",
        hasher: PasswordHasher(cost: .low, random: CountedBytes()), actor: .commandLine)
      try await body(desk, user)
    }
  }

  /// Sets it up; tells the recovery codes.
  private static func set(_ desk: Desk, _ user: User) async throws -> [String] {
    let now = desk.clock.now()
    try await desk.office.secondFactors.beginSecondFactor(of: user.id, actor: user.actor, at: now)
    let code = try await desk.office.authenticatorCode(of: user.id, at: now)
    return try await desk.office.secondFactors.confirmSecondFactor(
      of: user.id, code: code, actor: user.actor, at: now)
  }

  private static func finish(
    _ desk: Desk, _ user: User, _ code: String, at now: Instant
  ) async throws -> LoginStepOutcome {
    let step = try #require(
      try await desk.office.secondFactors.beginLoginStep(of: user.id, at: now))
    return try await desk.office.secondFactors.finishLogin(secret: step, code: code, at: now)
  }

  @Test("it counts once a code came back", arguments: TestDatabase.available)
  func setUp(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { desk, user in
      let office = desk.office
      let now = desk.clock.now()
      #expect(try await office.secondFactors.secondFactor(of: user.id) == .none)
      #expect(try await office.secondFactors.beginLoginStep(of: user.id, at: now) == nil)
      try await office.secondFactors.beginSecondFactor(of: user.id, actor: user.actor, at: now)
      // Begun is not in use: whoever only looked at the page is not locked out.
      #expect(try await office.secondFactors.beginLoginStep(of: user.id, at: now) == nil)
      let wrong = await #expect(throws: Refusal.self) {
        try await office.secondFactors.confirmSecondFactor(
          of: user.id, code: "000000", actor: user.actor, at: now)
      }
      #expect(wrong?.faults.map(\.code) == ["wrong-code"])
      let codes = try await Self.set(desk, user)
      #expect(Set(codes).count == SecondFactor.recoveryCodeCount)
      let standing = try await office.secondFactors.secondFactor(of: user.id)
      #expect(
        standing == .active(since: now, recoveryCodes: SecondFactor.recoveryCodeCount))
      let again = await #expect(throws: Refusal.self) {
        try await office.secondFactors.beginSecondFactor(of: user.id, actor: user.actor, at: now)
      }
      #expect(again?.code == "second-factor-active")
      // Neither the secret nor a code stands in the clear.
      let stored = try await office.database.read { transaction in
        try transaction.query("SELECT secret_sealed FROM second_factors") { try $0.bytes(0) }
          + transaction.query("SELECT secret_hash FROM recovery_codes") { try $0.bytes(0) }
      }
      #expect(stored.count == 1 + SecondFactor.recoveryCodeCount)
      #expect(!stored.contains(Array(codes[0].utf8)))
    }
  }

  @Test("a code opens once, and none before it any more", arguments: TestDatabase.available)
  func spent(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { desk, user in
      _ = try await Self.set(desk, user)
      // The code that took it into use is spent too.
      let first = desk.clock.now()
      let used = try await desk.office.authenticatorCode(of: user.id, at: first)
      #expect(try await Self.finish(desk, user, used, at: first) == .wrong)
      let now = first.adding(seconds: 60)
      let code = try await desk.office.authenticatorCode(of: user.id, at: now)
      #expect(try await Self.finish(desk, user, code, at: now) == .passed(user))
      #expect(try await Self.finish(desk, user, code, at: now) == .wrong)
      let before = try await desk.office.authenticatorCode(
        of: user.id, at: now.adding(seconds: -30))
      #expect(try await Self.finish(desk, user, before, at: now) == .wrong)
      let next = try await desk.office.authenticatorCode(
        of: user.id, at: now.adding(seconds: 30))
      #expect(try await Self.finish(desk, user, next, at: now) == .passed(user))
    }
  }

  @Test("a recovery code opens once", arguments: TestDatabase.available)
  func recovery(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { desk, user in
      let codes = try await Self.set(desk, user)
      let now = desk.clock.now().adding(seconds: 60)
      let typed = " " + codes[3].lowercased().replacing("-", with: " ")
      #expect(try await Self.finish(desk, user, typed, at: now) == .passed(user))
      #expect(try await Self.finish(desk, user, codes[3], at: now) == .wrong)
      let standing = try await desk.office.secondFactors.secondFactor(of: user.id)
      let left = SecondFactor.recoveryCodeCount - 1
      #expect(standing == .active(since: desk.clock.now(), recoveryCodes: left))
      let log = try await desk.office.accessRecords.accessLog(subject: user.id.description).items
      #expect(log.first?.action == "user.recovery-code-used")
    }
  }

  @Test(
    "five wrong codes, or five minutes, ask for the password again",
    arguments: TestDatabase.available)
  func ends(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { desk, user in
      _ = try await Self.set(desk, user)
      let office = desk.office
      let now = desk.clock.now().adding(seconds: 60)
      let step = try #require(try await office.secondFactors.beginLoginStep(of: user.id, at: now))
      for _ in 0..<SecondFactor.stepTries {
        #expect(
          try await office.secondFactors.finishLogin(secret: step, code: "1", at: now) == .wrong)
      }
      let code = try await office.authenticatorCode(of: user.id, at: now)
      #expect(
        try await office.secondFactors.finishLogin(secret: step, code: code, at: now) == .over)
      let slow = try #require(try await office.secondFactors.beginLoginStep(of: user.id, at: now))
      let late = now.adding(seconds: SecondFactor.stepSeconds)
      let lateCode = try await office.authenticatorCode(of: user.id, at: late)
      #expect(
        try await office.secondFactors.finishLogin(secret: slow, code: lateCode, at: late) == .over)
    }
  }

  @Test("whoever lost it gets in again by an administrator", arguments: TestDatabase.available)
  func lost(_ engine: TestDatabase) async throws {
    try await Self.with(engine) { desk, user in
      _ = try await Self.set(desk, user)
      let office = desk.office
      let now = desk.clock.now()
      var change = ParametersChange()
      change.requiresSecondFactor = true
      _ = try await office.houseParameters.updateParameters(change)
      let own = await #expect(throws: Refusal.self) {
        try await office.secondFactors.removeSecondFactor(
          of: user.id, isOwn: true, actor: user.actor, at: now)
      }
      #expect(own?.code == "second-factor-required")
      let session = try await office.sessions.beginSession(
        of: user, address: nil, agent: nil, at: now)
      #expect(
        try await office.sessions.openSession(secret: session.secret, at: now)?.mustSetSecondFactor
          == false)
      try await office.secondFactors.removeSecondFactor(
        of: user.id, isOwn: false, actor: .commandLine, at: now)
      #expect(try await office.sessions.openSession(secret: session.secret, at: now) == nil)
      #expect(try await office.secondFactors.secondFactor(of: user.id) == .none)
      let next = try await office.sessions.beginSession(of: user, address: nil, agent: nil, at: now)
      #expect(
        try await office.sessions.openSession(secret: next.secret, at: now)?.mustSetSecondFactor
          == true)
    }
  }

  @Test("the address of the square code names the account and holds no other sign")
  func address() {
    let address = SecondFactor.address(account: "ana+x@provedor.example", secret: "MZXW6")
    #expect(
      address
        == "otpauth://totp/Adimple:ana%2Bx@provedor.example?secret=MZXW6&issuer=Adimple"
        + "&algorithm=SHA1&digits=6&period=30")
  }
}

/// Passwords that a guesser tries first.
@Suite("Common passwords")
struct CommonPasswordTests {
  @Test(
    "are refused as they stand, with signs, and with a few digits behind",
    arguments: [
      "1234567890", "qwertyuiop", "senha123456", "Senha12345", "S3nh4123456", "flamengo2024",
      "Corinthians!", "aaaaaaaaaaaa", "abcabcabcabc", "9876543210", "abcdefghijkl",
      "password123", "P@ssw0rd123", "minhasenha1", "brasil2022", "gabriel123", "adimple12345",
      "jesuscristo", "fernandafernanda", "Deus no comando",
    ])
  func refused(_ password: String) {
    #expect(Users.passwordFaults(password).map(\.code) == ["password-common"], "\(password)")
  }

  @Test(
    "a phrase, and what a machine draws, are not",
    arguments: [
      "uma senha boa", "frase bem longa", "o gato subiu no telhado", "x9#Lm2!qRt7z",
      "flamengo e um time", "k3YGRmBtJ1ZsCwQxVd4h",
    ])
  func taken(_ password: String) {
    #expect(Users.passwordFaults(password).isEmpty, "\(password)")
  }
}
