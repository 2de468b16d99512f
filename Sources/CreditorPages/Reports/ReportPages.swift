import DebtCollection
import Markup
import Pages

/// Relatórios: the list of all of them.
enum ReportPages {
  static let path = Contents.reports.path
  static let inquiriesPath = Contents.inquiryReport.path

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
      path: inquiriesPath, needs: .seeReport),
    Entry(
      label: "Negativações",
      about: "O que foi pedido ao birô no período, em que situação está e quanto custou.",
      path: ListingReportPages.path),
    Entry(
      label: "Recuperação",
      about: "O que voltou em 10, 30 e 60 dias depois da carta, e o custo de cada real.",
      path: RecoveryPages.path, needs: .seeCost),
    Entry(
      label: "Recusadas",
      about: "O que o birô não aceitou, por motivo, para corrigir o cadastro.",
      path: RejectionPages.path),
    Entry(
      label: "Acessos",
      about: "Quem abriu documentos e relatórios, de quem e para quê (LGPD, art. 37).",
      path: AccessPages.path, needs: .audit, isSubject: false),
  ]
}

extension Site {
  func addReports(to table: inout PageTable<Site>) {
    table.get(Contents.reports) { visit in
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
