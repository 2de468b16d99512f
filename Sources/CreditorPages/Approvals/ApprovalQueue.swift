import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages

/// Negativações › Aprovar: the queue of the second person (two-step approval).
enum ApprovalPages {
  static let path = Contents.approvals.path
  static let decisionPath = Contents.decideApprovals.path
  static let exportPath = Contents.approvalExport.path
  static let shown = 50
}

extension Site {
  func addApprovals(to table: inout PageTable<Site>) {
    table.get(Contents.approvals) { visit in
      try await approvalQueue(visit)
    }
    table.get(Contents.approvalExport) { _ in approvalExport() }
    table.get(Contents.decideApprovals) { visit in
      let query = try visit.query()
      guard query.first(ListingPages.pickName) != nil else {
        return nothingPicked(visit, to: ApprovalPages.path)
      }
      return try await decision(try offered(query, ListingPages.pickName), visit, FormState())
    }
    table.post(Contents.decideApprovals) { visit, form in
      let ids = try offered(form, ListingPages.pickName)
      return try await visit.attempt(form) { state, status in
        try await decision(ids, visit, state, status: status)
      } _: {
        let note = try FormReader.read(form) {
          $0.optional("note", "Observação", .text(length: 1...500))
        }
        let approves = form.first("decision") == "approve"
        let results = try await office.approvals.decideApprovals(
          of: ids, approve: approves, note: note, actor: visit.actor)
        return told(results, approves: approves, visit)
      }
    }
  }

  private func approvalQueue(_ visit: Visit) async throws -> Response {
    let place = try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
    let entries = try await office.approvals.approvalQueue(
      after: place.map { ID($0) }, limit: ApprovalPages.shown + 1)
    let (shown, last) = entries.part(of: ApprovalPages.shown)
    let next = last.map {
      PagePath.to(
        ApprovalPages.path,
        [("cursor", Page.cursor(encoding: [.integer($0.listing.id.number)]))])
    }
    let model = ApprovalQueueModel(
      shown, viewer: visit.actor, isFirst: place == nil, nextPath: next)
    return visit.page(
      "Aprovar", crumbs: [Crumb("Negativações", ListingPages.path), Crumb("Aprovar")],
      help: "negativar", ApprovalQueueView.page(model))
  }

  private func decision(
    _ ids: [ID<Listing>], _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let entries = try await office.approvals.approvalEntries(ids)
    let lines = entries.map { ApprovalQueueModel.Line($0, viewer: visit.actor) }
    let total = entries.reduce(Cents.zero) { $0 + $1.listing.amount }.description
    guard !lines.isEmpty else {
      return visit.done(
        "As negativações escolhidas já foram decididas.", to: ApprovalPages.path, tone: .waiting)
    }
    return visit.page(
      "Decidir a aprovação",
      crumbs: [
        Crumb("Negativações", ListingPages.path), Crumb("Aprovar", ApprovalPages.path),
        Crumb("Decidir"),
      ], help: "negativar", status: status,
      ApprovalQueueView.decision(lines, total: total, state, token: visit.token))
  }

  private func told(_ results: [ApprovalResult], approves: Bool, _ visit: Visit) -> Response {
    let problems = results.compactMap(\.problem)
    let count = results.count - problems.count
    let done = Self.words(count, approves: approves)
    guard !problems.isEmpty else {
      return visit.done(done + ".", to: ApprovalPages.path)
    }
    let reasons = Set(problems).sorted().joined(separator: " ")
    let left =
      problems.count == 1 ? "1 ficou como estava" : "\(problems.count) ficaram como estavam"
    return visit.done("\(done). \(left): \(reasons)", to: ApprovalPages.path, tone: .waiting)
  }

  private static func words(_ count: Int, approves: Bool) -> String {
    switch (count, approves) {
    case (0, _): "Nada foi decidido"
    case (1, true): "1 aprovada: segue para o birô"
    case (_, true): "\(count) aprovadas: seguem para o birô"
    case (1, false): "1 não aprovada: nada foi enviado e o título está bloqueado"
    case (_, false): "\(count) não aprovadas: nada foi enviado e os títulos estão bloqueados"
    }
  }
}
