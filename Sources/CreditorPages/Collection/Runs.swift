import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages

/// CRM › Cobrança › Execuções: the list, and the report of one run.
extension Site {
  static let runsShown = 30
  static let decisionsShown = 50

  func addRuns(to table: inout PageTable<Site>) {
    table.get(Contents.runs) { visit in try await runs(visit) }
    table.get(Contents.runsExport) { _ in
      runListExport()
    }
    table.get(Contents.run) { visit in try await run(visit) }
    table.get(Contents.runStream) { visit in
      let id: ID<CollectionRun> = try visit.id()
      _ = try await office.collections.collectionRun(id)
      return EventStream.response {
        let run = try await office.collections.collectionRun(id)
        return RunWords.progress(run, ahead: try await office.collections.titlesAhead(of: run))
      }
    }
    table.get(Contents.runExport) { visit in
      let outcome = try QueryReader.read(visit.request) {
        $0.optional("resultado", .oneOf(RunOutcome.self))
      }
      let run = try await office.collections.collectionRun(try visit.id())
      return decisionExport(run, outcome)
    }
  }

  private func runs(_ visit: Visit) async throws -> Response {
    let place = try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
    let runs = try await office.collections.collectionRuns(
      before: place.map { ID($0) }, limit: Self.runsShown + 1)
    let lines = runs.prefix(Self.runsShown).map { run in
      RunListView.Line(
        path: CollectionPages.path(of: run.id), name: RunWords.name(run),
        by: ActorWords.starter(run.startedBy), badge: RunWords.badge(run),
        isRunning: run.state == .running,
        listed: "\(run.listed.count) · \(run.listed.amount)",
        removed: "\(run.removed.count) · \(run.removed.amount)",
        leftOut: "\(run.leftOut.count) · \(run.leftOut.amount)")
    }
    let next =
      runs.count > Self.runsShown
      ? PagePath.to(
        CollectionPages.runsPath,
        [("cursor", Page.cursor(encoding: [.integer(runs[Self.runsShown - 1].id.number)]))])
      : nil
    return visit.page(
      "Execuções", crumbs: [Crumb("CRM"), CollectionPages.crumb, Crumb("Execuções")],
      help: "atualizar-cobrancas",
      RunListView.page(
        Array(lines), isFirst: place == nil, next: next, mayRun: visit.may(.runRoutine),
        tabs: CollectionPages.tabs(CollectionPages.runsPath, visit)))
  }

  private func run(_ visit: Visit) async throws -> Response {
    let (outcome, place) = try QueryReader.read(visit.request) { reader in
      (
        reader.optional("resultado", .oneOf(RunOutcome.self)), try reader.page().cursorNumber()
      )
    }
    let run = try await office.collections.collectionRun(try visit.id())
    let rule: String? =
      if let rule = run.rule { try await office.collectionRules.collectionRule(rule).name } else {
        nil
      }
    var model = RunModel(
      run, rule: rule, ahead: try await office.collections.titlesAhead(of: run),
      reasons: try await office.collections.reasonSums(of: run.id), seesCost: visit.may(.seeCost))
    let decisions = try await office.collections.browseDecisions(
      of: run.id, outcome: outcome?.outcome, after: place.map { ID($0) },
      limit: Self.decisionsShown + 1)
    model.mayRun = visit.may(.runRoutine)
    model.outcome = outcome
    model.isFirst = place == nil
    model.lines = decisions.prefix(Self.decisionsShown).map(RunModel.Line.init)
    if decisions.count > Self.decisionsShown {
      let last = decisions[Self.decisionsShown - 1].decision.receivable.number
      model.nextPath = PagePath.to(
        model.path,
        [
          ("resultado", outcome?.rawValue), ("cursor", Page.cursor(encoding: [.integer(last)])),
        ])
    }
    return visit.page(
      model.name,
      crumbs: [
        Crumb("CRM"), CollectionPages.crumb, Crumb("Execuções", CollectionPages.runsPath),
        Crumb(model.name),
      ], help: "atualizar-cobrancas", RunView.page(model))
  }

  private func decisionExport(_ run: CollectionRunReport, _ outcome: RunOutcome?) -> Response {
    let rowsAtOnce = 500
    return CSVAnswer.response(
      fileName: "atualizar-cobrancas-\(run.id).csv",
      header: [
        "titulo", "pessoa", "documento", "vencimento", "em_aberto", "resultado", "motivos",
        "fontes",
      ]
    ) { (place: ID<Receivable>?) in
      let lines = try await office.collections.browseDecisions(
        of: run.id, outcome: outcome?.outcome, after: place, limit: rowsAtOnce)
      let rows = lines.map { line in
        [
          line.titleNumber, line.personName, line.documentMasked ?? "", line.dueOn.brazilian,
          line.decision.amount.digits, RunOutcome(line.decision.outcome).plural,
          line.decision.reasons.map(\.detail).joined(separator: " "),
          line.decision.reasons.map(\.source).joined(separator: "; "),
        ]
      }
      return (rows, lines.count == rowsAtOnce ? lines.last?.decision.receivable : nil)
    }
  }
}
