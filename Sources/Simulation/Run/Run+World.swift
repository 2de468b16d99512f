import BureauRegister
import Credit
import DebtCollection
import Fictitious
import SQLDatabase
import World

extension Run {
  /// What befalls both sides; nil where it is no adversity.
  func perform(byWorld action: Action) async throws -> String? {
    let hours = max(1, action.number(0))
    switch action.kind {
    case .weather:
      let faults = Self.weathers.enumerated().filter { action.number(2) >> $0.offset & 1 == 1 }
      sides.network.set(
        SimulatedNetwork.Weather(
          until: now.adding(seconds: hours * 3_600), faults: Set(faults.map(\.element)),
          numbers: SeededNumbers(seed: UInt64(bitPattern: Int64(action.number(1))))))
      disturb(seconds: (hours + 1) * 3_600)
      return "begins"
    case .bureauErrors:
      var faults = FaultPlan.Settings()
      faults.rates[.error] = 1_500
      faults.rates[.errorAfterCommit] = 1_500
      faults.rates[.tooManyRequests] = 500
      faults.rates[.webhookReorder] = 3_000
      faults.seed = UInt64(bitPattern: Int64(action.number(1)))
      sides.register.faults.set(faults)
      endings.append((now.adding(seconds: hours * 3_600), .bureauErrors))
      disturb(seconds: (hours + 1) * 3_600)
      return "begin"
    case .bureauDown:
      sides.network.bureauIsDown(until: now.adding(seconds: hours * 3_600))
      disturb(seconds: (hours + 1) * 3_600)
      return "begins"
    case .workerDropped: return try await dropWorker(statements: max(1, action.number(0)))
    case .statementFails:
      let errors: [DatabaseError] = [.busy, .diskFull, .connectionLost("simulated")]
      sides.creditorDatabase.failStatement(
        after: max(1, action.number(0)), with: errors[action.number(1) % errors.count])
      disturb(seconds: 3_600)
      return "armed"
    case .commitLost:
      sides.creditorDatabase.loseAnswer(after: max(1, action.number(0)))
      disturb(seconds: 3_600)
      return "armed"
    default: return nil
    }
  }

  /// The faults of the weather, by the bits of an action's number.
  static let weathers: [SimulatedFault] = [.requestLost, .answerLost, .repeated, .delayed]

  /// A second process works until it dies in the middle; its claims stay behind.
  private func dropWorker(statements: Int) async throws -> String {
    let (database, duties) = sides.doomedDuties(statements: statements)
    var numbers = SeededNumbers(seed: UInt64(bitPattern: now.microseconds))
    disturb(seconds: 3_600)
    for _ in 0..<3 {
      var isBusy = false
      for duty in duties.shuffled(using: &numbers) {
        do {
          if try await duty.runDue() { isBusy = true }
        } catch let error as DatabaseError where error.isAdversity {
          // It is dead, or as good as dead.
        }
        if database.isDead { return "died" }
      }
      guard isBusy else { break }
    }
    return "had nothing more to do"
  }

  /// The world grows quiet: nothing fails any more, and the house is as it should be.
  func mendEverything() async throws {
    sides.creditorDatabase.recover()
    sides.network.set(nil)
    sides.network.bureauIsDown(until: nil)
    sides.register.faults.set(FaultPlan.Settings())
    endings = []
    if hasWrongSecret { _ = try await changeCredentials(isRight: true) }
    var change = ParametersChange()
    change.usesCreditAnalysis = true
    _ = try await sides.office.houseParameters.updateParameters(change)
    unrestUntil = now.adding(seconds: 3_600)
  }

  /// Listings here and records there say the same once nothing has been broken for days.
  func checkAgreement() async throws {
    let scene = try await scene()
    let states: [String: Set<String>] = [
      "submitted": ["received", "underReview"], "inNotice": ["noticePending", "noticePeriod"],
      "noticeProblem": ["noticeFailed"], "active": ["visible", "visibleSubJudice"],
      "suspended": ["suspended"], "outOfSync": [],
    ]
    for listing in scene.listings where !listing.isFinal {
      if ["draft", "awaitingApproval"].contains(listing.state) { continue }
      guard let record = scene.recordOfReference[listing.reference] else {
        throw broken(.bothSidesAgree, "listing \(listing.id) is \(listing.state), no record")
      }
      guard states[listing.state]?.contains(record.state) == true else {
        throw broken(
          .bothSidesAgree,
          "listing \(listing.id) is \(listing.state), its record \(record.state)")
      }
      guard listing.amount == record.amount else {
        throw broken(
          .bothSidesAgree,
          "listing \(listing.id) is \(listing.amount), its record \(record.amount)")
      }
    }
    for record in scene.records where !record.isFinal {
      if let listing = scene.listingOfReference[record.reference], !listing.isFinal { continue }
      throw broken(
        .bothSidesAgree, "record \(record.id) is \(record.state), its listing is closed")
    }
  }
}
