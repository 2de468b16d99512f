import Credit
import SQLDatabase
import TestKit
import Testing

@testable import DebtCollection

@Suite("Through which integration is asked and listed")
struct InquiryBranchTests {
  @Test(
    "manual-checklist 10, 23: the branch's integration asks, without a branch the first branch's",
    arguments: TestDatabase.available)
  func integrationOfBranch(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer(.answered(sampleReport()))
      // No branch yet: the integration that belongs to none.
      #expect(try await desk.office.inquiries.openInquiryOffer()?.integration == desk.integration)
      let second = try await Desk.addIntegration(desk.office, clientId: "second")
      let third = try await Desk.addIntegration(desk.office, clientId: "third")
      _ = try await desk.addBranch(integration: second)
      let other = try await desk.addBranch(integration: third)
      let unlinked = try await desk.addBranch(integration: nil)
      let cases: [(branch: ID<Branch>?, asks: ID<Integration>)] = [
        (nil, second), (other, third), (unlinked, desk.integration),
      ]
      for (number, given) in cases.enumerated() {
        let person = try await desk.addPerson(number: UInt64(number + 2), branch: given.branch)
        let done = try await desk.office.inquiries.inquire(
          InquiryRequest(subject: .person(person), product: "basic", purpose: .collection),
          actor: desk.actor)
        #expect(done.integration == given.asks, "case \(number)")
      }
      #expect(try await desk.office.inquiries.openInquiryOffer()?.integration == second)
      // A title of a person without a branch is listed through the same one.
      let setting = try await desk.office.database.read { [office = desk.office] transaction in
        try ListingSetting.read(office: office, today: Desk.start, in: transaction)
      }
      let listed = setting.defaultBranch.flatMap { setting.branches[$0]?.integration }
      #expect(listed == second)
    }
  }
}
