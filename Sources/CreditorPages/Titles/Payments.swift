import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages
import World

/// Financeiro › Recebimentos: the list, and the undo of one.
extension Site {
  static let paymentsShown = 50

  func addPaymentPages(to table: inout PageTable<Site>) {
    table.get(Contents.payments) { visit in
      let place = try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
      let lines = try await office.receivables.browsePayments(
        before: place.map { ID($0) }, limit: Self.paymentsShown + 1)
      let model = PaymentListModel(
        lines, isFirst: place == nil, limit: Self.paymentsShown, maySettle: visit.may(.settle))
      return visit.page(
        "Recebimentos", crumbs: [Crumb("Financeiro"), Crumb("Recebimentos")], help: "financeiro",
        PaymentListView.page(model, tabs: FinanceTab.tabs(.payments, visit)))
    }
    table.get(Contents.paymentExport) { _ in paymentExport() }
    addReversal(to: &table)
  }

  private func addReversal(to table: inout PageTable<Site>) {
    table.get(Contents.reversePayment) { visit in try await reversal(visit, FormState()) }
    table.post(Contents.reversePayment) { visit, form in
      let id: ID<Payment> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await reversal(visit, state, status: status)
      } _: {
        let reason = try FormReader.read(form) {
          $0.required("reason", "Motivo do estorno", .text(length: 1...500))
        }
        let reversal = try await office.payments.reversePayment(
          id, reason: reason, actor: visit.actor)
        let proposal =
          reversal.proposal == nil ? "" : " Uma nova negativação aguarda a aprovação de uma pessoa."
        return visit.done(
          "O recebimento foi estornado; faltam \(reversal.open)." + proposal,
          to: TitlePages.path(of: reversal.receivable))
      }
    }
  }

  private func reversal(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let payment = try await office.receivables.payment(try visit.id())
    let title = try await office.receivables.receivable(payment.receivable)
    let view = Look.confirm(
      title: "Estornar recebimento",
      sentence: """
        O recebimento de \(payment.amount.description), pago em \
        \(payment.paidOn.brazilian), deixa de valer e o título \(title.number) volta a ficar em \
        aberto. Se uma negativação saiu por causa dele, ela \
        não volta sozinha: uma nova, com nova carta, é proposta e espera a aprovação de uma pessoa.
        """, isDangerous: true,
      Look.form(
        to: visit.path, token: visit.token, state: state, shown: ["reason"],
        """
        \(Look.area(.init("reason", "Motivo do estorno", isRequired: true), in: state))\
        \(Look.formEnd(
          Look.button("Estornar", .danger),
          Look.action("Voltar", to: TitlePages.path(of: title.id), .quiet)))
        """))
    return visit.page("Estornar", crumbs: titleCrumbs(title, "Estorno"), status: status, view)
  }

  private func paymentExport() -> Response {
    let rowsAtOnce = 500
    return CSVAnswer.response(
      fileName: "recebimentos-\(office.world.clock.now().civilDate).csv",
      header: [
        "codigo", "cliente", "documento", "titulo", "valor", "no_saldo", "multa_e_juros",
        "a_devolver", "pago_em", "disponivel_em", "origem", "registrado_por", "registrado_em",
        "estornado_em", "motivo",
      ]
    ) { (place: ID<Payment>?) in
      let lines = try await office.receivables.browsePayments(before: place, limit: rowsAtOnce)
      return (
        lines.map(Self.csv), lines.count == rowsAtOnce ? lines.last?.payment.id : nil
      )
    }
  }

  private static func csv(_ line: PaymentSummary) -> [String] {
    let payment = line.payment
    return [
      payment.id.description, line.personName, line.documentMasked ?? "", line.titleNumber,
      payment.amount.digits, payment.applied.digits, payment.charges.digits,
      payment.excess.digits, payment.paidOn.brazilian,
      payment.availableOn.brazilian, TitleWords.origin(payment.origin),
      ActorWords.name(line.recordedBy), line.recordedAt.brazilian,
      payment.reversedAt?.brazilian ?? "", payment.reversalReason ?? "",
    ]
  }
}
