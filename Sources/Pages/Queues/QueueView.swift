package import Markup

/// The page of the queues, and the pages that ask before something is done with a row.
package struct QueueView: Sendable {
  private let about: String
  private let paths: (list: String, retry: String, discard: String)
  /// Whether it is told since when the first of a queue waits.
  private let tellsOldest: Bool
  private let asksBeforeRetry: Bool

  package init(
    about: String, paths: (list: String, retry: String, discard: String), tellsOldest: Bool,
    asksBeforeRetry: Bool
  ) {
    self.about = about
    self.paths = paths
    self.tellsOldest = tellsOldest
    self.asksBeforeRetry = asksBeforeRetry
  }

  /// - Parameters:
  ///   - mayDecide: whether the reader may try again or discard.
  ///   - none: is said where nothing failed.
  package func page(
    _ model: QueueModel, mayDecide: Bool, none: HTML?, token: String
  ) -> HTML {
    """
    \(Look.heading("Filas", about: HTML(text: about)))\
    \(model.failures.isEmpty ? none : failures(model, mayDecide, token))\(queues(model))
    """
  }

  private func queues(_ model: QueueModel) -> HTML {
    Look.table(
      caption: "Filas",
      columns: [
        Look.Column("Fila"), Look.Column("Esperam", isNumber: true),
        Look.Column("Correm", isNumber: true), Look.Column("Falharam", isNumber: true),
      ] + (tellsOldest ? [Look.Column("Espera desde")] : []),
      rows: model.lines.map { line in
        [
          Look.cell(line.title, under: line.name), HTML(text: line.waiting),
          HTML(text: line.running),
          line.failed == 0 ? HTML(text: "0") : Look.badge(String(line.failed), .bad),
        ] + (tellsOldest ? [HTML(text: line.oldest ?? "—")] : [])
      })
  }

  private func failures(_ model: QueueModel, _ mayDecide: Bool, _ token: String) -> HTML {
    Look.sheet(
      "Falharam", note: "Depois de várias tentativas",
      Look.table(
        caption: "Trabalho que falhou",
        columns: [
          Look.Column("O quê"), Look.Column("Por quê"), Look.Column("Quando"),
          Look.Column("Ação"),
        ],
        rows: model.failures.map { work in
          [
            Look.cell(work.title, under: work.subject), HTML(text: work.error),
            Look.cell(work.failedAt, under: work.attempts),
            mayDecide ? actions(work, token) : "—",
          ]
        }))
  }

  private func actions(_ work: QueueModel.Failure, _ token: String) -> HTML {
    let place = [(PickedWork.queueName, work.queue), (PickedWork.workName, work.id)]
    let retry =
      asksBeforeRetry
      ? Look.action(
        "Tentar de novo", to: PagePath.to(paths.retry, place), .primary, opensDialog: true)
      : Look.form(
        to: paths.retry, token: token,
        "\(hidden(work))\(Look.button("Tentar de novo", .plain))")
    let discard = Look.action(
      "Descartar", to: PagePath.to(paths.discard, place), opensDialog: true)
    return "<div class=\"actions\">\(retry)\(if: work.isDiscardable, discard)</div>"
  }

  package func retry(_ work: QueueModel.Failure, token: String) -> HTML {
    Look.confirm(
      title: "Tentar de novo",
      sentence: """
        \(work.title), <strong>\(work.subject)</strong>, volta à fila e recomeça a contagem das \
        tentativas. O motivo da falha: \(work.error)
        """,
      Look.form(
        to: paths.retry, token: token, state: FormState(),
        """
        \(hidden(work))\
        \(Look.formEnd(
          Look.button("Tentar de novo", .primary),
          Look.action("Voltar", to: paths.list, .quiet)))
        """))
  }

  package func discard(_ work: QueueModel.Failure, _ state: FormState, token: String) -> HTML {
    Look.confirm(
      title: "Descartar",
      sentence: """
        \(work.title), <strong>\(work.subject)</strong>, não é mais tentado. O motivo da falha: \
        \(work.error)
        """,
      isDangerous: true,
      Look.form(
        to: paths.discard, token: token, state: state, shown: ["note"],
        """
        \(hidden(work))\
        \(Look.area(.init("note", "Por que se descarta", isRequired: true), in: state))\
        \(Look.formEnd(
          Look.button("Descartar", .danger),
          Look.action("Voltar", to: paths.list, .quiet)))
        """))
  }

  private func hidden(_ work: QueueModel.Failure) -> HTML {
    """
    \(Look.hidden(PickedWork.queueName, work.queue))\
    \(Look.hidden(PickedWork.workName, work.id))
    """
  }
}
