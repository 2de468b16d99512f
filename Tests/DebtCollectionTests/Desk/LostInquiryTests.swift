import Credit
import Refusals
import SQLDatabase
import Synchronization
import TestKit
import Testing
import World

@testable import DebtCollection

@Suite("Inquiries whose answer was lost")
struct LostInquiryTests {
  private func request(reuse: Bool = true) -> InquiryRequest {
    InquiryRequest(
      subject: .document(.cpf(CPF.fictitious(number: 1))), product: "basic",
      purpose: .creditGranting, reuse: reuse)
  }

  @Test(
    "a lost answer is asked for again under its own reference, at once and by the next inquiry",
    arguments: TestDatabase.available)
  func lostAnswer(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let references = Mutex<[String]>([])
      desk.bureau.answer { _, question in
        references.withLock { $0.append(question.reference) }
        return .unclear(detail: "perdida")
      }
      let lost = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(lost.problemCode == "answer-lost")
      desk.bureau.answer { _, question in
        references.withLock { $0.append(question.reference) }
        return .answered(sampleReport())
      }
      let found = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(found.cost == Cents(250))
      let other = try await desk.office.inquiries.inquire(request(reuse: false), actor: desk.actor)
      #expect(other.cost == Cents(250))
      #expect(
        references.withLock { $0 }
          == [lost, lost, lost, other].map { $0.id.description })
    }
  }

  @Test(
    "two inquiries of one reference are paid for once; days later it is a new one",
    arguments: TestDatabase.available)
  func lateAnswer(engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      let ticket = try await desk.office.database.write {
        try desk.office.inquiries.openInquiry(request(), actor: desk.actor, in: $0)
      }
      guard case .toAsk(let interrupted, _, let integration, _) = ticket else {
        throw Refusal.notFound("ticket")
      }
      desk.advance(seconds: Inquiries.inquiryStaleSeconds)
      desk.bureau.answer { _, question in
        #expect(question.reference == interrupted.description)
        return .answered(sampleReport())
      }
      let found = try await desk.office.inquiries.inquire(request(), actor: desk.actor)
      #expect(found.cost == Cents(250))
      let late = try await desk.office.inquiries.closeInquiry(
        interrupted, integration, .report(sampleReport()))
      #expect(late.cost == .zero)

      desk.bureau.answer(.unclear(detail: "perdida"))
      _ = try await desk.office.inquiries.inquire(request(reuse: false), actor: desk.actor)
      desk.advance(seconds: Inquiries.lostAnswerSeconds)
      desk.bureau.answer { _, question in
        #expect(question.reference != found.id.description)
        return .answered(sampleReport())
      }
      let new = try await desk.office.inquiries.inquire(request(reuse: false), actor: desk.actor)
      #expect(new.cost == Cents(250))
    }
  }
}
