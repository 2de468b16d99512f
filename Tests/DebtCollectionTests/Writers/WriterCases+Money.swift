import Credit
import DebtCollection
import TestKit

extension WriterCase {
  /// Titles, payments and what closes a title.
  static let money: [WriterCase] = [
    WriterCase("two halves of a title are paid") { registry in
      let title = try await registry.listedTitle().title.id
      return (pay(title, 5_000), pay(title, 5_000))
    },
    WriterCase("one payment comes by two roads") { registry in
      let title = try await registry.listedTitle().title.id
      return (pay(title, 10_000, "return:1"), pay(title, 10_000, "return:1"))
    },
    WriterCase("a payment is told twice by a provider, and paid by hand") { registry in
      let title = try await registry.listedTitle().title
      var advice = PaymentAdvice(amount: title.amount, paidOn: Registry.today)
      advice.number = title.number
      advice.dueOn = title.dueOn
      advice.providerCode = "E1"
      let told = advice
      return (
        { _ = try await $0.payments.recordAdvice(told, actor: Registry.actor) },
        pay(title.id, 4_000)
      )
    },
    WriterCase("a payment and a dispute") { registry in
      let title = try await registry.listedTitle().title.id
      return (pay(title, 4_000), dispute(title))
    },
    WriterCase("a payment and a cancellation") { registry in
      let title = try await registry.listedTitle().title.id
      return (
        pay(title, 10_000),
        { _ = try await $0.receivables.cancelReceivable(title, actor: Registry.actor) }
      )
    },
    WriterCase("a renegotiation and a cancellation") { registry in
      let title = try await registry.listedTitle().title.id
      return (
        { _ = try await $0.receivables.renegotiateReceivable(title, actor: Registry.actor) },
        { _ = try await $0.receivables.cancelReceivable(title, actor: Registry.actor) }
      )
    },
    WriterCase("an agreement is made twice") { registry in
      let title = try await registry.listedTitle().title.id
      let agree: Work = {
        _ = try await $0.receivables.renegotiateReceivable(
          title,
          into: NewAgreement(
            amount: Cents(9_000), parts: 2, firstDueOn: Registry.today.adding(days: 30)),
          actor: Registry.actor)
      }
      return (agree, agree)
    },
    WriterCase("a paid title is paid again, to be given back") { registry in
      let title = try await registry.listedTitle().title.id
      let payment = try await registry.pay(title, 10_000).payment
      return (
        { office in
          var again = NewPayment(
            receivable: title, amount: Cents(10_000), paidOn: Registry.today, origin: .api)
          again.takesExcess = true
          _ = try await office.payments.recordPayment(again, actor: Registry.actor)
        },
        {
          _ = try await $0.payments.reversePayment(
            payment, reason: "Estorno.", actor: Registry.actor)
        }
      )
    },
    WriterCase("a payment is reversed twice") { registry in
      let title = try await registry.listedTitle().title.id
      let payment = try await registry.pay(title, 10_000).payment
      let reverse: Work = {
        _ = try await $0.payments.reversePayment(payment, reason: "Estorno.", actor: Registry.actor)
      }
      return (reverse, reverse)
    },
    WriterCase("a payment is reversed and the title paid again") { registry in
      let title = try await registry.listedTitle().title.id
      let payment = try await registry.pay(title, 10_000).payment
      return (
        {
          _ = try await $0.payments.reversePayment(
            payment, reason: "Estorno.", actor: Registry.actor)
        },
        pay(title, 2_000)
      )
    },
    WriterCase("a dispute is opened and a court order told") { registry in
      let title = try await registry.listedTitle().title.id
      return (
        dispute(title),
        {
          _ = try await $0.receivables.disputeReceivable(
            title, open: true, reason: "Liminar.", courtOrder: true, actor: Registry.actor)
        }
      )
    },
    WriterCase("two titles of one code") { registry in
      let person = try await registry.office.people.createPerson(Registry.personChange).id
      var title = NewReceivable(
        person: person, number: "DOC-1", dueOn: Registry.today.adding(days: -150),
        amount: Cents(10_000))
      title.externalCode = "T-1"
      let new = title
      return (
        { _ = try await $0.receivables.createReceivable(new) },
        { _ = try await $0.receivables.createReceivable(new) }
      )
    },
  ]

  static func pay(
    _ title: ID<Receivable>, _ cents: Int64, _ signature: String? = nil
  ) -> Work {
    { office in
      _ = try await office.payments.recordPayment(
        NewPayment(
          receivable: title, amount: Cents(cents), paidOn: Registry.today, availableOn: nil,
          origin: .api, signature: signature), actor: Registry.actor)
    }
  }

  static func dispute(_ title: ID<Receivable>) -> Work {
    { office in
      _ = try await office.receivables.disputeReceivable(
        title, open: true, reason: "Não reconhece.", courtOrder: false, actor: Registry.actor)
    }
  }
}
