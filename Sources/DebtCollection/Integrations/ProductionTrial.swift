package import Credit

/// The way to production, or to another address or secret there (*passagem para produção*): what
/// was proved of it so far. Nothing of it counts for the integration before the confirmation.
package struct ProductionTrial: Sendable {
  /// Hours after the beginning in which it is confirmed.
  package static let hours = 24

  /// What comes next. Each needs the one before.
  package enum Step: String, CaseIterable, Sendable {
    /// Address and secret, and a connection with them.
    case credentials
    /// A good inquiry there.
    case inquiry
    /// A dry run of the routine, with its numbers and cost.
    case rehearsal
    case confirmation
  }

  /// A good inquiry.
  package struct Inquiry: Hashable, Sendable {
    package let at: Instant
    /// Masked.
    package let document: String
    package let product: String
    package let restricted: Bool
    package let cost: Cents
  }

  /// What the routine would do.
  package struct Numbers: Hashable, Sendable {
    package let at: Instant
    package let listed: Int
    package let listedAmount: Cents
    package let removed: Int
    /// What the bureau would charge, as far as its fee is known.
    package let cost: Cents
  }

  package let integration: ID<Integration>
  package let baseURL: String
  package let clientId: String
  package let begunBy: String
  package let begunAt: Instant
  /// What the bureau offers there, with the prices.
  package let products: [BureauProduct]
  package let inquiry: Inquiry?
  package let numbers: Numbers?

  package var next: Step {
    if inquiry == nil { return .inquiry }
    return numbers == nil ? .rehearsal : .confirmation
  }

  package var endsAt: Instant { begunAt.adding(seconds: Self.hours * 3_600) }
}

/// What a person types to begin it. What is left out stays as the integration has it.
package struct ProductionEntry: Sendable {
  package var baseURL: String?
  package var clientId: String?
  package let clientSecret: String

  package init(baseURL: String? = nil, clientId: String? = nil, clientSecret: String) {
    self.baseURL = baseURL
    self.clientId = clientId
    self.clientSecret = clientSecret
  }
}

extension ProductionTrial.Step {
  /// The code of the conflict that says that this is missing.
  package var code: String {
    switch self {
    case .credentials: "production-trial-required"
    case .inquiry: "production-inquiry-required"
    case .rehearsal: "production-rehearsal-required"
    case .confirmation: "production-confirmation-required"
    }
  }

  /// What is missing and where to do it.
  var sentence: String {
    let place = "em Configurações › Integrações › Passar para produção"
    switch self {
    case .credentials:
      return "A produção e, nela, outro endereço ou outro segredo só valem depois de provados: "
        + "comece \(place), com o Client_secret digitado de novo."
    case .inquiry:
      return "Falta uma consulta certa no endereço novo: faça-a \(place)."
    case .rehearsal:
      return "Falta a simulação da rotina com os números e o custo: faça-a \(place)."
    case .confirmation:
      return "Falta confirmar: confira os números e confirme \(place)."
    }
  }
}
