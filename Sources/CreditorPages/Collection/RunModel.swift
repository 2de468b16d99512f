import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// A run of Atualizar cobranças, as it is shown.
struct RunModel: Sendable {
  struct Figure: Sendable {
    let label: String
    let value: String
    let detail: String
    let tone: Tone
  }

  struct Reason: Sendable {
    let label: String
    let count: Int
    let text: String
  }

  struct Line: Sendable {
    let titlePath: String
    let person: String
    let document: String
    let title: String
    let dueOn: String
    let amount: String
    let outcome: RunOutcome
    let reasons: [(detail: String, source: String)]
  }

  let id: ID<CollectionRun>
  let path: String
  let name: String
  let isDryRun: Bool
  let isRunning: Bool
  let problem: String?
  let facts: [(term: String, value: String)]
  let figures: [Figure]
  let leftOutReasons: [Reason]
  let progress: EventStream.Progress
  let streamPath: String
  /// Whether the reader may start the routine.
  var mayRun = false
  var outcome: RunOutcome?
  var lines: [Line] = []
  var nextPath: String?
  var isFirst = true

  init(
    _ run: CollectionRunReport, rule: String?, ahead: Int, reasons: [ReasonSum], seesCost: Bool
  ) {
    id = run.id
    path = CollectionPages.path(of: run.id)
    name = RunWords.name(run)
    isDryRun = run.isDryRun
    isRunning = run.state == .running
    problem = run.problem
    streamPath = CollectionPages.streamPath(of: run.id)
    progress = RunWords.progress(run, ahead: ahead)
    facts = [
      ("Regra", rule ?? "Todas as ativas"), ("Data de referência", run.runOn.brazilian),
      ("Pedida por", ActorWords.starter(run.startedBy)), ("Início", run.startedAt.brazilian),
      ("Fim", run.finishedAt?.brazilian ?? "em andamento"),
      ("Títulos examinados", String(run.examined)),
    ]
    var figures = [
      Figure(
        label: run.isDryRun ? "Seriam negativados" : "Negativados",
        value: String(run.listed.count), detail: run.listed.amount.description, tone: .public),
      Figure(
        label: run.isDryRun ? "Seriam baixados" : "Baixados", value: String(run.removed.count),
        detail: run.removed.amount.description, tone: .good),
      Figure(
        label: run.isDryRun ? "Ficariam de fora" : "Ficaram de fora",
        value: String(run.leftOut.count), detail: run.leftOut.amount.description, tone: .waiting),
    ]
    if seesCost {
      figures.append(
        Figure(
          label: "Custo no birô", value: run.cost.description,
          detail: run.listed.count > 0 && run.cost == .zero
            ? "a tarifa do birô não é conhecida" : "pelo que foi negativado", tone: .neutral))
    }
    self.figures = figures
    leftOutReasons = reasons.filter { $0.outcome == .leftOut }.map {
      Reason(
        label: ReasonWords.label($0.code), count: $0.count, text: "\($0.count) · \($0.amount)")
    }
  }
}

extension RunModel.Line {
  init(_ line: DecisionLine) {
    titlePath = TitlePages.path(of: line.decision.receivable)
    person = line.personName
    document = line.documentMasked ?? "sem documento"
    title = line.titleNumber
    dueOn = line.dueOn.brazilian
    amount = line.decision.amount.description
    outcome = RunOutcome(line.decision.outcome)
    reasons = line.decision.reasons.map { ($0.detail, $0.source) }
  }
}

/// What a run made of a title, in the words of the address and of the page.
enum RunOutcome: String, CaseIterable, Sendable {
  case listed = "negativados"
  case removed = "baixados"
  case leftOut = "de-fora"

  init(_ outcome: CollectionDecision.Outcome) {
    switch outcome {
    case .listed: self = .listed
    case .removed: self = .removed
    case .leftOut: self = .leftOut
    }
  }

  var outcome: CollectionDecision.Outcome {
    switch self {
    case .listed: .listed
    case .removed: .removed
    case .leftOut: .leftOut
    }
  }

  var plural: String {
    switch self {
    case .listed: "Negativados"
    case .removed: "Baixados"
    case .leftOut: "Deixados de fora"
    }
  }

  func badge(isDryRun: Bool) -> HTML {
    switch self {
    case .listed: Look.badge(isDryRun ? "Seria negativado" : "Negativado", .public)
    case .removed: Look.badge(isDryRun ? "Seria baixado" : "Baixado", .good)
    case .leftOut: Look.badge("De fora", .waiting)
    }
  }
}

enum RunWords {
  static func name(_ run: CollectionRunReport) -> String {
    (run.isDryRun ? "Simulação de " : "Execução de ") + run.startedAt.brazilian
  }

  static func progress(_ run: CollectionRunReport, ahead: Int) -> EventStream.Progress {
    let total = run.examined + ahead
    return EventStream.Progress(
      done: run.examined, total: total,
      words: run.state == .running
        ? "\(run.examined) de cerca de \(total) títulos examinados; "
          + "\(run.listed.count) a negativar, \(run.leftOut.count) de fora"
        : "Terminada",
      isFinished: run.state != .running)
  }

  static func state(_ run: CollectionRunReport) -> (label: String, tone: Tone) {
    switch run.state {
    case .running: ("Em andamento", .info)
    case .finished: ("Terminada", .good)
    case .failed: ("Falhou", .bad)
    }
  }

  static func badge(_ run: CollectionRunReport) -> HTML {
    Look.badge(state(run).label, state(run).tone)
  }
}

/// Reasons of decisions in a few words; the sentence and its source stand at each title.
enum ReasonWords {
  static func label(_ code: String) -> String {
    guard let known = EligibilityReason.Code(rawValue: code) else { return code }
    switch known {
    case .alreadyListed: return "Já negativado"
    case .paid: return "Pago"
    case .cancelled: return "Cancelado"
    case .renegotiated: return "Renegociado"
    case .noOpenBalance: return "Sem saldo em aberto"
    case .notOverdue: return "Não vencido"
    case .minimumDaysOverdue: return "Poucos dias de atraso"
    case .stateMinimumDays: return "Prazo mínimo do estado"
    case .contractNotRescinded, .contractNotRescindedWarning: return "Contrato não rescindido"
    case .telecomTerm, .telecomTermWarning: return "Prazo da Anatel"
    case .belowMinimumAmount: return "Abaixo do valor mínimo"
    case .fiveYears: return "Mais de cinco anos"
    case .nearFiveYears: return "Perto de cinco anos"
    case .disputed: return "Contestado"
    case .courtOrder: return "Ordem judicial"
    case .reinclusionBlocked: return "Bloqueado até que uma pessoa libere"
    case .rejectedByBureau: return "Recusado pelo birô"
    case .listedByBank: return "Negativado pelo banco"
    case .minor: return "Menor de idade"
    case .deceased: return "Falecido"
    case .notACustomer: return "Não é cliente"
    case .addressIncomplete: return "Endereço incompleto"
    case .integrationMissing: return "Filial sem integração"
    case .integrationNotAutomatic: return "Integração não automática"
    case .restrictionCodeMissing: return "Sem código de restrição"
    case .runLimitReached: return "Limite da execução"
    case .birthDateUnknown: return "Nascimento desconhecido"
    }
  }
}
