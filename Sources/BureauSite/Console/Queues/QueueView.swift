import BureauRegister
import HTTPService
import Markup
import Pages
import Work

enum QueueView {
  static func page(
    _ queues: [QueueStanding], _ failures: [QueueFailure], token: String
  ) -> HTML {
    """
    \(Look.heading(
      "Filas",
      about: "O trabalho que o birô faz sozinho. O que falha fica de lado, com o motivo, e não "
        + "segura o que vem atrás."))\
    \(if: !failures.isEmpty, failed(failures, token: token))\(list(queues))
    """
  }

  private static func list(_ queues: [QueueStanding]) -> HTML {
    Look.table(
      caption: "Filas",
      columns: [
        Look.Column("Fila"), Look.Column("Esperam", isNumber: true),
        Look.Column("Correm", isNumber: true), Look.Column("Falharam", isNumber: true),
      ],
      rows: queues.map { queue in
        [
          Look.cell(ConsoleWords.queue(queue.name), under: queue.name),
          HTML(text: String(queue.waiting)), HTML(text: String(queue.running)),
          queue.failed == 0 ? HTML(text: "0") : Look.badge(String(queue.failed), .bad),
        ]
      })
  }

  private static func failed(_ failures: [QueueFailure], token: String) -> HTML {
    Look.sheet(
      "Falharam", note: "Depois de várias tentativas",
      Look.table(
        caption: "Trabalho que falhou",
        columns: [
          Look.Column("O quê"), Look.Column("Por quê"), Look.Column("Quando"),
          Look.Column("Ação"),
        ], rows: failures.map { row($0, token: token) }))
  }

  private static func row(_ work: QueueFailure, token: String) -> [HTML] {
    let discard = PagePath.to(
      QueuePages.discardPath,
      [(QueuePages.queueName, work.queue), (QueuePages.workName, work.id)])
    let actions: HTML = """
      <div class="actions">\(Look.form(
        to: QueuePages.retryPath, token: token,
        "\(hidden(work))\(Look.button("Tentar de novo", .plain))"))\
      \(if: work.isDiscardable, Look.action("Descartar", to: discard, opensDialog: true))</div>
      """
    return [
      Look.cell(work.title, under: work.subject), HTML(text: work.error),
      Look.cell(work.when, under: work.attempts), actions,
    ]
  }

  static func discard(_ work: QueueFailure, _ state: FormState, token: String) -> HTML {
    Look.confirm(
      title: "Descartar",
      sentence: """
        \(work.title), <strong>\(work.subject)</strong>, não é mais tentado. O motivo da falha: \
        \(work.error)
        """,
      isDangerous: true,
      Look.form(
        to: QueuePages.discardPath, token: token, state: state, shown: ["note"],
        """
        \(hidden(work))\
        \(Look.area(.init("note", "Por que se descarta", isRequired: true), in: state))\
        \(Look.formEnd(
          Look.button("Descartar", .danger),
          Look.action("Voltar", to: QueuePages.path, .quiet)))
        """))
  }

  private static func hidden(_ work: QueueFailure) -> HTML {
    """
    \(Look.hidden(QueuePages.queueName, work.queue))\(Look.hidden(QueuePages.workName, work.id))
    """
  }
}
