import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// The checks of the hash chains, as they are shown.
struct AuditModel {
  struct Line {
    let begun: String
    let by: String
    let result: (label: String, tone: Tone)
    let detail: String
    /// What the chains showed.
    let findings: [String]
    let points: [(label: String, path: String)]
  }

  struct Running {
    let news: EventStream.Progress
    let stream: String
  }

  let lines: [Line]
  let running: Running?

  init(_ checks: [AuditCheck]) {
    running = checks.first { $0.finishedAt == nil }.map {
      Running(news: Self.news($0), stream: Contents.auditStream.path($0.id))
    }
    lines = checks.filter { $0.finishedAt != nil }.map { check in
      let report = check.report
      return Line(
        begun: check.startedAt.brazilian, by: ActorWords.starter(check.startedBy),
        result: report.isIntact
          ? ("Íntegra", .good)
          : (report.brokenCount == 1 ? "1 quebra" : "\(report.brokenCount) quebras", .bad),
        detail: "Negativações: \(report.listings) · linhas: \(report.entries) · registros nas "
          + "correntes: \(report.links)",
        findings: Array(report.findings.prefix(10)),
        points: report.broken.prefix(10).map { link in
          ("\(Self.words(link.kind)), linha \(link.sequence)", ListingPages.path(of: link.listing))
        })
    }
  }

  static func news(_ check: AuditCheck) -> EventStream.Progress {
    let done = check.report.listings
    let broken =
      check.report.isIntact ? "nenhuma quebra" : "\(check.report.brokenCount) quebras até aqui"
    return EventStream.Progress(
      done: done, total: max(check.total, done),
      words: "\(done) de \(max(check.total, done)) negativações conferidas, \(broken).",
      isFinished: check.finishedAt != nil)
  }

  private static func words(_ kind: BrokenLink.Kind) -> String {
    switch kind {
    case .changed: "Conteúdo alterado"
    case .missing: "Linha retirada"
    case .head: "O fim não é o que a negativação guarda"
    case .length: "Quantidade de linhas diferente"
    case .unreadable: "Linha que não pode ser lida"
    case .data: "Dados da negativação alterados"
    }
  }
}
