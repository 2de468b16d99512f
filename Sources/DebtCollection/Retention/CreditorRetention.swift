import Credit
package import Work

/// How long the creditor's side keeps its rows. What proves a listing (its timeline, its messages,
/// what a run listed or took off) is kept.
package enum CreditorRetention {
  /// Days for which a run's sentence on each title that it left out is kept.
  package static let leftOutDays = 90
  /// Days for which it is kept what stood in a line that an import refused.
  package static let refusedLineDays = 90
  /// As long as an `Idempotency-Key` is known.
  package static let answerHours = 72
  /// Years for which it can be asked who saw or did what: a claim can be brought for so long.
  package static let accessLogYears = 5

  /// In this order, for later ones hang on earlier ones.
  package static let terms: [Retention] = [
    Retention(
      "inquiries", after: .setDays("SELECT report_retention_days FROM parameters"),
      since: "r.completed_at",
      reason: "O relatório completo serve para conferir a decisão; números, custo e quem consultou "
        + "ficam. O prazo é o dos parâmetros.",
      law: "LGPD, arts. 15 e 16", deed: .empties(column: "report_sealed"),
      where: "r.report_sealed IS NOT NULL", order: "r.completed_at"),
    Retention(
      "kept_answers", after: .hours(answerHours), since: "r.claimed_at",
      reason: "Serve para responder de novo a quem repete o pedido.",
      // What has no answer may be at work, by a clock that is moved meanwhile.
      where: "r.status IS NOT NULL", key: ["scope", "key"], order: "r.claimed_at"),
    Retention(
      "webhook_deliveries", after: .days(90), since: "r.finished_at",
      reason: "Serve para conferir e repetir entregas recentes.", where: "r.state <> 'waiting'"),
    Retention(
      "published_events", after: .days(180), since: "r.at",
      reason:
        "Quem consome os eventos tem meio ano para buscá-los; o histórico está nos registros.",
      where: "r.dispatched = 1",
      unless: "EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.event_id = r.id)"),
    Retention(
      "bureau_events", after: .days(400), since: "r.finished_at",
      reason: "O que o birô disse está na linha do tempo; a mensagem serve para conferir o último "
        + "ano.", where: "r.state <> 'waiting'"),
    Retention(
      "collection_decisions", after: .days(leftOutDays), since: "c.finished_at",
      reason: "A contagem por motivo fica com a execução; a frase de cada título deixado de fora "
        + "serve para conferir a rotina.",
      joined: "JOIN collection_runs c ON c.id = r.run_id",
      where: "c.state <> 'running' AND r.outcome = 'leftOut'", key: ["run_id", "receivable_id"]),
    Retention(
      "import_faults", after: .days(refusedLineDays), since: "i.finished_at",
      reason: "O que estava numa linha recusada serve para corrigi-la e enviá-la de novo; o motivo "
        + "fica com a importação.",
      law: "LGPD, arts. 15 e 16", deed: .empties(column: "fields_sealed"),
      joined: "JOIN imports i ON i.id = r.import_id", where: "r.fields_sealed IS NOT NULL",
      key: ["import_id", "line", "sequence"]),
    Retention(
      "task_runs", after: .days(400), since: "r.finished_at",
      reason: "O histórico das tarefas serve para conferir o último ano."),
    Retention(
      "sessions", after: .days(180), since: "COALESCE(r.ended_at, r.seen_at)",
      reason: "Registros de acesso à aplicação guardam-se por seis meses.",
      law: "Marco Civil da Internet, art. 15"),
    Retention(
      "access_log", after: .years(accessLogYears), since: "r.at",
      reason: "Prova quem viu ou fez o quê enquanto se pode reclamar disso.",
      law: "LGPD, arts. 16, I, e 37; CDC, art. 27", order: "r.at, r.id"),
    refusedRemovals,
  ]

  /// Removals that a bureau refused again and again, hour after hour. The first and the last one
  /// stay, and the first of each day: the timeline tells of all of them.
  private static let refusedRemovals = Retention(
    "transmissions", after: .days(30), since: "r.finished_at",
    reason: "A cada recusa a baixa é pedida de novo; fica a prova de cada dia.",
    where: """
      r.kind = 'removal' AND r.state = 'refused'
        AND EXISTS (
          SELECT 1 FROM transmissions e
          WHERE e.listing_id = r.listing_id AND e.kind = 'removal' AND e.state = 'refused'
            AND e.id < r.id
            AND (e.finished_at - \(BrasiliaTime.offsetMicroseconds)) / 86400000000
              = (r.finished_at - \(BrasiliaTime.offsetMicroseconds)) / 86400000000)
        AND EXISTS (
          SELECT 1 FROM transmissions l
          WHERE l.listing_id = r.listing_id AND l.kind = 'removal' AND l.state = 'refused'
            AND l.id > r.id)
      """)
}
