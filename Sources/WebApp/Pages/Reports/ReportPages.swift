import DebtCollection
import Markup

/// Relatórios: the list of all of them.
enum ReportPages {
  static let path = "/relatorios"
  static let inquiriesPath = "/relatorios/consultas"

  /// One report; it is shown where the reader may open it.
  struct Entry: Sendable {
    let label: String
    let about: String
    let path: String
    var needs: Permission?
    var isSubject = true
  }

  /// In the order of the page. A new report adds its line here.
  static let entries: [Entry] = [
    Entry(
      label: "Consultas",
      about: "Quem foi consultado, por quem e para quê; reaproveitadas e custo do período.",
      path: inquiriesPath, needs: .seeReport)
  ]
}

extension Site {
  func addReports(to table: inout PageTable) {
    table.get(ReportPages.path) { visit in
      let entries = ReportPages.entries.filter { entry in
        (entry.needs.map(visit.may) ?? true) && (!entry.isSubject || visit.usesCreditAnalysis)
      }
      return visit.page(
        "Relatórios", crumbs: [Crumb("Relatórios")], help: "relatorios-e-auditoria",
        ReportIndexView.page(entries))
    }
    addInquiryList(to: &table)
  }
}

enum ReportIndexView {
  static func page(_ entries: [ReportPages.Entry]) -> HTML {
    let sheets = entries.map { entry in
      Look.sheet(
        entry.label,
        """
        <p>\(entry.about)</p><p>\(Look.action("Abrir o relatório \(entry.label)", to: entry.path,
          icon: .report))</p>
        """)
    }
    return """
      \(Look.heading("Relatórios", about: "Cada um com filtros, na tela, em CSV e em PDF."))\
      \(if: entries.isEmpty, Look.empty(
        "Nenhum relatório para o seu perfil", "Peça acesso a um administrador.", icon: .report))\
      <div class="columns">\(sheets)</div>
      """
  }
}
