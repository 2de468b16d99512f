import DebtCollection
import HTTPService
import Markup

/// Painel: the picture of today.
extension Site {
  func addDashboard(to table: inout PageTable) {
    table.get("/") { visit in
      guard visit.usesCreditAnalysis else {
        return visit.page("Painel", DashboardView.switchedOff(mayConfigure: visit.may(.configure)))
      }
      let model = DashboardModel(try await office.dashboard(), today: visit.today)
      return visit.page("Painel", help: "visao-geral", DashboardView.page(model))
    }
  }
}
