import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// Painel: the picture of today.
extension Site {
  func addDashboard(to table: inout PageTable<Site>) {
    table.get(Contents.dashboard) { visit in
      guard visit.usesCreditAnalysis else {
        return visit.page("Painel", DashboardView.switchedOff(mayConfigure: visit.may(.configure)))
      }
      let (book, readAt) = try await figures.figures(
        of: office, wall: wallClock, isLimited: visit.user.limit != nil)
      let board = Dashboard(urgent: try await office.figures.urgentFigures(), book: book)
      var model = DashboardModel(
        board, today: visit.today, readAt: readAt, seesCost: visit.may(.seeCost),
        mayConfigure: visit.may(.configure), mayApprove: visit.may(.approve),
        mayRunRoutine: visit.may(.runRoutine))
      model.shortcuts = Self.shortcuts(of: visit)
      // Who sets the house up is led through it until it is done.
      let steps =
        visit.may(.configure) ? FirstStepsModel(try await office.houseParameters.firstSteps()) : nil
      return visit.page(
        "Painel", help: "visao-geral", DashboardView.page(model, firstSteps: steps))
    }
  }

  private static func shortcuts(of visit: Visit) -> [DashboardModel.Shortcut] {
    var shortcuts: [DashboardModel.Shortcut] = []
    if visit.may(.inquire) {
      shortcuts.append(.init(label: "Consultar", path: InquiryPages.path, icon: .search))
    }
    if visit.may(.manageRegistry) {
      shortcuts.append(
        .init(label: "Novo lead", path: Contents.newPerson(.lead).path, icon: .plus))
    }
    return shortcuts
  }
}
