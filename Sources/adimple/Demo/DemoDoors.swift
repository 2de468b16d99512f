import CreditorPages
import DebtCollection

/// The people of the demo, one of each role, and documents of the bureau's test mass.
enum DemoDoors {
  static let house = DemoHouse(
    doors: Role.allCases.map { .init($0, email: email(of: $0)) }, documents: documents)

  /// The administrator is the one whose password is printed.
  static func email(of role: Role) -> String {
    role == .administrator ? DemoAccess.email : "\(role.rawValue)@provedor.example"
  }

  /// The last three digits before the check digits say what is shown (docs/bureau.md).
  static let documents: [(document: String, about: String)] = [
    ("123.456.000-39", "nada consta, a melhor pontuação"),
    ("123.456.901-94", "protestos"),
    ("123.456.902-75", "ações judiciais"),
    ("123.456.903-56", "cheques sem fundos"),
    ("123.456.905-18", "algo em cada bloco"),
    ("123.456.906-07", "documento roubado"),
    ("123.456.907-80", "óbito"),
    ("123.456.909-41", "desconhecido no birô: nada é cobrado"),
    ("123.456.911-66", "sem restrição, pontuação muito baixa"),
    ("123.456.912-47", "uma fonte fora do ar: consulta incompleta"),
  ]

  /// Adds the people who are missing, each with a password that nobody knows.
  static func open(_ office: Office) async throws {
    let known = Set(try await office.users.users().map(\.email))
    for role in Role.allCases where !known.contains(email(of: role)) {
      _ = try await Passwords.add(email: email(of: role), role: role, office: office)
    }
  }
}
