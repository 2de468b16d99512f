import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Configurações › Auditoria: the check of the hash chains.
enum AuditPages {
  static let path = Contents.checkTrail.path
  static let title = "Auditoria"
  /// Checks that the page shows.
  static let checksShown = 10
}

extension Site {
  func addAudit(to table: inout PageTable<Site>) {
    table.get(Contents.audit) { visit in
      guard visit.usesCreditAnalysis else { return .seeOther(AccessPages.path) }
      let model = AuditModel(try await office.auditTrail.auditChecks(limit: AuditPages.checksShown))
      return visit.page(
        AuditPages.title, crumbs: [Settings.crumb, Crumb(AuditPages.title)],
        help: "relatorios-e-auditoria", AuditView.page(model, token: visit.token))
    }
    table.post(Contents.checkTrail) { visit, _ in
      _ = try await office.auditTrail.startAuditCheck(actor: visit.actor)
      return visit.done("A conferência começa em instantes.", to: AuditPages.path)
    }
    table.get(Contents.auditStream) { visit in
      let id: ID<AuditCheck> = try visit.id()
      _ = try await office.auditTrail.auditCheck(id)
      return EventStream.response { AuditModel.news(try await office.auditTrail.auditCheck(id)) }
    }
  }
}
