/// What the access log records, in words. Here alone: the report, its files and the timeline of a
/// person say the same.
enum AccessAction: String, CaseIterable, Sendable {
  case inquiryRequested = "inquiry.requested"
  case reportOpened = "inquiry.report-opened"
  case documentOpened = "see-document"
  case personAdded = "person.added"
  case personChanged = "person.changed"
  case becameProspect = "person.converted-to-prospect"
  case becameCustomer = "person.converted-to-customer"
  case contractAdded = "contract.added"
  case contractChanged = "contract.changed"
  case sessionBegun = "session.begun"
  case sessionEnded = "session.ended"
  case sessionsEnded = "session.all-ended"
  case firstUser = "user.first-added"
  case userAdded = "user.added"
  case userChanged = "user.changed"
  case passwordChanged = "user.password-changed"
  case codeIssued = "user.password-code-issued"
  case passwordSet = "user.password-set"
  case keyAdded = "api-key.added"
  case keyRevoked = "api-key.revoked"
  case endpointAdded = "webhook-endpoint.added"
  case endpointRemoved = "webhook-endpoint.removed"
  case deliveryReplayed = "webhook-delivery.replayed"
  case taskChanged = "task.changed"
  case taskRequested = "task.requested"
  case auditStarted = "audit.check-started"
  case strayRemoved = "stray-record.removed"
  case strayKept = "stray-record.kept"
  case workRetried = "work.retried"
  case workDiscarded = "work.discarded"

  var label: String {
    switch self {
    case .inquiryRequested: "Consultou"
    case .reportOpened: "Abriu o relatório de uma consulta"
    case .documentOpened: "Abriu um CPF ou CNPJ"
    case .personAdded: "Incluiu um cadastro"
    case .personChanged: "Alterou um cadastro"
    case .becameProspect: "Converteu em prospecção"
    case .becameCustomer: "Converteu em cliente"
    case .contractAdded: "Incluiu um contrato"
    case .contractChanged: "Alterou um contrato"
    case .sessionBegun: "Entrou"
    case .sessionEnded: "Saiu ou encerrou uma sessão"
    case .sessionsEnded: "Encerrou as sessões"
    case .firstUser: "Criou o primeiro administrador"
    case .userAdded: "Adicionou um usuário"
    case .userChanged: "Alterou um usuário"
    case .passwordChanged: "Trocou a senha"
    case .codeIssued: "Gerou um código de senha"
    case .passwordSet: "Definiu a senha com um código"
    case .keyAdded: "Criou uma chave de API"
    case .keyRevoked: "Revogou uma chave de API"
    case .endpointAdded: "Cadastrou um webhook"
    case .endpointRemoved: "Removeu um webhook"
    case .deliveryReplayed: "Repetiu uma entrega"
    case .taskChanged: "Alterou uma tarefa"
    case .taskRequested: "Mandou executar uma tarefa"
    case .auditStarted: "Mandou conferir a trilha"
    case .strayRemoved: "Pediu a baixa de um registro solto"
    case .strayKept: "Manteve um registro solto no birô"
    case .workRetried: "Mandou tentar de novo o que falhou"
    case .workDiscarded: "Descartou o que falhou"
    }
  }

  /// The words of an action; one that is not known here is shown as the log has it.
  static func label(_ word: String) -> String {
    AccessAction(rawValue: word)?.label ?? word
  }
}
