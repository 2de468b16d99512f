/// The actions of the access log in words.
enum AccessWords {
  /// A word that this version does not know is shown as it stands.
  static func action(_ action: String) -> String {
    switch action {
    case "see-document": "Abriu o documento"
    case "inquiry.requested": "Pediu consulta de crédito"
    case "inquiry.report-opened": "Abriu o relatório da consulta"
    case "person.added": "Incluiu o cadastro"
    case "person.changed": "Alterou o cadastro"
    case "person.converted-to-prospect": "Converteu em prospecção"
    case "person.converted-to-customer": "Converteu em cliente"
    case "contract.added": "Incluiu contrato"
    case "contract.changed": "Alterou contrato"
    case "session.begun": "Entrou no sistema"
    case "session.ended", "session.all-ended": "Encerrou sessão"
    case "user.added": "Incluiu usuário"
    case "user.changed": "Alterou usuário"
    case "user.password-changed": "Trocou a senha"
    case "api-key.added": "Criou chave de API"
    case "api-key.revoked": "Revogou chave de API"
    case "webhook-endpoint.added": "Incluiu webhook"
    case "webhook-endpoint.removed": "Retirou webhook"
    case "task.changed": "Alterou tarefa"
    default: action
    }
  }
}
