import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup

/// Configurações › Auditoria: the check of the hash chains, and the registro de acessos.
enum AuditPages {
  static let path = "/configuracoes/auditoria"
  static let progressPath = "/configuracoes/auditoria/{id}/progresso"
  static let accessPath = "/configuracoes/auditoria/acessos"
  static let accessSearchPath = "/configuracoes/auditoria/acessos/busca"
  static let accessExportPath = "/configuracoes/auditoria/acessos/exportar.csv"
  static let title = "Auditoria"
  /// Checks that the page shows.
  static let checksShown = 10
}

extension Site {
  func addAudit(to table: inout PageTable) {
    table.get(AuditPages.path, needs: .audit) { visit in
      guard visit.usesCreditAnalysis else { return .seeOther(AuditPages.accessPath) }
      let model = AuditModel(try await office.auditChecks(limit: AuditPages.checksShown))
      return visit.page(
        AuditPages.title, crumbs: [Settings.crumb, Crumb(AuditPages.title)],
        help: "relatorios-e-auditoria", AuditView.page(model, token: visit.token))
    }
    table.post(AuditPages.path, needs: .audit, isSubject: true) { visit, _ in
      _ = try await office.startAuditCheck(actor: visit.actor)
      return visit.done("A conferência começa em instantes.", to: AuditPages.path)
    }
    table.get(AuditPages.progressPath, needs: .audit, isSubject: true) { visit in
      let id: ID<AuditCheck> = try visit.id()
      _ = try await office.auditCheck(id)
      return EventStream.response { AuditModel.news(try await office.auditCheck(id)) }
    }
    addAccessLog(to: &table)
  }

  private func addAccessLog(to table: inout PageTable) {
    table.get(AuditPages.accessPath, needs: .audit) { visit in
      let query = try AccessLogQuery.read(visit.request)
      let choices = try await accessChoices()
      let entries =
        query.search == nil
        ? try await office.browseAccessLog(
          try query.browse(choices), after: query.place, limit: AccessLogQuery.pageLimit + 1)
        : []
      let name: String? =
        if let person = query.person { try await office.person(person).name } else { nil }
      let model = AccessLogModel(query, entries: entries, personName: name, choices: choices)
      return visit.page(
        "Registro de acessos",
        crumbs: [
          Settings.crumb, Crumb(AuditPages.title, AuditPages.path), Crumb("Registro de acessos"),
        ], help: "relatorios-e-auditoria",
        AccessLogView.page(
          model, hasTrail: visit.usesCreditAnalysis, token: visit.token))
    }
    table.post(AuditPages.accessSearchPath, needs: .audit) { _, form in
      var query = AccessLogQuery(form)
      switch try await PersonSearch.find(form.first("search") ?? "", in: office) {
      case .nothing: query.person = form.first("pessoa").flatMap { ID($0) }
      case .person(let person): query.person = person
      case .name: query.search = .invalid
      case .missed(let miss): query.search = miss
      }
      return .seeOther(query.path())
    }
    table.get(AuditPages.accessExportPath, needs: .audit) { visit in
      let query = try AccessLogQuery.read(visit.request)
      let browse = try query.browse(try await accessChoices())
      let isEmpty = query.search != nil
      return CSVAnswer.response(
        fileName: "acessos-\(visit.today).csv",
        header: ["codigo", "quando", "quem", "acao", "sobre", "finalidade"]
      ) { (place: AccessBrowse.Place?) in
        guard !isEmpty else { return ([], nil) }
        let entries = try await office.browseAccessLog(browse, after: place, limit: 500)
        let next = entries.count == 500 ? entries.last.map(AccessLogQuery.place(behind:)) : nil
        return (entries.map(AccessLogModel.csv), next)
      }
    }
  }

  /// Who can be filtered by: people, keys, and what works by itself.
  private func accessChoices() async throws -> AccessChoices {
    AccessChoices(users: try await office.users(), keys: try await office.apiKeys())
  }
}
