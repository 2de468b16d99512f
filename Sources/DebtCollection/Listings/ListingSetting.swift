import Credit
import JSONText
import Refusals
import SQLDatabase
import World

/// What is the same for every title of one decision: parameters, branches, integrations and the
/// law of the day. Read once for each transaction.
struct ListingSetting {
  struct BranchSetting {
    let state: String
    let integration: ID<Integration>?
    /// Bare CNPJ.
    let document: String
  }

  struct IntegrationSetting {
    let isAutomatic: Bool
    let codeNatural: String?
    let codeLegal: String?
    /// What the bureau charges for a listing; nil while it has not told.
    let fee: Cents?
    /// How it counts the first visible day, as far as it told.
    let posting: PostingTerms?
  }

  let now: Instant
  let today: CivilDate
  let creditorSize: CreditorSize
  let minimumAmount: Cents
  let requiresApproval: Bool
  let isSwitchedOn: Bool
  let branches: [ID<Branch>: BranchSetting]
  /// Serves titles and people without a branch of their own: the first one.
  let defaultBranch: ID<Branch>?
  let integrations: [ID<Integration>: IntegrationSetting]
  let stateTerms: StateTerms

  static func read(
    office: Office, today: CivilDate, in transaction: Transaction
  ) throws -> ListingSetting {
    var branches: [ID<Branch>: BranchSetting] = [:]
    var first: ID<Branch>?
    try transaction.forEach("SELECT id, state, integration_id, document FROM branches ORDER BY id")
    { row in
      let id: ID<Branch> = try row.id(0)
      first = first ?? id
      branches[id] = BranchSetting(
        state: try row.text(1), integration: try row.optionalID(2), document: try row.text(3))
    }
    var integrations: [ID<Integration>: IntegrationSetting] = [:]
    try transaction.forEach(
      """
      SELECT id, automatic, restriction_code_natural, restriction_code_legal, listing_fee_cents,
        posting_terms
      FROM integrations
      """
    ) { row in
      integrations[try row.id(0)] = IntegrationSetting(
        isAutomatic: try row.bool(1), codeNatural: try row.optionalText(2),
        codeLegal: try row.optionalText(3),
        fee: try row.optionalInteger(4).map { Cents($0) },
        posting: try row.optionalText(5).flatMap {
          PostingTerms(try JSON.parse(Array($0.utf8)))
        })
    }
    let parameters = try transaction.first(
      """
      SELECT creditor_size, minimum_listing_cents, requires_listing_approval, uses_credit_analysis
      FROM parameters
      """
    ) { row in
      (
        size: try row.word(0) as CreditorSize, minimum: try row.cents(1),
        approval: try row.bool(2), on: try row.bool(3)
      )
    }
    guard let parameters else { throw Refusal.notFound("Parâmetros") }
    return ListingSetting(
      now: office.world.clock.now(), today: today, creditorSize: parameters.size,
      minimumAmount: parameters.minimum,
      requiresApproval: parameters.approval, isSwitchedOn: parameters.on, branches: branches,
      defaultBranch: first, integrations: integrations, stateTerms: StateTerms.standard)
  }

  func branch(of candidate: ListingCandidate) -> ID<Branch>? {
    candidate.branch ?? defaultBranch
  }

  /// The integration that is linked to the branch; without a branch that of the first one. The
  /// same rule holds for inquiries (`InquirySubject.integration`).
  func integration(of candidate: ListingCandidate) -> ID<Integration>? {
    branch(of: candidate).flatMap { branches[$0]?.integration }
  }

  /// The stricter of the debtor's and the creditor's state; a person without a state cannot be
  /// listed, and is judged by the creditor's.
  func terms(for candidate: ListingCandidate) -> AppliedTerms {
    let creditor = branch(of: candidate).flatMap { branches[$0] }
      .flatMap { FederativeUnit(code: $0.state) }
    let debtor = FederativeUnit(code: candidate.debtorState) ?? creditor
    guard let debtor else {
      return AppliedTerms(rules: [stateTerms.rule(for: FederativeUnit.allCases[0], on: today)])
    }
    return stateTerms.stricter(of: debtor, creditor ?? debtor, on: today)
  }

  /// The first visible day of a title that is asked for now, and whether that is a forecast only:
  /// where the bureau did not tell how it counts, or counts by other rows, or another person has to
  /// agree first.
  func visibility(
    of candidate: ListingCandidate
  ) -> (visibleFrom: CivilDate, isForecast: Bool) {
    let told = integration(of: candidate).flatMap { integrations[$0]?.posting }
    var applied = terms(for: candidate)
    var isForecast = requiresApproval
    if let told, told.agrees(with: stateTerms),
      let debtor = FederativeUnit(code: candidate.debtorState)
    {
      // Where the bureau has us stand is what it counts by.
      let document = branch(of: candidate).flatMap { branches[$0]?.document }
      applied = stateTerms.stricter(
        of: debtor, told.creditorState(of: document) ?? debtor, on: today)
    } else {
      isForecast = true
    }
    let posted = (told?.cutOff ?? .reference).next(after: now).civilDate
    return (
      applied.visibleFrom(postedOn: max(posted, today), dueOn: candidate.title.dueOn), isForecast
    )
  }

  /// The code for automatic listings of this kind of person (manual, item 21).
  func restrictionCode(for candidate: ListingCandidate) -> String? {
    guard let integration = integration(of: candidate).flatMap({ integrations[$0] }) else {
      return nil
    }
    return candidate.debtor.isNatural ? integration.codeNatural : integration.codeLegal
  }

  func fee(of integration: ID<Integration>) -> Cents? { integrations[integration]?.fee }

  /// The facts of a title. A person chooses the restriction code with it; the routine takes the
  /// integration's, which therefore is one of the facts.
  func facts(
    _ candidate: ListingCandidate, asker: EligibilityFacts.Asker,
    minimum: Cents = .zero
  ) -> EligibilityFacts {
    let integration = integration(of: candidate).flatMap { integrations[$0] }
    let terms = terms(for: candidate)
    let visibility = visibility(of: candidate)
    return EligibilityFacts(
      today: today, title: candidate.title, debtor: candidate.debtor,
      agreement: candidate.agreement,
      stateRule: EligibilityFacts.StateRule(
        minimumDaysOverdue: terms.minimumDaysOverdue,
        visibleFrom: visibility.visibleFrom, isForecast: visibility.isForecast, law: terms.law),
      creditorSize: creditorSize, minimumAmount: max(minimumAmount, minimum), asker: asker,
      channel: EligibilityFacts.Channel(
        hasIntegration: integration != nil, isAutomatic: integration?.isAutomatic ?? false,
        hasRestrictionCode: restrictionCode(for: candidate) != nil))
  }

  /// The rule as it is kept with the listing.
  func appliedRule(for candidate: ListingCandidate) -> JSON {
    let terms = terms(for: candidate)
    return [
      "rules": .array(terms.ruleIDs.map { .string($0) }),
      "state": .string(terms.state?.code ?? "BR"),
      "noticeDays": .integer(Int64(terms.noticeDays)),
      "minimumDaysOverdue": .integer(Int64(terms.minimumDaysOverdue)),
      "law": .string(terms.law),
    ]
  }
}
