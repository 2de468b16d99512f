import Credit
import DebtCollection
import Markup
import Pages

/// Painel, as it is shown.
struct DashboardModel {
  struct Bar {
    let label: String
    let value: Int64
    let text: String
    let path: String?
  }

  struct Figure {
    let amount: String
    let detail: String
  }

  struct Run {
    let at: String
    let what: String
    let path: String
  }

  /// A contestation that waits for an answer.
  struct Dispute {
    let person: String
    let title: String
    let term: String
    let path: String
    let isNear: Bool
  }

  /// What the reader begins here most.
  struct Shortcut {
    let label: String
    let path: String
    let icon: Icon
  }

  var shortcuts: [Shortcut] = []
  /// The first ones to fall due, and how many there are.
  let disputes: [Dispute]
  let openDisputes: Int
  let overdueRemovals: Int
  let removalsDue: [Bar]
  let open: Figure
  let inNotice: Figure
  let active: Figure
  let recovered: Figure
  let funnel: [Bar]
  let ages: [Bar]
  let problems: [Bar]
  let runs: [Run]
  let inquiries: [Bar]
  /// Nil where the reader may not see what things cost.
  let cost: [Bar]?
  let readAt: String
  /// Nil where the reader may not open the report, which tells costs.
  let recoveryPath: String?

  init(
    _ board: Dashboard, today: CivilDate, readAt: Instant, seesCost: Bool, mayConfigure: Bool,
    mayApprove: Bool, mayRunRoutine: Bool
  ) {
    let book = board.book
    func sum(_ situation: ListingSituation) -> Dashboard.Sum {
      situation.states.reduce(.zero) { $0 + (book.listings[$1] ?? .zero) }
    }
    let overdue = book.ages.reduce(Dashboard.Sum.zero) { $0 + $1.sum }
    // Each step counts exactly what the list behind it shows, and is called the same.
    let notice = sum(.notice)
    let visible = sum(.active)
    let recovery = seesCost ? RecoveryPages.path : nil
    recoveryPath = recovery
    openDisputes = board.urgent.openDisputes
    disputes = board.urgent.disputes.map { dispute in
      Dispute(
        person: dispute.personName, title: dispute.titleNumber,
        term: DisputeWords.term(dispute.dueOn, today: today),
        path: DisputePages.path(of: dispute.id),
        isNear: AlarmDuty.nearFrom(
          dispute.dueOn, businessDays: Disputes.disputeAlarmBusinessDays) <= today)
    }
    overdueRemovals = board.urgent.overdueRemovals
    removalsDue = board.urgent.removalsDue.map { day in
      Bar(
        label: "\(day.dueOn.brazilian) (\(TermWords.distance(day.dueOn, from: today)))",
        value: Int64(day.count), text: String(day.count), path: nil)
    }
    open = Self.figure(overdue, "1 título", "títulos")
    inNotice = Self.figure(
      notice, "1 com a carta enviada ou a postar", "com a carta enviada ou a postar")
    active = Self.figure(visible, "1 negativação visível", "negativações visíveis")
    recovered = Self.figure(
      book.recovered, "1 título pago depois de negativado", "títulos pagos depois de negativados")
    funnel = [
      ("Vencidos", overdue, TitlePages.path(of: .overdue)),
      (
        ListingSituation.sending.label, sum(.sending), ListingPages.path(of: .sending)
      ),
      (ListingSituation.notice.label, notice, ListingPages.path(of: .notice)),
      ("Ativas no birô", visible, ListingPages.path(of: .active)),
      ("Baixadas", book.listings[.removed] ?? .zero, ListingPages.path(of: .closed)),
      ("Recuperado em \(Figures.recoveryDays) dias", book.recovered, recovery),
    ].map { label, sum, path in
      Bar(
        label: label, value: sum.amount.amount, text: "\(sum.count) · \(sum.amount)", path: path)
    }
    ages = book.ages.map { age in
      Bar(
        label: age.to.map { "\(age.from) a \($0) dias" } ?? "mais de \(age.from - 1) dias",
        value: age.sum.amount.amount, text: "\(age.sum.amount) · \(age.sum.count)", path: nil)
    }
    problems = Self.problems(
      board, mayConfigure: mayConfigure, mayApprove: mayApprove, mayRunRoutine: mayRunRoutine)
    runs = board.urgent.lastRuns.map(Self.run)
    inquiries = book.months.map { month in
      Bar(
        label: month.first.monthAndYear, value: Int64(month.inquiries.count),
        text: String(month.inquiries.count), path: nil)
    }
    cost = seesCost ? Self.cost(book.months) : nil
    self.readAt = readAt.brazilian
  }

  private static func figure(_ sum: Dashboard.Sum, _ one: String, _ many: String) -> Figure {
    Figure(
      amount: sum.amount.description, detail: sum.count == 1 ? one : "\(sum.count) \(many)")
  }

  private static func cost(_ months: [BookFigures.Month]) -> [Bar] {
    months.map { month in
      let total = month.inquiries.amount + month.listings.amount
      return Bar(
        label: month.first.monthAndYear, value: total.amount,
        text: "\(total) (consultas \(month.inquiries.amount), negativações "
          + "\(month.listings.amount))", path: nil)
    }
  }

  private static func run(_ run: CollectionRunReport) -> Run {
    Run(
      at: run.startedAt.brazilian,
      what: count(run.listed.count, "negativado", "negativados") + ", "
        + count(run.leftOut.count, "deixado de fora", "deixados de fora")
        + (run.isDryRun ? " (simulação)" : ""), path: CollectionPages.path(of: run.id))
  }

  private static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }

  private static func problems(
    _ board: Dashboard, mayConfigure: Bool, mayApprove: Bool, mayRunRoutine: Bool
  ) -> [Bar] {
    let urgent = board.urgent
    let integrations = mayConfigure ? Contents.integrations.path : nil
    let problem = ListingPages.path(of: .problem)
    let approvals = mayApprove ? ApprovalPages.path : ListingPages.path(of: .approval)
    let kinds: [(String, Int, String?)] = [
      ("Contestações a responder", urgent.openDisputes, DisputePages.path),
      ("Acesso recusado pelo birô", urgent.refusedAccess, integrations),
      ("Baixas recusadas pelo birô", urgent.refusedRemovals, problem),
      ("Registros soltos no birô", urgent.strayRecords, StrayRecordPages.path),
      ("Trabalho que falhou", urgent.failedWork, mayRunRoutine ? QueuePages.path : nil),
      ("Aguardam aprovação", urgent.stuck[.awaitingApproval] ?? 0, approvals),
      ("Cartas devolvidas", urgent.stuck[.noticeProblem] ?? 0, problem),
      ("Envios sem resposta", urgent.stuck[.uncertain] ?? 0, problem),
      (
        "Suspensas no birô", urgent.stuck[.suspended] ?? 0, ListingPages.path(of: .suspended)
      ),
      ("Divergem do birô", urgent.stuck[.outOfSync] ?? 0, problem),
      (
        "Recusadas em \(Figures.recoveryDays) dias", board.book.rejected, RejectionPages.path
      ),
    ]
    return kinds.filter { $0.1 > 0 }.map {
      Bar(label: $0.0, value: Int64($0.1), text: String($0.1), path: $0.2)
    }
  }
}

extension CivilDate {
  /// "nov/26", for axes.
  var monthAndYear: String {
    let names = [
      "jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez",
    ]
    let short = year % 100
    return "\(names[month - 1])/\(short < 10 ? "0" : "")\(short)"
  }
}
