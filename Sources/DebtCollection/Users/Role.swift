/// What a person or an API key is in the house; each role has its permissions.
package enum Role: String, Hashable, CaseIterable, Sendable {
  case attendant, collector, approver, administrator, auditor

  /// As the screens say it.
  package var portuguese: String {
    switch self {
    case .attendant: "Atendimento"
    case .collector: "Cobrança"
    case .approver: "Aprovação"
    case .administrator: "Administração"
    case .auditor: "Auditoria"
    }
  }
}
