import Credit
import JSONText
import TestKit
import Testing
import World

@testable import DebtCollection

/// The history of inquiries with its filters, and what is offered before the next one.
@Suite struct BrowseInquiriesTests {
  private static let report = BureauOutcome.answered(
    BureauReport(
      protocolNumber: "P", at: Desk.start.at(hour: 12), name: nil, restricted: false,
      partial: false, body: ["sources": [["name": "listings", "status": "answered"]]]))

  private static func ask(
    _ desk: Desk, _ subject: InquiryRequest.Subject, reuse: Bool = true
  ) async throws -> InquiryRecord {
    try await desk.office.inquiries.inquire(
      InquiryRequest(
        subject: subject, product: "basic", purpose: .creditGranting, reuse: reuse),
      actor: desk.actor)
  }

  @Test(arguments: TestDatabase.available)
  func filtersNarrowAndPagesFollow(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer(Self.report)
      let person = try await desk.addPerson()
      let first = try await Self.ask(desk, .person(person))
      desk.advance(days: 1)
      let reused = try await Self.ask(desk, .person(person))
      let company = try await Self.ask(desk, .document(.cnpj(CNPJ.fictitious(number: 3))))
      desk.advance(days: 1)
      let again = try await Self.ask(desk, .person(person), reuse: false)

      func ids(_ change: (inout InquiryBrowse) -> Void) async throws -> [ID<Inquiry>] {
        var browse = InquiryBrowse()
        change(&browse)
        let rows = try await desk.office.inquiries.browseInquiries(browse, after: nil, limit: 9)
        #expect(try await desk.office.inquiries.inquiryTotals(browse).count == rows.count)
        return rows.map(\.record.id)
      }
      #expect(try await ids { _ in } == [again, company, reused, first].map(\.id))
      #expect(try await ids { $0.person = person } == [again, reused, first].map(\.id))
      #expect(try await ids { $0.sameAs = company.id } == [company.id])
      #expect(try await ids { $0.kind = .legal } == [company.id])
      #expect(try await ids { $0.kind = .natural } == [again, reused, first].map(\.id))
      #expect(try await ids { $0.reused = true } == [reused.id])
      #expect(try await ids { $0.to = Desk.start } == [first.id])
      #expect(
        try await ids { $0.from = Desk.start.adding(days: 1) }
          == [again, company, reused].map(\.id))
      #expect(try await ids { $0.outcome = .restricted } == [])
      #expect(try await ids { $0.product = "other" } == [])
      #expect(try await ids { $0.integration = desk.integration }.count == 4)
      #expect(try await ids { $0.namePrefix = "ninguém" } == [])

      var paged: [ID<Inquiry>] = []
      var place: InquiryBrowse.Place?
      repeat {
        let page = try await desk.office.inquiries.browseInquiries(
          InquiryBrowse(), after: place, limit: 1)
        paged += page.map(\.record.id)
        place = page.last.map { .init(at: $0.record.requestedAt, id: $0.record.id) }
      } while place != nil
      #expect(paged == [again, company, reused, first].map(\.id))
    }
  }

  @Test(arguments: TestDatabase.available)
  func theOfferTellsWhatWasPaidFor(_ engine: TestDatabase) async throws {
    try await Desk.with(engine) { desk in
      desk.bureau.answer(Self.report)
      let person = try await desk.addPerson()
      let before = try await desk.office.inquiries.inquiryOffer(.person(person))
      #expect(before.products.map(\.code).contains("basic"))
      #expect(before.known.isEmpty)
      let asked = try await Self.ask(desk, .person(person))
      #expect(
        try await desk.office.inquiries.inquiryOffer(.person(person)).known["basic"]?.id == asked.id
      )
      desk.advance(days: before.intervalDays)
      #expect(try await desk.office.inquiries.inquiryOffer(.person(person)).known.isEmpty)
      // Offering asks nobody and records nothing.
      #expect(desk.bureau.inquiryCount == 1)
      #expect(try await desk.number("SELECT COUNT(*) FROM inquiries") == 1)
    }
  }

  /// An alert is no restriction, and still nobody is approved on it.
  @Test(arguments: ["documentAlerts", "death"])
  func alertsAskForAPerson(_ block: String) {
    let digest = InquiryDigest(
      report: BureauReport(
        protocolNumber: "P", at: Desk.start.at(hour: 12), name: nil, restricted: false,
        partial: false,
        body: [
          "sources": [["name": "listings", "status": "answered"]],
          "summary": [["block": .string(block), "count": 1]],
        ]))
    let advice = Recommendation(of: digest.outcome, digest: digest)
    #expect(advice.decision == .review)
    #expect(advice.reasons.map(\.code) == ["has-\(block)"])
  }
}
