/// One reason for or against listing a title, with where it comes from.
package struct EligibilityReason: Hashable, Sendable {
  package let code: Code
  /// A pt-BR sentence for the person who decides.
  package let detail: String
  /// Law and article, ruling, manual item or parameter.
  package let source: String
  /// The first day on which this reason is gone by itself; nil where time alone does not help.
  package let endsOn: CivilDate?

  package init(code: Code, detail: String, source: String, endsOn: CivilDate? = nil) {
    self.code = code
    self.detail = detail
    self.source = source
    self.endsOn = endsOn
  }

  package var blocks: Bool { code.blocks }

  /// Stable codes, in the order in which they are reported.
  package enum Code: String, Hashable, CaseIterable, Sendable {
    case alreadyListed = "already-listed"
    case paid = "paid"
    case cancelled = "cancelled"
    case renegotiated = "renegotiated"
    case noOpenBalance = "no-open-balance"
    case notOverdue = "not-overdue"
    case minimumDaysOverdue = "minimum-days-overdue"
    case stateMinimumDays = "state-minimum-days"
    case contractNotRescinded = "contract-not-rescinded"
    case telecomTerm = "telecom-term"
    case belowMinimumAmount = "below-minimum-amount"
    case fiveYears = "five-years"
    case nearFiveYears = "near-five-years"
    case disputed = "disputed"
    case courtOrder = "court-order"
    case reinclusionBlocked = "reinclusion-blocked"
    case rejectedByBureau = "rejected-by-bureau"
    case listedByBank = "listed-by-bank"
    case minor = "minor"
    case deceased = "deceased"
    case notACustomer = "not-a-customer"
    case addressIncomplete = "address-incomplete"
    case integrationMissing = "integration-missing"
    case integrationNotAutomatic = "integration-not-automatic"
    case restrictionCodeMissing = "restriction-code-missing"
    case runLimitReached = "run-limit-reached"
    // Warnings: shown to the person, in nobody's way.
    case contractNotRescindedWarning = "contract-not-rescinded-warning"
    case telecomTermWarning = "telecom-term-warning"
    case birthDateUnknown = "birth-date-unknown"

    package var blocks: Bool {
      switch self {
      case .contractNotRescindedWarning, .telecomTermWarning, .birthDateUnknown: false
      default: true
      }
    }
  }
}

/// Whether a title may be listed today, and why.
package struct Eligibility: Hashable, Sendable {
  /// Every reason, blocking ones and warnings.
  package let reasons: [EligibilityReason]
  /// The first day on which the listing may be asked for, if nothing but time is in the way; today
  /// where nothing is; nil where time does not help or the five years pass first.
  package let earliestRequestOn: CivilDate?
  /// Where asked now: the first day on which inquiries can show it, if the letter is posted at the
  /// next cut-off of the bureau.
  package let visibleFrom: CivilDate?
  /// Whether that day is a forecast (previsto): the bureau did not tell all that it depends on.
  package let isForecast: Bool
  /// The day from which the five-year limit hides it.
  package let expiresOn: CivilDate

  package var isEligible: Bool { !reasons.contains { $0.blocks } }
}
