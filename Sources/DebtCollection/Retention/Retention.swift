import Credit

/// How long the rows of a table are kept that only ever grow. What proves a listing (its timeline,
/// its messages, what a run listed or took off, who saw what) has no row here and is kept.
struct Retention: Sendable {
  /// The table, as it is called in reports.
  let table: String
  /// Days after which a row is erased.
  let days: Int
  /// Why it is kept so long and no longer.
  let reason: String
  /// The primary key of the rows that may go: `?1` is the instant before which they ended, `?2` how
  /// many are taken at once.
  let doomed: String
  /// The columns of that key.
  let key: String

  /// Removals that a bureau refused again and again, hour after hour. The first and the last one
  /// stay, and the first of each day: the timeline tells of all of them.
  static let refusedRemovals = Retention(
    table: "transmissions", days: 30,
    reason: "A cada recusa a baixa é pedida de novo; fica a prova de cada dia.",
    doomed: """
      SELECT t.id FROM transmissions t
      WHERE t.kind = 'removal' AND t.state = 'refused' AND t.finished_at < ?1
        AND EXISTS (
          SELECT 1 FROM transmissions e
          WHERE e.listing_id = t.listing_id AND e.kind = 'removal' AND e.state = 'refused'
            AND e.id < t.id
            AND (e.finished_at - \(BrasiliaTime.offsetMicroseconds)) / 86400000000
              = (t.finished_at - \(BrasiliaTime.offsetMicroseconds)) / 86400000000)
        AND EXISTS (
          SELECT 1 FROM transmissions l
          WHERE l.listing_id = t.listing_id AND l.kind = 'removal' AND l.state = 'refused'
            AND l.id > t.id)
      ORDER BY t.id LIMIT ?2
      """, key: "id")

  /// In this order, for later ones hang on earlier ones.
  static let all: [Retention] = [
    Retention(
      table: "webhook_deliveries", days: 90,
      reason: "Serve para conferir e repetir entregas recentes.",
      doomed: """
        SELECT id FROM webhook_deliveries
        WHERE state <> 'waiting' AND finished_at < ?1 ORDER BY id LIMIT ?2
        """, key: "id"),
    Retention(
      table: "published_events", days: 180,
      reason:
        "Quem consome os eventos tem meio ano para buscá-los; o histórico está nos registros.",
      doomed: """
        SELECT e.id FROM published_events e
        WHERE e.at < ?1 AND e.dispatched = 1 AND NOT EXISTS (
          SELECT 1 FROM webhook_deliveries d WHERE d.event_id = e.id)
        ORDER BY e.id LIMIT ?2
        """, key: "id"),
    Retention(
      table: "bureau_events", days: 400,
      reason: "O que o birô disse está na linha do tempo; a mensagem serve para conferir o último "
        + "ano.",
      doomed: """
        SELECT id FROM bureau_events
        WHERE state <> 'waiting' AND finished_at < ?1 ORDER BY id LIMIT ?2
        """, key: "id"),
    Retention(
      table: "collection_decisions", days: Erasure.leftOutDays,
      reason: "A contagem por motivo fica com a execução; a frase de cada título deixado de fora "
        + "serve para conferir a rotina.",
      doomed: """
        SELECT d.run_id, d.receivable_id FROM collection_decisions d
        JOIN collection_runs r ON r.id = d.run_id
        WHERE r.state <> 'running' AND r.finished_at < ?1 AND d.outcome = 'leftOut'
        ORDER BY d.run_id, d.receivable_id LIMIT ?2
        """, key: "run_id, receivable_id"),
    Retention(
      table: "task_runs", days: 400,
      reason: "O histórico das tarefas serve para conferir o último ano.",
      doomed: "SELECT id FROM task_runs WHERE finished_at < ?1 ORDER BY id LIMIT ?2", key: "id"),
    Retention(
      table: "sessions", days: 180,
      reason: "Registros de acesso à aplicação guardam-se por seis meses (Marco Civil da Internet, "
        + "art. 15).",
      doomed: """
        SELECT id FROM sessions WHERE COALESCE(ended_at, seen_at) < ?1 ORDER BY id LIMIT ?2
        """, key: "id"),
  ]
}
