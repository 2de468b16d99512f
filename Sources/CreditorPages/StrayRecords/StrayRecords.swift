import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages

/// Addresses of Negativações › Conciliação › Registros soltos.
enum StrayRecordPages {
  static let path = Contents.strayRecords.path
  static let removalPath = Contents.removeStrayRecord.path
  static let keepPath = Contents.keepStrayRecord.path
  static let exportPath = Contents.strayRecordExport.path
  /// The field of a form that names the record.
  static let pickName = "registro"
  static let shown = 50
}

/// Records that live at the bureau without a listing here: take off, or keep.
extension Site {
  func addStrayRecords(to table: inout PageTable<Site>) {
    table.get(Contents.strayRecords) { visit in try await strayRecords(visit) }
    table.get(Contents.strayRecordExport) { _ in strayRecordExport() }
    table.get(Contents.removeStrayRecord) { visit in
      try await asking("Pedir a baixa", try visit.query(), visit) {
        StrayRecordView.removal($0, token: visit.token)
      }
    }
    table.post(Contents.removeStrayRecord) { visit, form in
      let ids = form.all(StrayRecordPages.pickName).compactMap { ID<StrayRecord>($0) }
      let results = try await office.strayRecords.removeStrayRecords(ids, actor: visit.actor)
      return told(
        results, done: "A baixa foi pedida; o birô é consultado até que o registro saia.", visit)
    }
    table.get(Contents.keepStrayRecord) { visit in
      try await asking("Manter no birô", try visit.query(), visit) {
        StrayRecordView.keep($0, FormState(), token: visit.token)
      }
    }
    table.post(Contents.keepStrayRecord) { visit, form in
      try await visit.attempt(form) { state, status in
        try await asking("Manter no birô", form, visit, status: status) {
          StrayRecordView.keep($0, state, token: visit.token)
        }
      } _: {
        let ids = form.all(StrayRecordPages.pickName).compactMap { ID<StrayRecord>($0) }
        let results = try await office.strayRecords.keepStrayRecords(
          ids, note: form.first("note") ?? "", actor: visit.actor)
        return told(results, done: "O registro conta como da casa e fica no birô.", visit)
      }
    }
  }

  private func strayRecords(_ visit: Visit) async throws -> Response {
    let place = try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
    let found = try await office.strayRecords.strayRecords(
      page: DebtCollection.PageRequest(limit: StrayRecordPages.shown, cursor: place))
    let next = found.nextCursor.map {
      PagePath.to(StrayRecordPages.path, [("cursor", Page.cursor(encoding: [.integer($0)]))])
    }
    let model = StrayRecordListModel(
      found.items, mayRemove: visit.may(.remove), mayKeep: visit.may(.approve),
      isFirst: place == nil, nextPath: next)
    return visit.page(
      "Registros soltos",
      crumbs: [
        Crumb("Negativações", ListingPages.path), Crumb("Conciliação", ReconciliationPages.path),
        Crumb("Registros soltos"),
      ], help: "relatorios-e-auditoria", StrayRecordView.list(model))
  }

  /// The page that asks before something is done with a record.
  private func asking(
    _ title: String, _ fields: FormFields, _ visit: Visit, status: HTTPResponse.Status = .ok,
    _ view: (StrayRecordListModel.Line) -> HTML
  ) async throws -> Response {
    guard let id = fields.first(StrayRecordPages.pickName).flatMap({ ID<StrayRecord>($0) }) else {
      return visit.done("Escolha um registro.", to: StrayRecordPages.path, tone: .waiting)
    }
    let line = StrayRecordListModel.Line(
      try await office.strayRecords.strayRecord(id), mayRemove: false, mayKeep: false)
    return visit.page(
      title,
      crumbs: [
        Crumb("Negativações", ListingPages.path), Crumb("Conciliação", ReconciliationPages.path),
        Crumb("Registros soltos", StrayRecordPages.path), Crumb(title),
      ], status: status, view(line))
  }

  private func told(_ results: [StrayRecordDecision], done: String, _ visit: Visit) -> Response {
    let problems = results.compactMap(\.detail)
    guard !problems.isEmpty else { return visit.done(done, to: StrayRecordPages.path) }
    return visit.done(
      problems.joined(separator: " "), to: StrayRecordPages.path, tone: .waiting)
  }
}
