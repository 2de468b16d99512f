import BureauRegister
import Credit
import Markup

enum StateTermsView {
  private static let about: HTML = """
    Cada linha tem lei, vigência e situação. Quem muda uma linha põe uma versão nova no lugar; o \
    registro guarda a que valeu para ele.
    """

  static func page(_ rows: [StateTermRow], history: Bool) -> HTML {
    """
    \(Look.heading(
      "Prazos por estado", about: about,
      actions: [
        Look.action("Acrescentar prazo", to: StateTermPages.newPath, .primary, icon: .plus)
      ]))\
    \(Look.chips(
      [
        .init("Em vigor", StateTermPages.path, isCurrent: !history),
        .init("Com as versões antigas", StateTermPages.path + "?historico=sim", isCurrent: history),
      ], label: "Versões"))\
    \(Look.table(
      caption: "Prazos por estado",
      columns: [
        .init("Estado"), .init("Prazo"), .init("Atraso mínimo"), .init("Vale"), .init("Situação"),
        .init("Lei"),
      ], rows: rows.map(row)))
    """
  }

  private static func row(_ row: StateTermRow) -> [HTML] {
    let rule = row.rule
    let unit = rule.state?.code ?? "Todos"
    let name: HTML =
      row.retiredAt == nil
      ? Look.mainCell(unit, to: StateTermPages.path(of: rule.id), under: rule.id)
      : Look.cell(unit, under: "\(rule.id), fora da tabela")
    let until = rule.validTo.map { " até \($0.brazilian)" } ?? ""
    return [
      name,
      Look.cell(
        "\(rule.noticeDays) dias" + (rule.noticeInBusinessDays ? " úteis" : ""),
        under: "conta de: " + start(rule.countsFrom)),
      HTML(text: "\(rule.minimumDaysOverdue) dias"),
      HTML(text: "desde \(rule.validFrom.brazilian)\(until)"), HTML(text: status(rule.status)),
      Look.cell(rule.law, under: rule.note.isEmpty ? nil : rule.note),
    ]
  }

  static func start(_ start: StateRule.Start) -> String {
    switch start {
    case .posting: "postagem"
    case .delivery: "entrega"
    case .receipt: "recebimento"
    }
  }

  static func status(_ status: StateRule.Status) -> String {
    switch status {
    case .inForce: "em vigor"
    case .struck: "derrubada"
    case .doubtful: "duvidosa"
    case .practice: "prática"
    }
  }

  static func medium(_ medium: StateRule.Medium) -> String {
    switch medium {
    case .letter: "carta"
    case .email: "e-mail"
    case .message: "mensagem"
    }
  }

  static func confidence(_ confidence: StateRule.Confidence) -> String {
    switch confidence {
    case .high: "alta"
    case .medium: "média"
    case .low: "baixa"
    }
  }
}
