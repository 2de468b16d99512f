import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages

/// Addresses of Negativações › Conciliação.
enum ReconciliationPages {
  static let path = Contents.reconciliations.path
  static let startPath = Contents.startReconciliation.path
  static let exportPath = Contents.reconciliationsExport.path
  static let shown = 30
  /// Differences of each kind on one page.
  static let differencesShown = 50

  static func path(of id: ID<Reconciliation>) -> String { Contents.reconciliation.path(id) }
}

/// Negativações › Conciliação: start, progress, and what differs with what to do about it.
extension Site {
  func addReconciliations(to table: inout PageTable<Site>) {
    table.get(Contents.reconciliations) { visit in
      try await reconciliations(visit)
    }
    table.get(Contents.reconciliationsExport) { _ in reconciliationExport() }
    table.get(Contents.startReconciliation) { visit in
      start(visit, FormState())
    }
    table.post(Contents.startReconciliation) { visit, form in
      try await visit.attempt(form) { state, status in
        start(visit, state, status: status)
      } _: {
        let begun = try await office.reconciliations.startReconciliation(actor: visit.actor)
        return visit.done("A conciliação começou.", to: ReconciliationPages.path(of: begun.id))
      }
    }
    table.get(Contents.reconciliation) { visit in try await reconciliation(visit) }
    table.get(Contents.reconciliationStream) { visit in
      let id: ID<Reconciliation> = try visit.id()
      _ = try await office.reconciliations.reconciliation(id)
      return EventStream.response {
        ReconciliationModel.progress(try await office.reconciliations.reconciliation(id))
      }
    }
    table.get(Contents.reconciliationExport) { visit in
      differenceExport(try await office.reconciliations.reconciliation(try visit.id()))
    }
  }

  private func start(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    let view = Look.confirm(
      title: "Conciliar agora",
      sentence: """
        O extrato de cada birô é lido por inteiro e comparado com as negativações daqui. O que o \
        birô diz de mais novo é registrado; o que ainda diferir aparece na lista, com o que fazer.
        """,
      Look.form(
        to: ReconciliationPages.startPath, token: visit.token, state: state,
        Look.formEnd(
          Look.button("Conciliar agora", .primary, icon: .scale),
          Look.action("Voltar", to: ReconciliationPages.path, .quiet))))
    return visit.page(
      "Conciliar agora",
      crumbs: [
        Crumb("Negativações", ListingPages.path), Crumb("Conciliação", ReconciliationPages.path),
        Crumb("Conciliar agora"),
      ], status: status, view)
  }

  private func reconciliations(_ visit: Visit) async throws -> Response {
    let place = try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
    let found = try await office.reconciliations.reconciliations(
      page: DebtCollection.PageRequest(limit: ReconciliationPages.shown, cursor: place))
    let next = found.nextCursor.map {
      PagePath.to(ReconciliationPages.path, [("cursor", Page.cursor(encoding: [.integer($0)]))])
    }
    return visit.page(
      "Conciliação", crumbs: [Crumb("Negativações", ListingPages.path), Crumb("Conciliação")],
      help: "relatorios-e-auditoria",
      ReconciliationView.list(
        found.items, next: next, isFirst: place == nil, mayStart: visit.may(.reconcile)))
  }

  private func reconciliation(_ visit: Visit) async throws -> Response {
    let (kind, place) = try QueryReader.read(visit.request) { reader in
      (
        reader.optional("tipo", .oneOf(ReconciliationDifference.Kind.self)),
        try reader.page().cursorNumber()
      )
    }
    let done = try await office.reconciliations.reconciliation(try visit.id())
    var parts: [ReconciliationModel.Part] = []
    for each in ReconciliationDifference.Kind.allCases where kind == nil || kind == each {
      parts.append(try await part(each, of: done.id, at: kind == nil ? nil : place))
    }
    let model = ReconciliationModel(done, parts: parts)
    return visit.page(
      model.name,
      crumbs: [
        Crumb("Negativações", ListingPages.path), Crumb("Conciliação", ReconciliationPages.path),
        Crumb(model.name),
      ], help: "relatorios-e-auditoria", ReconciliationView.page(model))
  }

  private func part(
    _ kind: ReconciliationDifference.Kind, of id: ID<Reconciliation>, at place: Int64?
  ) async throws -> ReconciliationModel.Part {
    let found = try await office.reconciliations.reconciliationDifferences(
      of: id, kind: kind,
      page: DebtCollection.PageRequest(
        limit: ReconciliationPages.differencesShown, cursor: place))
    let next = found.nextCursor.map {
      PagePath.to(
        ReconciliationPages.path(of: id),
        [("tipo", kind.rawValue), ("cursor", Page.cursor(encoding: [.integer($0)]))])
    }
    return ReconciliationModel.Part(
      title: ReconciliationWords.title(kind), advice: ReconciliationWords.advice(kind),
      lines: found.items.map(ReconciliationModel.Line.init), nextPath: next)
  }

  private func differenceExport(_ done: Reconciliation) -> Response {
    CSVAnswer.response(
      fileName: "conciliacao-\(done.id).csv",
      header: ["tipo", "negativacao", "registro_no_biro", "aqui", "no_biro", "detalhe"]
    ) { (place: Int64?) in
      let found = try await office.reconciliations.reconciliationDifferences(
        of: done.id,
        page: DebtCollection.PageRequest(
          limit: DebtCollection.PageRequest.largestLimit, cursor: place))
      let rows = found.items.map { difference -> [String] in
        [
          ReconciliationWords.title(difference.kind), difference.listing?.description ?? "",
          difference.bureauReference ?? "", difference.here.map(ReconciliationWords.here) ?? "",
          difference.there.map(ReconciliationWords.there) ?? "", difference.detail,
        ]
      }
      return (rows, found.nextCursor)
    }
  }
}
