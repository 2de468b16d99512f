import Testing

@testable import Credit

/// The creditor's machine, walked whole: every state with every event, against a committed table
/// that a person has read. A line says where the event leads and what has to be done, or why it is
/// not possible.
@Suite("The creditor's listing machine")
struct ListingMachineTests {
  static let now = Instant(rfc3339: "2026-11-24T12:00:00Z")!

  @Test("every state with every event does what the table says")
  func walk() throws {
    let rows = try fixtureTable("listing-machine.txt").map { $0.joined(separator: "|") }
    let walked = Self.states.flatMap { state in
      Self.events.map { Self.line(state, $0) }
    }
    #expect(walked.count == rows.count)
    for (row, line) in zip(rows, walked) { #expect(row == line) }
    for line in walked where !rows.contains(line) {
      Issue.record("not in the table: \(line)")
    }
  }

  @Test("no event leads out of a final state, or loses a removal that was asked for")
  func nothingIsForgotten() {
    for (name, state) in Self.states {
      for (event, what) in Self.events {
        var next = state
        guard let effects = try? next.apply(what, on: Self.now) else {
          #expect(next == state, "\(name) \(event): refused and changed")
          continue
        }
        if state.word.isFinal { #expect(next == state && effects.isEmpty, "\(name) \(event)") }
        if let removal = state.removal, !next.word.isFinal {
          #expect(next.removal != nil, "\(name) \(event): the removal is lost")
          #expect((next.removal?.dueOn).map { $0 <= removal.dueOn } == true, "\(name) \(event)")
        }
        if next.word == .outOfSync, next.removal != nil, state != next {
          #expect(
            state.word == .outOfSync || effects.contains(.retryRemoval),
            "\(name) \(event): nobody asks again")
        }
      }
    }
  }

  @Test("applying an event a second time changes nothing more")
  func twice() {
    for (name, state) in Self.states {
      for (event, what) in Self.events {
        var next = state
        guard (try? next.apply(what, on: Self.now)) != nil else { continue }
        var again = next
        if (try? again.apply(what, on: Self.now)) != nil {
          #expect(again == next, "\(name) \(event)")
        }
      }
    }
  }

  // MARK: What is walked

  static func record(
    _ state: BureauRecordState, version: Int64 = 5, reference: String = "B-1"
  ) -> BureauRecord {
    BureauRecord(reference: reference, version: version, state: state)
  }

  static let removal = Removal(
    reason: .payment, requestedAt: now, dueOn: CivilDate(year: 2026, month: 12, day: 1)!)

  static let states: [(name: String, state: ListingState)] = {
    let known = record(.noticePeriod)
    return [
      ("draft", .draft), ("awaitingApproval", .awaitingApproval), ("queued", .queued),
      ("uncertain", .uncertain), ("submitted", .submitted(record(.received))),
      ("rejected", .rejected([Rejection(code: "x", detail: "x")], nil)),
      ("inNotice", .inNotice(known)), ("noticeProblem", .noticeProblem(record(.noticeFailed))),
      ("active", .active(record(.visible))), ("suspended", .suspended(record(.suspended))),
      ("removalQueued", .removalQueued(removal, known)),
      ("removalQueued-unknown", .removalQueued(removal, nil)),
      ("removalSubmitted", .removalSubmitted(removal, known)),
      ("removed", .removed(removal, record(.removed), at: now)),
      ("removedByBureau", .removedByBureau(record(.removed))),
      ("declined", .declined),
      ("expired", .expired(record(.expired))),
      ("outOfSync", .outOfSync(known, nil, note: "x")),
      ("outOfSync-refused", .outOfSync(known, removal, note: "x")),
    ]
  }()

  static let events: [(name: String, event: ListingEvent)] = {
    let later = Removal(
      reason: .dispute, requestedAt: now, dueOn: CivilDate(year: 2026, month: 12, day: 4)!)
    let rejection = Rejection(code: "x", detail: "x")
    let reports = (BureauRecordState.known + [.unknown("odd")]).map {
      ("report-" + $0.word, ListingEvent.reported(record($0, version: 6)))
    }
    return [
      ("requested", .requested(needsApproval: false)),
      ("requested-approval", .requested(needsApproval: true)), ("approved", .approved),
      ("declined", .declined), ("inclusion-accepted", .inclusionAccepted(record(.received))),
      ("inclusion-found-visible", .inclusionAccepted(record(.visible))),
      ("inclusion-found-removed", .inclusionAccepted(record(.removed))),
      ("inclusion-rejected", .inclusionRejected([rejection])),
      ("inclusion-unclear", .inclusionUnclear), ("inclusion-absent", .inclusionAbsent),
      ("removal-requested", .removalRequested(later, inclusionWithdrawn: false)),
      ("removal-withdrawn", .removalRequested(later, inclusionWithdrawn: true)),
      ("removal-accepted", .removalAccepted), ("removal-refused", .removalRefused(rejection)),
      ("amended", .amended), ("found-different", .foundDifferent(note: "x")),
      ("resolved", .resolved), ("report-same", .reported(record(.visible))),
      ("report-same-removed", .reported(record(.removed))),
      ("report-older", .reported(record(.removed, version: 4))),
      ("report-other-record", .reported(record(.visible, version: 9, reference: "B-2"))),
    ] + reports
  }()

  static func line(
    _ state: (name: String, state: ListingState), _ event: (name: String, event: ListingEvent)
  ) -> String {
    var next = state.state
    do {
      let effects = try next.apply(event.event, on: now)
      let did = effects.map { effect in
        if case .publish(let name) = effect { "publish \(name)" } else { "\(effect)" }
      }
      let same = next == state.state
      return [
        state.name, event.name, same ? "=" : name(next), did.joined(separator: ", "),
      ].joined(separator: "|")
    } catch {
      let why =
        switch error {
        case .notPossible: "not possible"
        case .removalUnderWay: "removal under way"
        case .alreadyClosed: "closed"
        }
      return "\(state.name)|\(event.name)|!|\(why)"
    }
  }

  private static func name(_ state: ListingState) -> String {
    guard let removal = state.removal else { return state.word.rawValue }
    return "\(state.word.rawValue) \(removal.reason.rawValue) \(removal.dueOn)"
  }
}
