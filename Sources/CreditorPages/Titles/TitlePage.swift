import Credit
import DebtCollection
import Hummingbird
import Markup
import Pages

/// The page of one title.
extension Site {
  /// Payments and listings of one title that its page shows.
  static let titleLinesShown = 100

  func addTitle(to table: inout PageTable<Site>) {
    table.get(Contents.title) { visit in
      let facts = try await titleFacts(try visit.id(), usesAnalysis: visit.usesCreditAnalysis)
      let model = TitleModel(
        facts, today: visit.today,
        actions: TitleActions(maySettle: visit.may(.settle), mayApprove: visit.may(.approve)))
      return visit.page(
        "Título \(model.number)", crumbs: titleCrumbs(facts.title), help: "financeiro",
        TitleView.page(model))
    }
  }

  func titleCrumbs(_ title: ReceivableRow, _ step: String? = nil) -> [Crumb] {
    let here = "Título \(title.number)"
    let way = [Crumb("Financeiro"), Crumb("Títulos", TitlePages.path)]
    guard let step else { return way + [Crumb(here)] }
    return way + [Crumb(here, TitlePages.path(of: title.id)), Crumb(step)]
  }

  private func titleFacts(
    _ id: ID<Receivable>, usesAnalysis: Bool
  ) async throws -> TitleFacts {
    let title = try await office.receivables.receivable(id)
    let isOpen = title.status == .open || title.status == .partiallyPaid
    let contract: ContractRow? =
      if let contract = title.contract { try await office.contracts.contract(contract) } else {
        nil
      }
    let payments = try await office.receivables.browsePayments(
      of: id, before: nil, limit: Self.titleLinesShown)
    // While the switch of the house is off nothing of the subject is shown (manual, item 26).
    let listings =
      usesAnalysis
      ? try await office.listings.listings(
        ListingFilter(receivable: id), after: nil, limit: Self.titleLinesShown) : []
    let judged =
      usesAnalysis && isOpen && title.liveListing == nil
      ? try await office.listings.eligibility(of: [id]).first?.eligibility : nil
    let agreement =
      title.status == .renegotiated ? try await office.receivables.agreementTitles(of: id) : []
    let renegotiated: ReceivableRow? =
      if let old = title.agreementOf { try await office.receivables.receivable(old) } else { nil }
    return TitleFacts(
      title: title, person: try await office.people.person(title.person), contract: contract,
      payments: payments, payment: try await office.receivables.titlePayment(of: id),
      agreement: agreement, renegotiated: renegotiated, listings: listings, eligibility: judged,
      blocks: usesAnalysis ? try await office.listingBlocks.titleBlocks(of: id) : [],
      usesAnalysis: usesAnalysis)
  }
}
