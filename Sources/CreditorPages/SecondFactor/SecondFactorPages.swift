import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Letters
import Markup
import Pages
import World

/// Minha conta › Segundo fator: an authenticator is set up and taken away.
enum SecondFactorPages {
  static let path = Contents.secondFactor.path
  static let beginPath = Contents.beginSecondFactor.path
  static let confirmPath = Contents.confirmSecondFactor.path
  static let removePath = Contents.removeSecondFactor.path

  /// What opens while the house waits for the second factor of a person.
  static func isOpenBefore(_ path: String) -> Bool {
    path.hasPrefix(self.path) || path == Site.leavePath || path == Site.themePath
      || path.hasPrefix("/ajuda")
  }
}

extension Site {
  func addSecondFactor(to table: inout PageTable<Site>) {
    table.get(Contents.secondFactor) { visit in try await secondFactor(visit, FormState()) }
    table.post(Contents.beginSecondFactor) { visit, form in
      try await again(visit, form) {
        try await requirePassword(visit, form)
        try await office.secondFactors.beginSecondFactor(
          of: visit.user.id, actor: visit.actor, at: wallClock.now())
        return Response.seeOther(SecondFactorPages.path)
      }
    }
    table.post(Contents.confirmSecondFactor) { visit, form in
      try await again(visit, form) {
        let code = try FormReader.read(form) {
          $0.required("code", "O código", .string(length: 1...SecondFactor.codeLimit))
        }
        let codes = try await office.secondFactors.confirmSecondFactor(
          of: visit.user.id, code: code, actor: visit.actor, at: wallClock.now())
        // Shown this once: in no address and no cookie, so no redirect leads here.
        return visit.page(
          "Códigos de recuperação", crumbs: crumbs, help: "usuarios-e-perfis",
          SecondFactorView.codes(codes))
      }
    }
    table.post(Contents.removeSecondFactor) { visit, form in
      try await again(visit, form) {
        try await requirePassword(visit, form)
        try await office.secondFactors.removeSecondFactor(
          of: visit.user.id, isOwn: true, actor: visit.actor, at: wallClock.now())
        return try await renewed(
          visit, visit.done("O segundo fator foi retirado.", to: Account.path))
      }
    }
  }

  private var crumbs: [Crumb] { [Crumb("Minha conta", Account.path), Crumb("Segundo fator")] }

  private func again(
    _ visit: Visit, _ form: FormFields, _ change: () async throws -> Response
  ) async throws -> Response {
    try await visit.attempt(form) { state, status in
      try await secondFactor(visit, state, status: status)
    } _: {
      try await change()
    }
  }

  private func secondFactor(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let standing = try await office.secondFactors.secondFactor(of: visit.user.id)
    let model = SecondFactorModel(
      standing, account: visit.user.email, isRequired: visit.mustSetSecondFactor)
    return visit.page(
      "Segundo fator", crumbs: crumbs, help: "usuarios-e-perfis", status: status,
      SecondFactorView.page(model, state, token: visit.token))
  }

  /// The password is asked for: a browser that was left open changes nothing of the access.
  func requirePassword(_ visit: Visit, _ form: FormFields) async throws {
    let current = try FormReader.read(form) {
      $0.required("current", "Senha atual", .text(length: 1...1_024))
    }
    let known = try await logins.counting(
      address: visit.context.callerGroup, account: visit.user.email
    ) {
      try await hashing {
        try await office.users.authenticate(
          email: visit.user.email, password: current, hasher: hasher)
      }
    }
    guard known != nil else {
      throw Problem.invalidInput([
        .init(pointer: "/current", code: "wrong-password", detail: "A senha atual não confere.")
      ])
    }
  }

  /// The same answer with a session of its own: the old ones ended with the change.
  func renewed(_ visit: Visit, _ response: Response) async throws -> Response {
    let begun = try await office.sessions.beginSession(
      of: visit.user, address: visit.context.remoteAddress,
      agent: visit.request.headers[.userAgent], at: wallClock.now())
    return response.setting(
      [PageCookie(SessionCookie.name, begun.secret, seconds: Session.absoluteSeconds)],
      isSecure: isSecure)
  }
}

/// The second factor of a person, as it is shown.
struct SecondFactorModel {
  let standing: SecondFactor.Standing
  /// The base 32 text of the secret in groups, and its square code.
  let secret: String?
  let grid: ModuleGrid?
  let since: String?
  /// Whether nothing else opens before.
  let isRequired: Bool

  init(_ standing: SecondFactor.Standing, account: String, isRequired: Bool) {
    self.standing = standing
    self.isRequired = isRequired
    switch standing {
    case .none:
      secret = nil
      grid = nil
      since = nil
    case .begun(let text):
      let letters = Array(text)
      secret = stride(from: 0, to: letters.count, by: 4).map { start in
        String(letters[start..<min(start + 4, letters.count)])
      }.joined(separator: " ")
      grid = Self.grid(SecondFactor.address(account: account, secret: text))
      since = nil
    case .active(let instant, _):
      secret = nil
      grid = nil
      since = instant.civilDate.brazilian
    }
  }

  /// A code that does not fit is still there to be typed.
  private static func grid(_ address: String) -> ModuleGrid? {
    do {
      guard case .grid(let grid) = try BarcodeSymbol(.qr, address) else { return nil }
      return grid
    } catch {
      return nil
    }
  }
}
