import Markup
import Pages

enum QueueView {
  static func page(_ model: QueueModel) -> HTML {
    """
    \(Look.heading(
      "Filas",
      about: "O trabalho que o Adimple faz sozinho: o que espera, o que corre e o que falhou. O "
        + "que falhou fica de lado, com o motivo, e não segura o que vem atrás."))\
    \(failures(model))\(queues(model))
    """
  }

  private static func queues(_ model: QueueModel) -> HTML {
    Look.table(
      caption: "Filas",
      columns: [
        Look.Column("Fila"), Look.Column("Esperam", isNumber: true),
        Look.Column("Correm", isNumber: true), Look.Column("Falharam", isNumber: true),
        Look.Column("Espera desde"),
      ],
      rows: model.lines.map { line in
        [
          Look.cell(line.title, under: line.name), HTML(text: line.waiting),
          HTML(text: line.running),
          line.failed == 0 ? HTML(text: "0") : Look.badge(String(line.failed), .bad),
          HTML(text: line.oldest ?? "—"),
        ]
      })
  }

  private static func failures(_ model: QueueModel) -> HTML {
    guard !model.failures.isEmpty else {
      return Look.notice(.good, "Nada falhou.")
    }
    return Look.sheet(
      "Falharam", note: "Depois de várias tentativas",
      Look.table(
        caption: "Trabalho que falhou",
        columns: [
          Look.Column("O quê"), Look.Column("Por quê"), Look.Column("Quando"),
          Look.Column("Ação"),
        ], rows: model.failures.map { row($0, mayDecide: model.mayDecide) }))
  }

  private static func row(_ work: QueueModel.Failure, mayDecide: Bool) -> [HTML] {
    let place = [(QueuePages.queueName, work.queue), (QueuePages.workName, work.id)]
    let discard = Look.action(
      "Descartar", to: PagePath.to(QueuePages.discardPath, place), opensDialog: true)
    let actions: HTML = """
      <div class="actions">\(Look.action(
        "Tentar de novo", to: PagePath.to(QueuePages.retryPath, place), .primary, opensDialog: true))\
      \(if: work.isDiscardable, discard)</div>
      """
    return [
      Look.cell(work.title, under: work.subject), HTML(text: work.error),
      Look.cell(work.failedAt, under: work.attempts), mayDecide ? actions : "—",
    ]
  }

  static func retry(_ work: QueueModel.Failure, token: String) -> HTML {
    Look.confirm(
      title: "Tentar de novo",
      sentence: """
        \(work.title), <strong>\(work.subject)</strong>, volta à fila e recomeça a contagem das \
        tentativas. O motivo da falha: \(work.error)
        """,
      Look.form(
        to: QueuePages.retryPath, token: token, state: FormState(),
        """
        \(hidden(work))\
        \(Look.formEnd(
          Look.button("Tentar de novo", .primary),
          Look.action("Voltar", to: QueuePages.path, .quiet)))
        """))
  }

  static func discard(
    _ work: QueueModel.Failure, _ state: FormState, token: String
  ) -> HTML {
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

  private static func hidden(_ work: QueueModel.Failure) -> HTML {
    """
    \(Look.hidden(QueuePages.queueName, work.queue))\(Look.hidden(QueuePages.workName, work.id))
    """
  }
}
