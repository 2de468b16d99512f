import Credit
import DebtCollection
import Markup
import Pages

/// The menu in the words of the manual page, so that it can be followed step by step. It shows
/// what there is, what the role may see, and nothing of credit analysis while the switch is off.
enum Menu {
  private struct Entry {
    let label: String
    let path: String
    let icon: Icon
    var needs: Permission?
    var isSubject = false
    var section: String?
    /// What is there, on the page of all settings.
    var about = ""
  }

  private static let groups: [(title: String?, entries: [Entry])] = [
    (nil, [Entry(label: "Painel", path: Contents.dashboard.path, icon: .dashboard)]),
    (
      "CRM",
      [
        Entry(label: "Leads", path: Contents.people(.lead).path, icon: .person),
        Entry(label: "Prospecções", path: Contents.people(.prospect).path, icon: .briefcase),
        Entry(label: "Cobrança", path: Contents.cases.path, icon: .bell, isSubject: true),
      ]
    ),
    (
      "Cadastros",
      [
        Entry(label: "Clientes", path: Contents.people(.customer).path, icon: .people),
        Entry(
          label: "Central de consultas", path: Contents.inquiries.path, icon: .search,
          needs: .inquire,
          isSubject: true),
      ]
    ),
    (
      nil,
      [
        Entry(
          label: "Financeiro", path: Contents.titles.path, icon: .money, section: "/financeiro"),
        Entry(label: "Negativações", path: Contents.listings.path, icon: .listing, isSubject: true),
        Entry(
          label: "Contestações", path: Contents.disputes.path, icon: .scale,
          needs: .seeReport, isSubject: true),
        Entry(label: "Relatórios", path: Contents.reports.path, icon: .report),
      ]
    ),
    ("Configurações", settings),
    (nil, [Entry(label: "Ajuda", path: Contents.help.path, icon: .help)]),
  ]

  private static let settings: [Entry] = [
    Entry(
      label: "Integrações", path: IntegrationPages.path, icon: .plug, needs: .configure,
      isSubject: true, about: "Integrações Análise de crédito: o acesso a cada birô."),
    Entry(
      label: "Filiais", path: BranchPages.path, icon: .branch, needs: .configure,
      about: "Em nome de quem se consulta e negativa."),
    Entry(
      label: "Parâmetros", path: ParameterPages.path, icon: .gear, needs: .configure,
      about: "Parâmetros gerais › Integrações: o que vale para todo o credor."),
    Entry(
      label: "Tarefas", path: TaskPages.path, icon: .clock, needs: .runRoutine,
      about: "O que roda sozinho, quando, e o que deu."),
    Entry(
      label: "Filas", path: QueuePages.path, icon: .queue, needs: .runRoutine,
      about: "O que espera, o que corre e o que falhou, com o motivo."),
    Entry(
      label: "Usuários", path: UserPages.path, icon: .people, needs: .configure,
      about: "Quem entra, com que perfil, de onde."),
    Entry(
      label: "Chaves de API", path: APIKeyPages.path, icon: .key, needs: .configure,
      about: "Acesso de programas."),
    Entry(
      label: "Webhooks", path: WebhookPages.path, icon: .link, needs: .configure,
      about: "Quem é avisado do que acontece."),
    Entry(
      label: "Auditoria", path: AuditPages.path, icon: .shield, needs: .audit,
      about: "A conferência da trilha das negativações."),
    Entry(
      label: "Relógio", path: ClockPages.path, icon: .calendar, needs: .configure,
      about: "O relógio do ensaio, que anda para a frente."),
  ]

  /// The settings that a person may see, for the page that leads to all of them.
  static func settings(
    for visit: Visit
  ) -> [(label: String, path: String, about: String, icon: Icon)] {
    settings.filter { isShown($0, visit) }.map { ($0.label, $0.path, $0.about, $0.icon) }
  }

  private static func isShown(_ entry: Entry, _ visit: Visit) -> Bool {
    visit.has(entry.path) && (entry.needs.map(visit.may) ?? true)
      && (!entry.isSubject || visit.usesCreditAnalysis)
  }

  static func groups(for visit: Visit) -> [MenuGroup] {
    groups.compactMap { group in
      let shown = group.entries.filter { isShown($0, visit) }
      guard !shown.isEmpty else { return nil }
      return MenuGroup(
        group.title, shown.map { MenuItem($0.label, $0.path, $0.icon, section: $0.section) })
    }
  }

  /// Every address of the menu: a test asks each for its page.
  static let paths: [String] = groups.flatMap { $0.entries.map(\.path) }
}
