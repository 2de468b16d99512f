import DebtCollection
import Markup

enum DashboardView {
  private static let intro: HTML = """
    O retrato de hoje: o que venceu, o que foi comunicado, o que está no bureau e o que voltou.
    """

  static func page(_ model: DashboardModel) -> HTML {
    """
    \(Look.heading("Painel", about: intro))\(tiles(model))\
    <div class="columns">\(funnel(model))\(ages(model))</div>\
    <div class="columns">\(waiting(model))\(removals(model))\(runs(model))</div>
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
        ? [Look.action("Abrir os parâmetros", to: "/configuracoes/parametros", .primary)] : []))
    """
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
        "Em aberto e vencido", model.openAmount, detail: "\(model.openCount) títulos"),
      Look.tile(
        "Carta enviada", model.inNotice, detail: "\(model.inNoticeCount) no prazo do comunicado",
        path: ListingPages.path(of: .notice)),
      Look.tile(
        "Ativas no bureau", model.active, detail: "\(model.activeCount) negativações visíveis",
        path: ListingPages.path(of: .active)),
      Look.tile(
        "Recuperado em \(Office.recoveryDays) dias", model.recovered,
        detail: "\(model.recoveredCount) títulos pagos depois de negativados", tone: .good),
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
      "Do vencimento à recuperação", note: "Valor em cada etapa",
      Look.funnel(
        marks(model.funnel, [.neutral, .waiting, .info, .public, .good]),
        title: "Do vencimento à recuperação"))
  }

  private static func ages(_ model: DashboardModel) -> HTML {
    Look.sheet(
      "Idade do que está vencido", note: "Valor em aberto por dias de atraso",
      Look.bars(marks(model.ages, []), title: "Valor em aberto por dias de atraso"))
  }

  private static func waiting(_ model: DashboardModel) -> HTML {
    let rows = model.problems.map { problem -> HTML in
      """
      <li><a href="\(problem.path)">\(problem.label)</a> <strong>\(problem.text)</strong></li>
      """
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
      "<li><span class=\"faint\">\(run.at)</span><br>\(run.what)</li>"
    }
    let content: HTML =
      rows.isEmpty
      ? "<p class=\"faint\">A rotina ainda não foi executada.</p>"
      : "<ul class=\"stack\">\(rows)</ul>"
    return Look.sheet("Atualizar cobranças", note: "Últimas execuções", content)
  }
}
