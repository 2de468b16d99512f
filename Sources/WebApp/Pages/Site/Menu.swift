import DebtCollection
import Markup

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
  }

  private static let groups: [(title: String?, entries: [Entry])] = [
    (nil, [Entry(label: "Painel", path: "/", icon: .dashboard)]),
    (
      "CRM",
      [
        Entry(label: "Leads", path: "/crm/leads", icon: .person),
        Entry(label: "Prospecções", path: "/crm/prospeccoes", icon: .briefcase),
        Entry(label: "Cobrança", path: "/crm/cobranca", icon: .bell, isSubject: true),
      ]
    ),
    (
      "Cadastros",
      [
        Entry(label: "Clientes", path: "/clientes", icon: .people),
        Entry(
          label: "Central de consultas", path: "/consultas", icon: .search, needs: .inquire,
          isSubject: true),
      ]
    ),
    (
      nil,
      [
        Entry(
          label: "Financeiro", path: "/financeiro/titulos", icon: .money, section: "/financeiro"),
        Entry(label: "Negativações", path: "/negativacoes", icon: .listing, isSubject: true),
        Entry(label: "Relatórios", path: "/relatorios", icon: .report),
      ]
    ),
    ("Configurações", settings),
    (nil, [Entry(label: "Ajuda", path: "/ajuda", icon: .help)]),
  ]

  private static let settings: [Entry] = [
    Entry(
      label: "Integrações", path: "/configuracoes/integracoes", icon: .plug, needs: .configure,
      isSubject: true),
    Entry(label: "Filiais", path: "/configuracoes/filiais", icon: .branch, needs: .configure),
    Entry(label: "Parâmetros", path: "/configuracoes/parametros", icon: .gear, needs: .configure),
    Entry(label: "Tarefas", path: "/configuracoes/tarefas", icon: .clock, needs: .configure),
    Entry(label: "Usuários", path: "/configuracoes/usuarios", icon: .people, needs: .configure),
    Entry(
      label: "Chaves de API", path: "/configuracoes/chaves-de-api", icon: .key,
      needs: .configure),
    Entry(label: "Webhooks", path: "/configuracoes/webhooks", icon: .link, needs: .configure),
    Entry(label: "Auditoria", path: "/configuracoes/auditoria", icon: .shield, needs: .audit),
  ]

  static func groups(for visit: Visit, paths: Set<String>) -> [MenuGroup] {
    groups.compactMap { group in
      let shown = group.entries.filter { entry in
        paths.contains(entry.path) && (entry.needs.map(visit.may) ?? true)
          && (!entry.isSubject || visit.usesCreditAnalysis)
      }
      guard !shown.isEmpty else { return nil }
      return MenuGroup(
        group.title, shown.map { MenuItem($0.label, $0.path, $0.icon, section: $0.section) })
    }
  }

  /// Every address of the menu: a test asks each for its page.
  static let paths: [String] = groups.flatMap { $0.entries.map(\.path) }
}
