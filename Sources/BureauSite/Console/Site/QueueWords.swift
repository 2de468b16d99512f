import BureauRegister

extension ConsoleWords {
  private static let queues = [
    "closings": "Encerramentos",
    "disputes": "Contestações vencidas",
    "mail": "E-mails sem prova de entrega",
    "printing": "Cartas a imprimir",
    "printing-before-showing": "Cartas a imprimir",
    "records": "Registros",
    "record-expiry": "Registros que completam cinco anos",
    "record-judgement": "Pedidos a julgar",
    "record-notice": "Cartas a emitir",
    "record-return": "Cartas devolvidas sem endereço",
    "record-review": "Análises vencidas",
    "record-visibility": "Registros a mostrar",
    "retention": "Dados a eliminar",
    "webhooks": "Entregas de webhooks",
  ]

  /// A queue's name for people; the name itself where it has none.
  static func queue(_ name: String) -> String { queues[name] ?? name }
}
