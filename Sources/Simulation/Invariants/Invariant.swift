package import Credit

/// What holds after every step; `docs/invariants.md` has the law or the reason of each.
package enum Invariant: String, CaseIterable, Sendable {
  case removalFollowsPayment = "removal-follows-payment"
  case removalIsConfirmed = "removal-is-confirmed"
  case alarmIsRaised = "alarm-is-raised"
  case onlyEligibleIsListed = "only-eligible-is-listed"
  case oneRecordForATitle = "one-record-for-a-title"
  case nothingShowsEarly = "nothing-shows-early"
  case promisedDayComes = "promised-day-comes"
  case fiveYearsEnd = "five-years-end"
  case closedStaysClosed = "closed-stays-closed"
  case moneyAddsUp = "money-adds-up"
  case answeredIsKept = "answered-is-kept"
  case nothingIsDoneTwice = "nothing-is-done-twice"
  case listedIsOwed = "listed-is-owed"
  case refusalsHaveReasons = "refusals-have-reasons"
  case noDutyStarves = "no-duty-starves"
  case bothSidesAgree = "both-sides-agree"
  case chainsVerify = "chains-verify"
  case logsKeepSecrets = "logs-keep-secrets"
  case failsForAReason = "fails-for-a-reason"
}

/// An invariant that does not hold, and where.
package struct BrokenInvariant: Error, Sendable {
  package let invariant: Invariant
  package let step: Int
  package let at: Instant
  package let detail: String

  var line: String { "\(at) \(invariant.rawValue) broken at step \(step): \(detail)" }
}

/// What is remembered from step to step, to see what may not change.
struct Watch: Sendable {
  /// The first visible day that was promised for a record with its letter.
  var promised: [Int64: CivilDate] = [:]
  var closedRecords: [Int64: RecordGlimpse] = [:]
  var knownListings: Set<Int64> = []
  var seen:
    (
      records: Set<RecordGlimpse>, listings: Set<ListingGlimpse>, titles: Set<TitleGlimpse>
    ) = ([], [], [])
  var lastLeftOut: Int64 = 0
}
