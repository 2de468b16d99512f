import Credit
import DebtCollection
import Refusals
import TestKit
import Testing

/// A payment that a provider tells settles the title that two witnesses name, and no other.
@Suite("Advice of payments") struct PaymentAdviceTests {
  private static let paidOn = CivilDate(year: 2026, month: 11, day: 20)!

  private static func advice(
    _ amount: Int64 = 12_990, _ fill: (inout PaymentAdvice) -> Void
  ) -> PaymentAdvice {
    var advice = PaymentAdvice(amount: Cents(amount), paidOn: paidOn)
    fill(&advice)
    return advice
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let advice: PaymentAdvice
    let isProven: Bool

    init(
      _ name: String, _ isProven: Bool, amount: Int64 = 12_990,
      _ fill: (inout PaymentAdvice) -> Void
    ) {
      testDescription = name
      advice = PaymentAdviceTests.advice(amount, fill)
      self.isProven = isProven
    }
  }

  static let due = CivilDate(year: 2026, month: 10, day: 10)!
  static let cases: [Case] = [
    Case("code and value", true) { $0.externalCode = "T1" },
    Case("code alone, another amount", false, amount: 13_400) { $0.externalCode = "T1" },
    Case("code, another amount, the document", true, amount: 13_400) {
      $0.externalCode = "T1"
      $0.document = "529.982.247-25"
    },
    Case("code, another amount, the face value", true, amount: 13_400) {
      $0.externalCode = "T1"
      $0.face = Cents(12_990)
    },
    Case("code and somebody else's document", false) {
      $0.externalCode = "T1"
      $0.document = "11.222.333/0001-81"
    },
    Case("our number as it is printed, and the debt", true) {
      $0.bankNumber = "12345"
      $0.face = Cents(12_990)
      $0.dueOn = due
    },
    Case("our number with a digit flipped", false) {
      $0.bankNumber = "00012346"
      $0.face = Cents(12_990)
      $0.dueOn = due
    },
    Case("our number, another face value", false) {
      $0.bankNumber = "00012345"
      $0.face = Cents(12_991)
    },
    Case("our number, another due date", false) {
      $0.bankNumber = "00012345"
      $0.dueOn = CivilDate(year: 2026, month: 10, day: 11)
    },
    Case("two names that are two titles", false) {
      $0.bankNumber = "00012345"
      $0.number = "DOC-2"
    },
    Case("two names of one title, part of the money", true, amount: 5_000) {
      $0.bankNumber = "00012345"
      $0.number = "DOC-1"
    },
    Case("document, value and due date", true) {
      $0.document = "52998224725"
      $0.dueOn = due
    },
    Case("document and value alone", false) { $0.document = "52998224725" },
    Case("one word as code and as number, another amount", false, amount: 5_000) {
      $0.externalCode = "T1"
      $0.number = "T1"
    },
    Case("nothing but money", false) { _ in },
    Case("nobody's number", false) { $0.bankNumber = "99999999" },
  ]

  @Test("two witnesses and none against", arguments: TestDatabase.available, cases)
  func witnesses(_ engine: TestDatabase, _ given: Case) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      do {
        let done = try await test.office.payments.recordAdvice(given.advice, actor: .system)
        #expect(given.isProven)
        #expect(done.receivable == (try await ImportFiles.title("T1", in: test).id))
      } catch let refusal as Refusal {
        #expect(!given.isProven, "\(refusal)")
        #expect(refusal.code == "payment-unmatched")
        #expect(try await ImportFiles.title("T1", in: test).open == 12_990)
      }
    }
  }

  @Test("told twice it is one payment", arguments: TestDatabase.available)
  func twice(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let advice = Self.advice {
        $0.externalCode = "T1"
        $0.providerCode = "E123"
      }
      let first = try await test.office.payments.recordAdvice(advice, actor: .system)
      let again = try await test.office.payments.recordAdvice(advice, actor: .system)
      #expect(first.settlement.isNew && !again.settlement.isNew)
      #expect(first.settlement.payment == again.settlement.payment)
      var other = advice
      other.amount = Cents(1)
      await #expect(throws: Refusal.self) {
        _ = try await test.office.payments.recordAdvice(other, actor: .system)
      }
    }
  }

  @Test("two senders at once record it once", arguments: TestDatabase.available)
  func race(_ engine: TestDatabase) async throws {
    try await TestOffice.with(engine) { test in
      try await ImportFiles.fill(test)
      let advice = Self.advice {
        $0.externalCode = "T1"
        $0.providerCode = "E123"
      }
      let payments = test.office.payments
      let news = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<4 {
          group.addTask {
            try await payments.recordAdvice(advice, actor: .system).settlement.isNew
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(news == 1)
      #expect(try await ImportFiles.title("T1", in: test).status == "paid")
    }
  }
}
