import Credit
import Letters
import SQLDatabase
import TestKit
import Testing

@testable import DebtCollection

@Suite("Inquiries about somebody else")
struct InquiryIdentityTests {
  @Test(
    "a report on somebody else is undecided, whatever it says", arguments: TestDatabase.available)
  func identity(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let person = try await desk.addPerson()
      func ask(_ reuse: Bool) async throws -> InquiryRecord {
        try await desk.office.inquiries.inquire(
          InquiryRequest(
            subject: .person(person), product: "basic", purpose: .creditGranting, reuse: reuse),
          actor: desk.actor)
      }
      // On our card she is Ana, at the bureau Ana de Souza.
      for (restricted, reuse) in [(false, false), (true, false), (true, true)] {
        desk.bureau.answer(.answered(sampleReport(restricted: restricted)))
        let record = try await ask(reuse)
        #expect(record.isReused == reuse)
        #expect(record.identityDiffers)
        #expect(record.recommendation.decision == .undecided)
        #expect(record.recommendation.reasons.first?.code == "identity")
        let shown = try await desk.office.inquiries.showInquiry(record.id, actor: desk.actor)
        #expect(shown.report.verdict == .identity)
        #expect(shown.report.verdictSentence == "Conferir identidade")
        #expect(shown.report.recommendation?.decision == "Não decidir ainda")
        #expect(shown.report.nameWarning?.contains("Ana de Souza") == true)
      }
      let row = try await desk.office.people.person(person)
      #expect(try await desk.office.people.summary(of: row).identityDiffers)
      #expect(
        try await desk.office.inquiries.browseInquiries(InquiryBrowse(), after: nil, limit: 9)
          .allSatisfy { $0.record.identityDiffers })
      // The card is corrected: particles, accents and case do not count.
      try await desk.office.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE people SET name = 'ANA SOUZA', name_folded = 'ana souza'")
      }
      let known = try await desk.office.inquiries.inquiries(InquiryFilter()).items
      #expect(known.allSatisfy { !$0.identityDiffers })
      #expect(known.map(\.recommendation.decision) == [.deny, .deny, .approve])
    }
  }
}
