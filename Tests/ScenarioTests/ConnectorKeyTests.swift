import Credit
import SQLDatabase
import TestKit
import Testing

@testable import DebtCollection

/// The keys under which the connector sends: the same content is never done twice, and other
/// content is never answered with what was done before.
@Suite struct ConnectorKeyTests {
  private static func inclusion(amount: Int64) -> BureauInclusion {
    BureauInclusion(
      reference: "lst_900", debtorDocument: CPF.fictitious(number: 12).bare,
      debtorName: "José Antônio", birthDate: CivilDate(year: 1980, month: 2, day: 1)!,
      address: PostalAddress(
        postalCode: "80010000", street: "Rua 15 de Novembro", number: "1", complement: "",
        district: "Centro", city: "Curitiba", state: "PR"),
      email: nil, phone: nil, creditorBranchDocument: Rehearsal.branchDocument,
      contractNumber: "2024/1", restrictionCode: "internet",
      dueOn: Rehearsal.start.civilDate.adding(days: -150), amount: Cents(amount))
  }

  @Test("an inclusion's key names its content, a removal's its message")
  func keys() async throws {
    try await Rehearsal.run(on: .sqlite, seed: 8) { rehearsal in
      let setting = try await rehearsal.setUp()
      let (access, provider) = try await rehearsal.office.bureauEvents.bureauAccess(
        to: setting.integration)
      let connector = try #require(rehearsal.office.connectors[provider])
      var references: [String] = []
      let answers = try await rehearsal.storedAnswers()
      for _ in 0..<2 {
        guard
          case .answered(let record) = await connector.include(
            access, Self.inclusion(amount: 9_000))
        else {
          Issue.record("the inclusion was not taken")
          return
        }
        references.append(record.reference)
      }
      #expect(Set(references).count == 1)
      // One key, so that the second try heard what the first heard.
      #expect(try await rehearsal.storedAnswers() == answers + 1)
      // The same reference with another amount: no verdict, so that the bureau is asked.
      guard case .unclear = await connector.include(access, Self.inclusion(amount: 8_000)) else {
        Issue.record("other content was answered like the first")
        return
      }
      let records = try await rehearsal.bureauRecords()
      #expect(records.map(\.amount) == [Cents(9_000)])

      var removals: [BureauRemovalAnswer] = []
      for message: Int64 in [1, 1, 2] {
        let removal = BureauRemoval(reference: "lst_900", reason: .payment, message: message)
        guard case .answered(let answer) = await connector.remove(access, removal) else {
          Issue.record("the removal was not answered")
          return
        }
        removals.append(answer)
      }
      // A try of the same message hears what the first heard; a new message hears how it stands.
      #expect(removals == [.accepted, .accepted, .alreadyRemoved])
    }
  }
}

extension Rehearsal {
  /// Answers that the bureau keeps under the keys of requests.
  fileprivate func storedAnswers() async throws -> Int64 {
    try await bureauDatabase.read { transaction in
      try transaction.first("SELECT count(*) FROM kept_answers") { try $0.integer(0) }
    } ?? 0
  }
}
