import Credit
import DebtCollection

/// Minha conta, as it is shown.
struct AccountModel {
  struct SessionLine {
    let id: ID<Session>
    let device: String
    let address: String
    let begun: String
    let seen: String
    let isCurrent: Bool
  }

  let email: String
  let role: String
  let sessions: [SessionLine]
  let hasSecondFactor: Bool

  init(user: User, sessions: [Session], current: ID<Session>, hasSecondFactor: Bool) {
    self.hasSecondFactor = hasSecondFactor
    email = user.email
    role = user.role.portuguese
    self.sessions = sessions.map { session in
      SessionLine(
        id: session.id, device: Self.device(session.agent),
        address: session.address ?? "esta máquina", begun: session.createdAt.brazilian,
        seen: session.seenAt.brazilian, isCurrent: session.id == current)
    }
  }

  /// The browser and system of a user agent in two words; what is not known is shown as it came.
  static func device(_ agent: String?) -> String {
    guard let agent else { return "Navegador desconhecido" }
    let browsers = [
      ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
      ("Safari/", "Safari"),
    ]
    let systems = [
      ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
      ("Mac OS", "macOS"), ("Linux", "Linux"),
    ]
    let browser = browsers.first { agent.contains($0.0) }?.1
    let system = systems.first { agent.contains($0.0) }?.1
    let words = [browser, system].compactMap { $0 }
    return words.isEmpty ? String(agent.prefix(60)) : words.joined(separator: " · ")
  }
}
