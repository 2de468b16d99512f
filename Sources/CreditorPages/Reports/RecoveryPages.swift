import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages

/// Relatórios › Recuperação: what was paid after the letter, and what a real recovered costs.
enum RecoveryPages {
  static let path = Contents.recoveryReport.path
  static let days = 365
}

/// The report, as it is shown.
struct RecoveryModel: Sendable {
  struct Line: Sendable {
    let month: String
    let noticed: String
    let paid: [String]
    let recovered: String
    let share: String
    let fees: String
    let costPerReal: String
  }

  struct Mark: Sendable {
    let label: String
    let value: Double
    let text: String
  }

  let range: ReportRange
  let lines: [Line]
  let total: Line
  let marks: [Mark]
  let isEmpty: Bool

  init(_ months: [RecoveryMonth], range: ReportRange) {
    self.range = range
    // Months before the first letter tell nothing.
    lines = months.drop { $0.noticed.count == 0 }.map { Line($0, label: $0.first.monthAndYear) }
    func sum(_ read: (RecoveryMonth) -> Dashboard.Sum) -> Dashboard.Sum {
      months.reduce(Dashboard.Sum.zero) { $0 + read($1) }
    }
    let total = RecoveryMonth(
      first: range.from, noticed: sum(\.noticed),
      fees: months.reduce(Cents.zero) { $0 + $1.fees },
      paid: Reports.recoveryTerms.indices.map { term in sum { $0.paid[term] } },
      recovered: sum(\.recovered))
    self.total = Line(total, label: "Total")
    isEmpty = total.noticed.count == 0
    let terms = Reports.recoveryTerms.map { "em até \($0) dias da carta" } + ["até hoje"]
    marks = zip(terms, total.paid + [total.recovered]).map { label, sum in
      Mark(
        label: label, value: Double(sum.amount.amount), text: "\(sum.count) · \(sum.amount)")
    }
  }
}

extension RecoveryModel.Line {
  init(_ month: RecoveryMonth, label: String) {
    self.month = label
    noticed = "\(month.noticed.count) · \(month.noticed.amount)"
    paid = month.paid.map { "\($0.count) · \($0.amount)" }
    let recovered = month.recovered.amount
    self.recovered = "\(month.recovered.count) · \(recovered)"
    share = Self.share(recovered, of: month.noticed.amount)
    fees = month.fees.description
    costPerReal =
      recovered > .zero && month.fees > .zero
      ? Cents(100).scaled(by: Int(month.fees.amount), over: Int(recovered.amount)).description
      : "—"
  }

  /// "12,3%", rounded half up.
  private static func share(_ part: Cents, of whole: Cents) -> String {
    guard whole > .zero else { return "—" }
    let tenths = Cents(1_000).scaled(by: Int(part.amount), over: Int(whole.amount)).amount
    return "\(tenths / 10),\(tenths % 10)%"
  }
}

extension Site {
  func addRecoveryReport(to table: inout PageTable<Site>) {
    table.get(Contents.recoveryReport) { visit in
      let model = try await recovery(visit)
      return visit.page(
        "Recuperação", crumbs: [Crumb("Relatórios", ReportPages.path), Crumb("Recuperação")],
        help: "relatorios-e-auditoria", RecoveryView.page(model))
    }
    table.get(Contents.recoveryReportFile) { visit in
      let model = try await recovery(visit)
      return CSVAnswer.response(
        fileName: "recuperacao-\(model.range.from)-\(model.range.to).csv",
        header: RecoveryView.titles
      ) { (_: Int?) in ((model.lines + [model.total]).map(RecoveryView.cells), nil) }
    }
    table.get(Contents.recoveryReportPrint) { visit in
      let model = try await recovery(visit)
      let bytes = try await office.reports.printTable(
        "Relatório de recuperação",
        facts: [("Cartas", model.range.words), ("Como se conta", RecoveryView.method)],
        columns: RecoveryView.titles.enumerated().map {
          .init($0.element, share: $0.offset == 0 ? 8 : 13, isAmount: $0.offset > 0)
        }, rows: (model.lines + [model.total]).map(RecoveryView.cells))
      return .download(
        bytes, mediaType: "application/pdf", fileName: "recuperacao.pdf", isInline: true)
    }
  }

  private func recovery(_ visit: Visit) async throws -> RecoveryModel {
    let range = try QueryReader.read(visit.request) {
      try ReportRange.read($0, today: visit.today, days: RecoveryPages.days)
    }
    return RecoveryModel(
      try await office.reports.recoveryReport(from: range.from, to: range.to), range: range)
  }
}

enum RecoveryView {
  static let method =
    "pagamentos a partir do dia da carta, de títulos baixados por pagamento; o que foi estornado "
    + "não conta. O custo é a tarifa do birô, e divide por tudo que voltou até hoje"
  static let titles =
    ["Mês da carta", "Comunicados"] + Reports.recoveryTerms.map { "Pagos em \($0) dias" }
    + ["Recuperado até hoje", "Recuperado", "Tarifas", "Custo por R$ 1,00"]

  static func cells(_ line: RecoveryModel.Line) -> [String] {
    [line.month, line.noticed] + line.paid
      + [line.recovered, line.share, line.fees, line.costPerReal]
  }

  static func page(_ model: RecoveryModel) -> HTML {
    let days = model.range.fields()
    return """
      \(Look.heading(
        "Recuperação", about: "O que voltou depois da carta, por mês em que ela foi enviada.",
        actions: ReportActions.of(RecoveryPages.path, model.range.query)))\
      <div>\(Look.filters(
        to: RecoveryPages.path, clear: RecoveryPages.path, days[0], days[1]))\
      <div class="stack" data-list>\(content(model))</div></div>
      """
  }

  private static func content(_ model: RecoveryModel) -> HTML {
    guard !model.isEmpty else {
      return Look.empty(
        "Nenhuma carta neste período", "Escolha outros dias; a recuperação é contada por carta.",
        icon: .letter)
    }
    let marks = model.marks.map { Look.Mark($0.label, $0.value, text: $0.text, tone: .good) }
    return """
      \(Look.sheet(
        "Recuperado", note: model.total.noticed + " comunicados",
        """
        \(Look.bars(marks, title: "Recuperado por prazo"))\
        <p class="hint">Contam \(method).</p>
        """))\
      \(Look.table(
        caption: "Recuperação por mês da carta",
        columns: titles.enumerated().map { Look.Column($0.element, isNumber: $0.offset > 0) },
        rows: model.lines.map { cells($0).map { HTML(text: $0) } },
        foot: cells(model.total).map { HTML(text: $0) }))
      """
  }
}
