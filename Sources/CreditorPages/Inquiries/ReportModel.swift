import Credit
import DebtCollection
import Letters
import Markup
import Pages

/// The report of an inquiry, as it is shown (manual, item 30).
struct ReportModel: Sendable {
  struct SummaryLine: Sendable {
    let block: String
    /// Nil where the source did not answer.
    let count: Int?
    let total: String
    let period: String
  }

  let title: String
  let tone: Tone
  let verdict: String
  let whom: String
  let personPath: String?
  let document: String
  let advice: String?
  let reasons: [String]
  let warning: String?
  let nameWarning: String?
  let score: InquiryReport.Score?
  /// What was found, and the sources that did not answer.
  let summary: [SummaryLine]
  /// The blocks in which a source that answered found nothing.
  let empty: [String]
  let sections: [InquiryReport.Section]
  let messages: [String]
  let facts: [(term: String, value: String)]
  /// How old the answer is and, to who may see it, what it cost.
  let age: String
  let isErased: Bool
  let problem: String?
  let hasReport: Bool
  let isIncomplete: Bool
  let againPath: String?
  let pdfPath: String

  init(_ shown: ShownInquiry, rights: InquiryRights) {
    let report = shown.report
    let record = shown.record
    let silent = report.silentSources
    let name = shown.personName ?? report.personName ?? "Nome não informado"
    whom = name
    title = "Consulta de \(name)"
    tone = Self.tone(report)
    verdict = record.state == .running ? "Consulta em andamento" : report.verdictSentence
    personPath =
      if let id = record.person, let stage = shown.personStage {
        PersonPages.path(of: id, stage)
      } else { nil }
    document = record.maskedDocument
    advice = record.state == .running ? nil : report.recommendation?.decision
    reasons = record.state == .running ? [] : report.recommendation?.reasons ?? []
    warning = report.sourcesWarning
    nameWarning = report.nameWarning
    score = report.score
    summary =
      report.summary.filter { $0.count > 0 }.map(SummaryLine.init)
      + silent.map { SummaryLine(silent: $0) }
    let counted = report.summary.map(\.name)
    empty =
      report.summary.filter { $0.count == 0 && !silent.contains($0.name) }.map(\.name)
      + report.sections.filter { $0.rows.isEmpty && !counted.contains($0.name) }.map(\.name)
    sections = report.sections.filter { !$0.rows.isEmpty }
    messages = report.messages
    facts = Self.facts(shown)
    age = rights.maySeeCost ? report.costSentence : report.ageSentence
    isErased = shown.isErased
    problem = record.problem
    hasReport = record.digest != nil
    isIncomplete = !silent.isEmpty
    againPath =
      rights.mayInquire
      ? record.person.map(InquiryPages.path(askingAbout:))
        ?? Contents.inquireAgain.path(record.id) : nil
    pdfPath = Contents.inquiryPrint.path(record.id)
  }

  private static func tone(_ report: InquiryReport) -> Tone {
    switch report.verdict {
    case .restricted: .bad
    case .clean where report.silentSources.isEmpty: .good
    case .clean, .partial, .alerted, .identity: .waiting
    case .notFound, .failed: .neutral
    }
  }

  private static func facts(_ shown: ShownInquiry) -> [(term: String, value: String)] {
    let record = shown.record
    let rows: [(String, String?)] = [
      ("Produto", shown.report.product), ("Finalidade", record.purpose.portuguese),
      ("Protocolo", record.protocolNumber), ("Consultado em", record.requestedAt.brazilian),
      ("Consultado por", ActorWords.name(record.requestedBy)),
      ("Consulente", shown.report.requester),
    ]
    return rows.compactMap { pair in pair.1.map { (pair.0, $0) } }
  }
}

extension ReportModel.SummaryLine {
  init(_ block: InquiryReport.SummaryBlock) {
    let days = [block.firstOn, block.lastOn].compactMap { $0?.brazilian }
    let isOneDay = Set(days).count == 1
    self.init(
      block: block.name, count: block.count, total: block.total?.description ?? "—",
      period: days.isEmpty ? "—" : isOneDay ? days[0] : days.joined(separator: " a "))
  }

  init(silent name: String) {
    self.init(block: name, count: nil, total: "—", period: "—")
  }
}
