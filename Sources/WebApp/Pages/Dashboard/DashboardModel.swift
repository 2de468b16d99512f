import Credit
import DebtCollection

/// Painel, as it is shown.
struct DashboardModel {
  struct Bar {
    let label: String
    let value: Int64
    let text: String
    let path: String?
  }

  let overdueRemovals: Int
  let removalsDue: [Bar]
  let openAmount: String
  let openCount: Int
  let inNotice: String
  let inNoticeCount: Int
  let active: String
  let activeCount: Int
  let recovered: String
  let recoveredCount: Int
  let funnel: [Bar]
  let ages: [Bar]
  let problems: [Bar]
  let runs: [Run]

  struct Run {
    let at: String
    let what: String
    let path: String
  }

  init(_ board: Dashboard, today: CivilDate) {
    func sum(_ words: ListingState.Word...) -> Dashboard.Sum {
      words.reduce(Dashboard.Sum(count: 0, amount: .zero)) { total, word in
        let found = board.listings[word]
        return Dashboard.Sum(
          count: total.count + (found?.count ?? 0),
          amount: total.amount + (found?.amount ?? .zero))
      }
    }
    let open = board.ages.reduce(Dashboard.Sum(count: 0, amount: .zero)) {
      Dashboard.Sum(count: $0.count + $1.sum.count, amount: $0.amount + $1.sum.amount)
    }
    let notice = sum(.inNotice)
    let active = sum(.active)
    let sending = sum(.queued, .uncertain, .submitted, .awaitingApproval)
    overdueRemovals = board.overdueRemovals
    removalsDue = board.removalsDue.map { day in
      Bar(
        label: day.dueOn == today ? "Vencem hoje" : "Até \(day.dueOn.brazilian)",
        value: Int64(day.count), text: String(day.count), path: nil)
    }
    openAmount = open.amount.description
    openCount = open.count
    inNotice = notice.amount.description
    inNoticeCount = notice.count
    self.active = active.amount.description
    activeCount = active.count
    recovered = board.recovered.amount.description
    recoveredCount = board.recovered.count
    funnel = [
      ("Vencidos", open), ("Em envio ou análise", sending), ("Carta enviada", notice),
      ("Ativas no bureau", active), ("Recuperado em \(Office.recoveryDays) dias", board.recovered),
    ].map { label, sum in
      Bar(
        label: label, value: sum.amount.amount, text: "\(sum.count) · \(sum.amount)", path: nil)
    }
    ages = board.ages.map { age in
      Bar(
        label: age.to.map { "\(age.from) a \($0) dias" } ?? "mais de \(age.from - 1) dias",
        value: age.sum.amount.amount, text: age.sum.amount.description, path: nil)
    }
    problems = Self.problems(board.listings)
    runs = board.lastRuns.map { run in
      Run(
        at: run.startedAt.brazilian,
        what: "\(run.listed.count) negativados, \(run.leftOut.count) deixados de fora"
          + (run.isDryRun ? " (simulação)" : ""),
        path: "/crm/cobranca/execucoes/\(run.id)")
    }
  }

  private static func problems(_ sums: [ListingState.Word: Dashboard.Sum]) -> [Bar] {
    let kinds: [(ListingState.Word, String, ListingSituation)] = [
      (.awaitingApproval, "Aguardam aprovação", .approval),
      (.noticeProblem, "Cartas devolvidas", .problem),
      (.uncertain, "Envios sem resposta", .problem), (.outOfSync, "Divergem do bureau", .problem),
    ]
    return kinds.compactMap { word, label, situation in
      guard let sum = sums[word], sum.count > 0 else { return nil }
      return Bar(
        label: label, value: Int64(sum.count), text: String(sum.count),
        path: ListingPages.path(of: situation))
    }
  }
}
