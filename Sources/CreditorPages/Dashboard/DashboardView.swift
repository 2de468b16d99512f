import DebtCollection
import Markup
import Pages

enum DashboardView {
  private static let intro: HTML = """
    O retrato de hoje: o que venceu, o que foi comunicado, o que está no birô e o que voltou.
    """

  static func page(_ model: DashboardModel, firstSteps: FirstStepsModel?) -> HTML {
    let actions = model.shortcuts.map { Look.action($0.label, to: $0.path, icon: $0.icon) }
    return """
      \(Look.heading("Painel", about: intro, actions: actions))\
      \(firstSteps.flatMap(SettingsView.firstSteps))\
      \(disputes(model))\
      \(tiles(model))\
      <div class="columns">\(waiting(model))\(removals(model))</div>\
      <div class="columns">\(funnel(model))\
      <div class="stack">\(ages(model))\(runs(model))</div></div>\
      <div class="columns">\(inquiries(model))\(cost(model))</div>\
      <p class="hint">Somas apuradas em \(model.readAt); baixas, pendências e execuções são de \
      agora.</p>
      """
  }

  /// The page while the switch of the house is off.
  static func switchedOff(mayConfigure: Bool) -> HTML {
    """
    \(Look.heading("Painel"))\(Look.empty(
      "A análise de crédito está desligada",
      "O parâmetro “Utiliza integração com análise de crédito” está em “Não”. Nada foi apagado: "
        + "com “Sim” tudo volta como estava.", icon: .plug,
      actions: mayConfigure
        ? [Look.action("Abrir os parâmetros", to: Contents.parameters.path, .primary)] : []))
    """
  }

  /// First of all: each one is lost by silence.
  private static func disputes(_ model: DashboardModel) -> HTML? {
    guard model.openDisputes > 0 else { return nil }
    let rows = model.disputes.map { dispute -> HTML in
      let term: HTML =
        dispute.isNear ? "<strong>\(dispute.term)</strong>" : HTML(text: dispute.term)
      return """
        <li><a href="\(dispute.path)">\(dispute.person), título \(dispute.title)</a>: responder \
        \(term)</li>
        """
    }
    let count =
      model.openDisputes == 1
      ? "1 contestação espera resposta" : "\(model.openDisputes) contestações esperam resposta"
    return Look.sheet(
      "Contestações", note: "Sem resposta no prazo o birô tira a negativação",
      """
      <p><a href="\(DisputePages.path)">\(count)</a></p><ul class="stack">\(rows)</ul>
      """)
  }

  private static func tiles(_ model: DashboardModel) -> HTML {
    Look.tiles([
      Look.tile(
        "Baixas fora do prazo", String(model.overdueRemovals),
        detail: model.overdueRemovals == 0
          ? "Nenhuma passou do prazo legal" : "Passaram do prazo legal: aja agora",
        tone: model.overdueRemovals == 0 ? .good : .bad, path: ListingPages.path(of: .overdue),
        isHero: true),
      Look.tile(
        "Em aberto e vencido", model.open.amount, detail: model.open.detail,
        path: TitlePages.path(of: .overdue)),
      Look.tile(
        ListingSituation.notice.label, model.inNotice.amount, detail: model.inNotice.detail,
        path: ListingPages.path(of: .notice)),
      Look.tile(
        "Ativas no birô", model.active.amount, detail: model.active.detail,
        path: ListingPages.path(of: .active)),
      Look.tile(
        "Recuperado em \(Figures.recoveryDays) dias", model.recovered.amount,
        detail: model.recovered.detail, tone: .good, path: model.recoveryPath),
    ])
  }

  private static func marks(_ bars: [DashboardModel.Bar], _ tones: [Tone?]) -> [Look.Mark] {
    bars.enumerated().map { index, bar in
      Look.Mark(
        bar.label, Double(bar.value), text: bar.text,
        tone: tones.isEmpty ? nil : tones[min(index, tones.count - 1)])
    }
  }

  private static func funnel(_ model: DashboardModel) -> HTML {
    Look.sheet(
      "Do vencimento à recuperação", note: "Títulos e valor em cada etapa",
      Look.funnel(
        marks(model.funnel, [.waiting, .neutral, .info, .public, .neutral, .good]),
        title: "Do vencimento à recuperação"))
  }

  private static func ages(_ model: DashboardModel) -> HTML {
    Look.sheet(
      "Idade do que está vencido", note: "Valor em aberto e títulos por dias de atraso",
      Look.bars(marks(model.ages, []), title: "Valor em aberto por dias de atraso"))
  }

  private static func waiting(_ model: DashboardModel) -> HTML {
    let rows = model.problems.map { problem -> HTML in
      let label: HTML =
        problem.path.map { "<a href=\"\($0)\">\(problem.label)</a>" } ?? HTML(text: problem.label)
      return "<li>\(label) <strong>\(problem.text)</strong></li>"
    }
    let content: HTML =
      rows.isEmpty
      ? "<p class=\"faint\">Nada espera por uma pessoa agora.</p>" : "<ul>\(rows)</ul>"
    return Look.sheet("Precisa de uma pessoa", content)
  }

  private static func removals(_ model: DashboardModel) -> HTML {
    let content =
      model.removalsDue.isEmpty
      ? "<p class=\"faint\">Nenhuma baixa está em andamento.</p>"
      : Look.bars(marks(model.removalsDue, [.waiting]), title: "Baixas por prazo legal")
    return Look.sheet(
      "Baixas por prazo legal", note: "Cinco dias úteis (STJ, Tema 735)", content)
  }

  private static func runs(_ model: DashboardModel) -> HTML {
    let rows = model.runs.map { run -> HTML in
      "<li><a href=\"\(run.path)\">\(run.at)</a> \(run.what)</li>"
    }
    let content: HTML =
      rows.isEmpty
      ? "<p class=\"faint\">A rotina ainda não foi executada.</p>"
      : "<ul class=\"stack\">\(rows)</ul>"
    return Look.sheet("Atualizar cobranças", note: "Últimas execuções", content)
  }

  private static func inquiries(_ model: DashboardModel) -> HTML {
    Look.sheet(
      "Consultas por mês", note: "Últimos doze meses",
      Look.line(marks(model.inquiries, []), title: "Consultas por mês"))
  }

  private static func cost(_ model: DashboardModel) -> HTML? {
    model.cost.map {
      Look.sheet(
        "Custo por mês", note: "Consultas e negativações, o que o birô cobrou",
        Look.line(marks($0, []), title: "Custo por mês"))
    }
  }
}
