import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// What is read for the page of one import.
struct ImportFacts: Sendable {
  let report: ImportReport
  let earlier: ImportReport?
  let bank: BankReturnReport?
  let outcomes: [(outcome: BankReturnLine.Outcome, count: Int, paid: Cents)]
  let lines: [ReturnLineSummary]
  let faults: [ImportFault]
  var candidates: [Int: [ReturnCandidateSummary]] = [:]
}

/// One import, as it is shown: how far it is, what it did or would do, and what was refused.
struct ImportModel: Sendable {
  struct Figure: Sendable {
    let label: String
    let value: String
    let detail: String?
    let tone: Tone
  }

  struct Line: Sendable {
    let line: String
    let titlePath: String?
    let title: String
    let person: String?
    let paid: String
    let days: String
    let outcome: BankReturnLine.Outcome
    let detail: String
    /// What it does to a listing.
    let effect: String
    /// Where a person decides it; nil where there is nothing to decide.
    var decision: Decision?
  }

  struct Decision: Sendable {
    let path: String
    let candidates: [Candidate]
  }

  struct Candidate: Sendable {
    let id: String
    let number: String
    let label: String
  }

  let id: ID<ImportJob>
  let path: String
  let title: String
  let isRunning: Bool
  let isPreview: Bool
  let isBankReturn: Bool
  let problem: String?
  let notices: [String]
  let facts: [(term: String, value: String)]
  let figures: [Figure]
  let progress: EventStream.Progress
  /// What confirming would do, where it can be confirmed.
  let confirmation: String?
  let confirmedPath: String?
  let again: String?
  var outcomes: [(outcome: BankReturnLine.Outcome, label: String)] = []
  var outcome: BankReturnLine.Outcome?
  var lines: [Line] = []
  var linesNext: String?
  var faults: [(line: String, subject: String, detail: String)] = []
  var faultsNext: String?

  init(_ found: ImportFacts, at now: Instant) {
    let report = found.report
    id = report.id
    path = ImportPages.path(of: report.id)
    isRunning = report.state == .running
    isPreview = report.isDryRun
    isBankReturn = report.kind == .bankReturn
    title =
      (report.isDryRun ? "Conferência de " : "Importação de ")
      + ImportWords.label(report.kind).lowercased()
    problem = report.problem
    notices = report.notices
    progress = Self.progress(report)
    facts = Self.facts(found)
    figures = Self.figures(found)
    again = found.earlier.map {
      "Este mesmo arquivo já foi importado em \($0.startedAt.brazilian) por "
        + "\(ActorWords.name($0.startedBy)): de novo, não muda nada."
    }
    let isOpen = report.confirmUntil.map { now < $0 } ?? false
    confirmation =
      report.state == .finished && report.isDryRun && isOpen ? Self.confirmation(report) : nil
    confirmedPath = report.confirmed.map(ImportPages.path(of:))
    outcomes = found.outcomes.map {
      ($0.outcome, "\(ImportWords.label($0.outcome)) (\($0.count))")
    }
  }

  static func progress(_ report: ImportReport) -> EventStream.Progress {
    EventStream.Progress(
      done: report.positionBytes, total: report.byteCount,
      words: report.state == .running
        ? "\(report.positionLine) linhas lidas, \(report.refused) recusadas"
        : "Terminada", isFinished: report.state != .running)
  }

  private static func facts(_ found: ImportFacts) -> [(term: String, value: String)] {
    let report = found.report
    let rows: [(String, String?)] = [
      ("Nome do arquivo", report.fileName),
      ("Banco", found.bank?.bank), ("Layout", found.bank?.layout?.uppercased()),
      ("Gerado em", found.bank?.generatedOn.map { CivilDate(iso: $0)?.brazilian ?? $0 }),
      ("Tamanho", ImportWords.size(report.byteCount)),
      ("Linhas lidas", String(report.positionLine)),
      ("Enviado por", ActorWords.name(report.startedBy)),
      ("Início", report.startedAt.brazilian), ("Fim", report.finishedAt?.brazilian),
    ]
    return rows.compactMap { term, value in value.map { (term, $0) } }
  }

  private static func figures(_ found: ImportFacts) -> [Figure] {
    let report = found.report
    if report.kind == .bankReturn {
      return found.outcomes.map {
        Figure(
          label: ImportWords.label($0.outcome), value: String($0.count),
          detail: $0.paid == .zero
            ? nil
            : $0.paid.description + ($0.outcome == .alreadyPaid ? " a devolver" : ""),
          tone: ImportWords.tone($0.outcome))
      }
    }
    let would = report.isDryRun
    let alreadyPaid =
      report.alreadyPaid == 0
      ? []
      : [
        Figure(
          label: ImportWords.label(.alreadyPaid), value: String(report.alreadyPaid),
          detail: "\(report.owedBack) a devolver", tone: ImportWords.tone(.alreadyPaid))
      ]
    return [
      Figure(
        label: would ? "Seriam criados" : "Criados", value: String(report.created), detail: nil,
        tone: .good),
      Figure(
        label: would ? "Seriam alterados" : "Alterados", value: String(report.updated),
        detail: nil, tone: .info),
      Figure(
        label: "Sem mudança", value: String(report.unchanged), detail: nil, tone: .neutral),
      Figure(
        label: "Recusadas", value: String(report.refused), detail: nil,
        tone: report.refused == 0 ? .neutral : .bad),
    ] + alreadyPaid
  }

  private static func confirmation(_ report: ImportReport) -> String {
    let done = report.created + report.updated + report.alreadyPaid
    guard done > 0 else {
      return "Nada mudaria: todas as linhas já estão como o arquivo diz, não têm efeito ou foram "
        + "recusadas."
    }
    let owed =
      report.alreadyPaid == 0
      ? ""
      : " \(report.owedBack) vieram para títulos que já estavam pagos ou encerrados e ficam a "
        + "devolver."
    let refused =
      report.refused == 0
      ? "" : " \(report.refused) linhas recusadas ficam de fora; o relatório diz por quê."
    if report.kind == .bankReturn {
      return "Confirmado, \(done) linhas são registradas agora; cada título pago por inteiro tem a "
        + "baixa da sua negativação pedida em instantes, com prazo de cinco dias úteis." + owed
        + refused
    }
    return "Confirmado, \(report.created) registros são criados e \(report.updated) alterados."
      + owed + refused
  }
}

extension ImportModel.Line {
  init(_ found: ReturnLineSummary) {
    let line = found.line
    self.line = String(line.line)
    titlePath = line.receivable.map(TitlePages.path(of:))
    title =
      found.titleNumber ?? (line.bankNumber.isEmpty ? line.documentNumber : line.bankNumber)
    person = found.personName
    paid = line.paid.description
    let isPaid = [.full, .partial, .waiting].contains(line.kind)
    days = [
      line.occurredOn.map { "\(isPaid ? "pago" : "ocorrido") em \($0.brazilian)" },
      line.availableOn.map { "disponível em \($0.brazilian)" },
    ].compactMap { $0 }.joined(separator: ", ")
    outcome = line.outcome
    detail =
      line.occurrence + (line.detail.isEmpty ? "" : " · \(line.detail)")
      + (line.decidedBy.map { " · decidido por \(ActorWords.name($0))" } ?? "")
    effect = line.effect ?? "—"
  }
}

extension ImportModel.Candidate {
  /// What is said of a title that a line may mean.
  init(_ found: ReturnCandidateSummary) {
    id = found.title.description
    number = found.number
    let agrees = found.speaksFor.map(\.portuguese).joined(separator: ", ")
    let differs = found.speaksAgainst.map(\.portuguese).joined(separator: ", ")
    label =
      "\(found.number), \(found.personName), \(found.amount), vence \(found.dueOn.brazilian)"
      + (agrees.isEmpty ? "" : "; confere: \(agrees)")
      + (differs.isEmpty ? "" : "; não confere: \(differs)")
  }
}
