package import Credit

/// One run of the routine "Atualizar cobranças" as it stands.
package struct CollectionRunReport: Sendable {
  package enum State: String, Sendable {
    case running, finished, failed
  }

  package struct Tally: Hashable, Sendable {
    package var count = 0
    package var amount = Cents.zero

    package init() {}

    mutating func add(_ cents: Cents) {
      count += 1
      amount += cents
    }
  }

  package let id: ID<CollectionRun>
  package let rule: ID<CollectionRule>?
  package let isDryRun: Bool
  package var state: State
  package let runOn: CivilDate
  package let startedBy: String
  package let startedAt: Instant
  package var finishedAt: Instant?
  package var examined = 0
  package var listed = Tally()
  package var removed = Tally()
  package var leftOut = Tally()
  /// What the bureau charges for what was listed, where its fee is known beforehand.
  package var cost = Cents.zero
  package var problem: String?
  /// How many titles each rule has listed in this run: its own limit is held against that.
  var listedByRule: [ID<CollectionRule>: Int] = [:]
  /// Where the run goes on after a crash: the last title that was examined.
  var cursor: (dueOn: CivilDate, id: Int64)
}

/// What the run made of one title, and why.
package struct CollectionDecision: Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case listed, removed, leftOut
  }

  package let receivable: ID<Receivable>
  package let outcome: Outcome
  package let amount: Cents
  package let reasons: [DecisionReason]
}

/// A reason of a decision, as it is kept and shown.
package struct DecisionReason: Hashable, Sendable {
  package let code: String
  package let detail: String
  package let source: String
}

/// How many titles of a run have a reason, and what is open of them.
package struct ReasonSum: Sendable {
  package let outcome: CollectionDecision.Outcome
  package let code: String
  package let count: Int
  package let amount: Cents
}

/// A decision with the title and the person that it is about.
package struct DecisionLine: Sendable {
  package let decision: CollectionDecision
  package let titleNumber: String
  package let dueOn: CivilDate
  package let person: ID<Person>
  package let personName: String
  package let documentMasked: String?
}
