import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages

/// The page of one import: progress, report, and the confirmation of a preview.
extension Site {
  static let importLinesShown = 50

  func addImportPage(to table: inout PageTable<Site>) {
    table.get(Contents.importJob) { visit in try await importPage(visit) }
    table.get(Contents.importStream) { visit in
      let id: ID<ImportJob> = try visit.id()
      _ = try await office.imports.importReport(id)
      return EventStream.response {
        ImportModel.progress(try await office.imports.importReport(id))
      }
    }
    table.post(Contents.confirmImport) { visit, _ in
      let id: ID<ImportJob> = try visit.id()
      let next = try await office.imports.confirmImport(id, actor: visit.actor)
      return visit.done("A importação começou.", to: ImportPages.path(of: next))
    }
    table.post(Contents.dismissImport) { visit, _ in
      let id: ID<ImportJob> = try visit.id()
      try await office.imports.dismissImport(id)
      return visit.done(
        "O arquivo foi descartado; nada foi gravado.", to: ImportPages.path(of: id))
    }
    addDecision(to: &table)
    table.get(Contents.importFaults) { visit in
      try faultExport(try await office.imports.importReport(try visit.id()))
    }
    table.get(Contents.importLines) { visit in
      lineExport(try await office.imports.importReport(try visit.id()))
    }
  }

  /// A person says of which title a line is, or that it is none of this house.
  private func addDecision(to table: inout PageTable<Site>) {
    table.post(Contents.decideLine) { visit, form in
      let id: ID<ImportJob> = try visit.id()
      let back = ImportPages.path(of: id)
      guard let line = visit.context.parameters.get("line").flatMap({ Int($0) }) else {
        throw Problem.notFound()
      }
      let choice = form.first(ImportView.titleName) ?? ""
      let decision: ReturnDecision
      if choice == ImportView.notOurs {
        decision = .notOurs
      } else if let title = ID<Receivable>(choice) {
        decision = .title(title, keep: form.first(ImportView.keepName) != nil)
      } else {
        throw Problem.notFound()
      }
      let decided = try await office.bankReturns.decideReturnLine(
        id, line: line, decision, actor: visit.actor)
      return visit.done(
        "Linha \(line): \(ImportWords.label(decided.outcome)).", to: back)
    }
  }

  private func importPage(_ visit: Visit) async throws -> Response {
    let id: ID<ImportJob> = try visit.id()
    let (outcome, cursor) = try QueryReader.read(visit.request) { reader in
      (
        reader.optional("resultado", .oneOf(BankReturnLine.Outcome.self)), reader.page().cursor
      )
    }
    // The last line of the return file shown, and line and number of the last fault shown.
    let place = (cursor ?? [-1, -1, -1]).compactMap(\.integer).map { Int($0) }
    guard place.count == 3 else { throw HTTPService.PageRequest.foreignCursor }
    let facts = try await importFacts(id, outcome, place)
    var model = ImportModel(facts, at: visit.now)
    model.outcome = outcome
    show(facts, place, outcome, in: &model)
    return visit.page(
      model.title,
      crumbs: [
        Crumb("Financeiro"), Crumb("Importações", ImportPages.path), Crumb(model.title),
      ], help: "financeiro", ImportView.page(model, token: visit.token))
  }

  private func importFacts(
    _ id: ID<ImportJob>, _ outcome: BankReturnLine.Outcome?, _ place: [Int]
  ) async throws -> ImportFacts {
    let report = try await office.imports.importReport(id)
    let isBank = report.kind == .bankReturn
    let limit = Self.importLinesShown + 1
    let lines =
      isBank
      ? try await office.bankReturns.browseReturnLines(
        of: id, outcome: outcome, afterLine: place[0], limit: limit) : []
    return ImportFacts(
      report: report, earlier: try await office.imports.earlierImport(of: id),
      bank: isBank ? try await office.bankReturns.bankReturnReport(id) : nil,
      outcomes: isBank ? try await office.bankReturns.returnOutcomes(of: id) : [],
      lines: lines,
      faults: try await office.imports.importFaults(id, after: (place[1], place[2]), limit: limit),
      candidates: try await office.bankReturns.returnCandidates(
        of: id, lines: lines.filter { $0.line.outcome == .unmatched }.map(\.line.line)))
  }

  private func show(
    _ facts: ImportFacts, _ place: [Int], _ outcome: BankReturnLine.Outcome?,
    in model: inout ImportModel
  ) {
    let shown = Self.importLinesShown
    func path(_ place: [Int]) -> String {
      let cursor = Page.cursor(encoding: place.map { .integer(Int64($0)) })
      return PagePath.to(model.path, [("resultado", outcome?.rawValue), ("cursor", cursor)])
    }
    model.lines = facts.lines.prefix(shown).map { found in
      var line = ImportModel.Line(found)
      if found.line.outcome == .unmatched, found.line.signature != nil, !model.isPreview {
        line.decision = ImportModel.Decision(
          path: Contents.decideLine.path(model.id, found.line.line),
          candidates: (facts.candidates[found.line.line] ?? []).map(ImportModel.Candidate.init))
      }
      return line
    }
    if facts.lines.count > shown {
      model.linesNext = path([facts.lines[shown - 1].line.line, place[1], place[2]])
    }
    model.faults = facts.faults.prefix(shown).map { (String($0.line), $0.subject, $0.detail) }
    if facts.faults.count > shown {
      let last = facts.faults[shown - 1]
      model.faultsNext = path([place[0], last.line, last.sequence])
    }
  }

  /// The refused lines as they came, with the reason behind them: corrected, they are a file to
  /// send again. Of a return file, which nobody corrects, the reasons alone.
  private func faultExport(_ report: ImportReport) throws -> Response {
    let rowsAtOnce = 500
    let columns = try report.fileColumns()
    return CSVAnswer.response(
      fileName: "recusadas-\(report.id).csv",
      header: columns.map(\.name) + ["linha", "motivo"]
    ) { (place: ImportFault?) in
      let faults = try await office.imports.importFaults(
        report.id, after: place.map { ($0.line, $0.sequence) }, limit: rowsAtOnce)
      // One row for a line, with all of its reasons that are at hand.
      let reasons = Dictionary(grouping: faults, by: \.line)
      let rows = faults.filter { $0.sequence == 0 }.map { fault in
        columns.map { column in
          fault.fields.flatMap { $0.indices.contains(column.index) ? $0[column.index] : nil } ?? ""
        } + [
          String(fault.line), (reasons[fault.line] ?? []).map(\.detail).joined(separator: " "),
        ]
      }
      return (rows, faults.count == rowsAtOnce ? faults.last : nil)
    }
  }

  private func lineExport(_ report: ImportReport) -> Response {
    let rowsAtOnce = 500
    return CSVAnswer.response(
      fileName: "retorno-\(report.id).csv",
      header: [
        "linha", "nosso_numero", "numero", "ocorrencia", "titulo", "pessoa", "pago", "pago_em",
        "disponivel_em", "resultado", "detalhe", "negativacao",
      ]
    ) { (place: Int?) in
      let lines = try await office.bankReturns.browseReturnLines(
        of: report.id, outcome: nil, afterLine: place ?? -1, limit: rowsAtOnce)
      let rows = lines.map { found -> [String] in
        let line = found.line
        return [
          String(line.line), line.bankNumber, line.documentNumber, line.occurrence,
          found.titleNumber ?? "", found.personName ?? "", line.paid.digits,
          line.occurredOn?.brazilian ?? "", line.availableOn?.brazilian ?? "",
          ImportWords.label(line.outcome), line.detail, line.effect ?? "",
        ]
      }
      return (rows, lines.count == rowsAtOnce ? lines.last?.line.line : nil)
    }
  }
}
