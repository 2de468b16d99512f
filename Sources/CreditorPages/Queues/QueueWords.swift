/// The queues in the words of people.
enum QueueWords {
  private static let titles = [
    "alarms": "Alarmes de baixa",
    "audit-check": "Conferência das correntes",
    "bureau-changes": "Perguntas ao birô por mudanças",
    "bureau-events": "Avisos do birô",
    "collection-runs": "Atualizar cobranças",
    "dispute-alarms": "Alarmes de contestações",
    "dispute-answers": "Respostas a contestações",
    "imports": "Importações",
    "inquiry-rescue": "Consultas interrompidas",
    "reconciliations": "Conciliações",
    "scheduler": "Tarefas agendadas",
    "stray-records": "Registros soltos no birô",
    "transmissions": "Envios ao birô",
    "uploads": "Arquivos enviados a limpar",
    "webhook-delivery": "Entregas de webhooks",
    "webhook-dispatch": "Eventos a distribuir",
  ]

  /// A queue's name for people; the name itself where it has none.
  static func title(_ name: String) -> String { titles[name] ?? name }
}
