import Credit
import DebtCollection
import SQLDatabase
import TestKit
import Testing
import World

@testable import BureauRegister
@testable import BureauSite

/// Both sides apply the stricter of the debtor's and the creditor's state: what the creditor tells
/// the person who asks is what the bureau does.
@Suite struct StateTermsOfBothSidesTests {
  @Test("for every pair of states both sides name the same first visible day")
  func allPairs() async throws {
    try await Rehearsal.run(on: .sqlite, seed: 1) { rehearsal in
      let setting = try await rehearsal.setUp()
      let titles = try await Self.titles(rehearsal)
      let register = rehearsal.bureau.register
      let participant = try #require(try await register.participants().first).id
      // A business day before the cut-off: the letter would go out today.
      #expect(rehearsal.clock.now().civilDate == CivilDate(year: 2026, month: 11, day: 24))
      for creditor in FederativeUnit.allCases {
        var change = BranchChange()
        change.address = AddressChange(
          postalCode: "80010000", street: "Rua das Flores", number: "100", complement: "",
          district: "Centro", city: creditor.name, state: creditor.code)
        _ = try await rehearsal.office.branches.updateBranch(setting.branch, change)
        try await register.setOffice(
          RegisteredOffice(office: .homologation(in: creditor)), of: participant)
        _ = try await rehearsal.office.integrations.syncCodes(of: setting.integration)
        let judged = try await rehearsal.office.listings.eligibility(of: titles.map(\.id))
        for (title, answer) in zip(titles, judged) {
          let forecast = try await register.forecast(
            Self.request(title), from: participant)
          #expect(forecast.problems.isEmpty, "\(forecast.problems)")
          #expect(answer.eligibility.visibleFrom != nil, "\(answer.eligibility.reasons)")
          #expect(
            answer.eligibility.visibleFrom == forecast.visibleFrom,
            "debtor in \(title.state.code), creditor in \(creditor.code)")
        }
      }
    }
  }

  struct Title {
    let id: ID<Receivable>
    let document: String
    let state: FederativeUnit
  }

  static let dueOn = CivilDate(year: 2026, month: 7, day: 10)!

  /// A person in each state, with one title that is long overdue.
  static func titles(_ rehearsal: Rehearsal) async throws -> [Title] {
    var titles: [Title] = []
    for (index, state) in FederativeUnit.allCases.enumerated() {
      let document = CPF.fictitious(number: UInt64(1_000 + index)).bare
      var change = PersonChange()
      change.stage = .customer
      change.document = document
      change.name = "Pessoa de \(state.name)"
      change.birthDate = CivilDate(year: 1_980, month: 2, day: 1)
      change.address = AddressChange(
        postalCode: "80010000", street: "Rua XV de Novembro", number: "10", complement: "",
        district: "Centro", city: state.name, state: state.code)
      let person = try await rehearsal.office.people.createPerson(change, actor: .commandLine)
      let title = try await rehearsal.office.receivables.createReceivable(
        NewReceivable(
          person: person.id, number: "T-\(index)", dueOn: dueOn, amount: Cents(9_990)))
      titles.append(Title(id: title.id, document: document, state: state))
    }
    return titles
  }

  static func request(_ title: Title) -> ListingRequest {
    var debtor = RequestedDebtor.blank
    debtor.document = title.document
    debtor.name = "Pessoa"
    debtor.postalCode = "80010000"
    debtor.street = "Rua XV de Novembro"
    debtor.number = "10"
    debtor.city = title.state.name
    debtor.state = title.state.code
    return ListingRequest(
      reference: "lst-\(title.document)", debtor: debtor, role: .principal,
      principalReference: nil, creditorBranchDocument: Rehearsal.branchDocument,
      contractNumber: "T-\(title.document)", restrictionCode: "internet", dueOn: dueOn,
      amount: Cents(9_990), noticeChannel: .letter, slip: nil)
  }
}
