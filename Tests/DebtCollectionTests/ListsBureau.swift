import Credit
import DebtCollection
import Outbound
import Synchronization
import TestKit
import World

/// A bureau that hands out lists as it was told to, remembers with what it was called, and is a
/// `ScriptedBureau` in everything else.
final class ListsBureau: BureauConnector {
  struct State {
    var restrictions = [
      ListsBureau.restriction("A1", "natural"), ListsBureau.restriction("A2", "legal"),
    ]
    var failing: BureauCode.Kind?
    var refusesCredentials = false
    var accesses: [BureauAccess] = []
  }

  private let state = Mutex(State())
  let rest = ScriptedBureau()

  static func restriction(_ code: String, _ person: String) -> BureauCode {
    BureauCode(
      kind: .restriction, code: code, name: "Serviço não pago", person: person,
      validFrom: CivilDate(daysSinceEpoch: 0), validTo: nil)
  }

  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
  var lastAccess: BureauAccess? { state.withLock { $0.accesses.last } }
  var calls: Int { state.withLock { $0.accesses.count } }

  private func answer<Value: Sendable>(
    _ access: BureauAccess, _ value: (State) -> BureauOutcome<Value>
  ) -> BureauOutcome<Value> {
    state.withLock { state in
      state.accesses.append(access)
      return state.refusesCredentials ? .unauthorized(detail: "invalid_client") : value(state)
    }
  }

  func test(_ access: BureauAccess) async -> BureauOutcome<Void> {
    answer(access) { _ in .answered(()) }
  }

  func products(_ access: BureauAccess) async -> BureauOutcome<[BureauProduct]> {
    answer(access) { _ in
      .answered([
        BureauProduct(
          code: "P1", name: "Consulta completa", person: "any", price: Cents(390),
          sections: ["listings", "protests"])
      ])
    }
  }

  func codes(
    _ access: BureauAccess, kind: BureauCode.Kind
  ) async -> BureauOutcome<[BureauCode]> {
    answer(access) { state in
      if state.failing == kind { return .unavailable(detail: "down", pause: 7) }
      let other = BureauCode(
        kind: kind, code: "Z1", name: "Outro", person: "any",
        validFrom: CivilDate(daysSinceEpoch: 0), validTo: nil)
      return .answered(kind == .restriction ? state.restrictions : [other])
    }
  }

  func inquire(
    _ access: BureauAccess, _ question: BureauInquiry
  ) async -> BureauOutcome<BureauReport> { await rest.inquire(access, question) }

  func include(
    _ access: BureauAccess, _ inclusion: BureauInclusion
  ) async -> BureauOutcome<BureauRecord> { await rest.include(access, inclusion) }

  func find(
    _ access: BureauAccess, reference: String
  ) async -> BureauOutcome<BureauRecord?> { await rest.find(access, reference: reference) }

  func record(
    _ access: BureauAccess, id: String
  ) async -> BureauOutcome<BureauRecord?> { await rest.record(access, id: id) }

  func remove(
    _ access: BureauAccess, _ removal: BureauRemoval
  ) async -> BureauOutcome<BureauRemovalAnswer> { await rest.remove(access, removal) }

  func amend(
    _ access: BureauAccess, _ amendment: BureauAmendment
  ) async -> BureauOutcome<BureauRecord> { await rest.amend(access, amendment) }

  func listingFee(
    _ access: BureauAccess, for inclusion: BureauInclusion
  ) async -> BureauOutcome<Cents> { await rest.listingFee(access, for: inclusion) }

  func changes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauPage> {
    await rest.changes(access, since: since, cursor: cursor)
  }

  func disputes(
    _ access: BureauAccess, since: Instant, cursor: String?
  ) async -> BureauOutcome<BureauDisputePage> {
    await rest.disputes(access, since: since, cursor: cursor)
  }

  func disputeDocument(
    _ access: BureauAccess, dispute: String, id: String
  ) async -> BureauOutcome<[UInt8]> {
    await rest.disputeDocument(access, dispute: dispute, id: id)
  }

  func answer(
    _ access: BureauAccess, _ answer: BureauDisputeAnswer
  ) async -> BureauOutcome<BureauDispute> { await rest.answer(access, answer) }

  func statement(
    _ access: BureauAccess, cursor: String?
  ) async -> BureauOutcome<BureauPage> { await rest.statement(access, cursor: cursor) }

  func registerWebhook(
    _ access: BureauAccess, url: String
  ) async -> BureauOutcome<BureauWebhook> { await rest.registerWebhook(access, url: url) }

  func message(inWebhook body: String) -> (reference: String, record: BureauRecord)? {
    rest.message(inWebhook: body)
  }

  func notice(_ access: BureauAccess, id: String) async -> BureauOutcome<[UInt8]> {
    await rest.notice(access, id: id)
  }
}
