/// What the creditor's size means for ANATEL's rules (Resolução 765/2023, art. 90).
package enum CreditorSize: String, Hashable, CaseIterable, Sendable {
  /// Up to 5,000 accesses: the suspension chapter does not bind, so it warns.
  case micro
  case small
  case large

  package var isBoundByTelecomRules: Bool { self != .micro }
}

package enum ContractKind: String, Hashable, CaseIterable, Sendable {
  case telecom, other
}

package enum ContractStatus: String, Hashable, CaseIterable, Sendable {
  case active, suspended, rescinded
}

package enum ReceivableStatus: String, Hashable, CaseIterable, Sendable {
  case open, partiallyPaid, paid, cancelled, renegotiated
}

/// Etapa da pessoa: lead, prospecção, cliente.
package enum PersonStage: String, Hashable, CaseIterable, Sendable {
  case lead, prospect, customer

  /// How far on the way it is; a person only advances (manual, item 32).
  package var rank: Int {
    switch self {
    case .lead: 0
    case .prospect: 1
    case .customer: 2
    }
  }
}

/// All that decides whether one title may be listed. Plain values; the reader of the database
/// fills them, one pure function judges them.
package struct EligibilityFacts: Hashable, Sendable {
  package struct Title: Hashable, Sendable {
    package var issuedOn: CivilDate?
    package var dueOn: CivilDate
    package var open: Cents
    package var status: ReceivableStatus
    package var isDisputed: Bool
    package var hasCourtOrder: Bool
    /// The bank's return file said that the bank itself listed the slip.
    package var isListedByBank: Bool
    package var hasLiveListing: Bool
    /// What keeps it from being listed until a person frees it; nil where nothing does.
    package var block: ListingBlock?
    /// The bureau refused it, and neither title nor person nor contract changed since.
    package var hasStandingRejection: Bool

    package init(
      issuedOn: CivilDate?, dueOn: CivilDate, open: Cents, status: ReceivableStatus,
      isDisputed: Bool = false, hasCourtOrder: Bool = false, isListedByBank: Bool = false,
      hasLiveListing: Bool = false, block: ListingBlock? = nil,
      hasStandingRejection: Bool = false
    ) {
      self.issuedOn = issuedOn
      self.dueOn = dueOn
      self.open = open
      self.status = status
      self.isDisputed = isDisputed
      self.hasCourtOrder = hasCourtOrder
      self.isListedByBank = isListedByBank
      self.hasLiveListing = hasLiveListing
      self.block = block
      self.hasStandingRejection = hasStandingRejection
    }
  }

  package struct Debtor: Hashable, Sendable {
    package var isNatural: Bool
    package var stage: PersonStage
    package var birthDate: CivilDate?
    package var deceasedOn: CivilDate?
    /// Street, number or district, city, state and postal code are all there.
    package var hasPostalAddress: Bool

    package init(
      isNatural: Bool, stage: PersonStage, birthDate: CivilDate?, deceasedOn: CivilDate? = nil,
      hasPostalAddress: Bool
    ) {
      self.isNatural = isNatural
      self.stage = stage
      self.birthDate = birthDate
      self.deceasedOn = deceasedOn
      self.hasPostalAddress = hasPostalAddress
    }
  }

  package struct Agreement: Hashable, Sendable {
    package var kind: ContractKind
    package var status: ContractStatus
    package var suspendedOn: CivilDate?
    package var rescindedOn: CivilDate?

    package init(
      kind: ContractKind, status: ContractStatus, suspendedOn: CivilDate?, rescindedOn: CivilDate?
    ) {
      self.kind = kind
      self.status = status
      self.suspendedOn = suspendedOn
      self.rescindedOn = rescindedOn
    }
  }

  /// The state's rule that applies (the stricter of debtor's and creditor's state).
  package struct StateRule: Hashable, Sendable {
    package var minimumDaysOverdue: Int
    /// The first day on which the listing may show if it is asked for now.
    package var visibleFrom: CivilDate
    /// Whether that day is not certain: the bureau did not tell how it counts, or somebody has to
    /// agree first.
    package var isForecast: Bool
    package var law: String

    package init(
      minimumDaysOverdue: Int, visibleFrom: CivilDate, isForecast: Bool = false, law: String
    ) {
      self.minimumDaysOverdue = minimumDaysOverdue
      self.visibleFrom = visibleFrom
      self.isForecast = isForecast
      self.law = law
    }
  }

  /// Who asks: a person for chosen titles, or the nightly routine.
  package enum Asker: Hashable, Sendable {
    case person
    case routine(minimumDaysOverdue: Int)
  }

  /// What stands ready for the transmission.
  package struct Channel: Hashable, Sendable {
    package var hasIntegration: Bool
    package var isAutomatic: Bool
    package var hasRestrictionCode: Bool

    package init(hasIntegration: Bool, isAutomatic: Bool, hasRestrictionCode: Bool) {
      self.hasIntegration = hasIntegration
      self.isAutomatic = isAutomatic
      self.hasRestrictionCode = hasRestrictionCode
    }
  }

  package var today: CivilDate
  package var title: Title
  package var debtor: Debtor
  package var agreement: Agreement?
  package var stateRule: StateRule
  package var creditorSize: CreditorSize
  package var minimumAmount: Cents
  package var asker: Asker
  package var channel: Channel

  package init(
    today: CivilDate, title: Title, debtor: Debtor, agreement: Agreement?, stateRule: StateRule,
    creditorSize: CreditorSize, minimumAmount: Cents, asker: Asker, channel: Channel
  ) {
    self.today = today
    self.title = title
    self.debtor = debtor
    self.agreement = agreement
    self.stateRule = stateRule
    self.creditorSize = creditorSize
    self.minimumAmount = minimumAmount
    self.asker = asker
    self.channel = channel
  }
}
