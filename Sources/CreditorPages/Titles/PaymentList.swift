import Credit
import DebtCollection
import HTTPService
import JSONText
import Markup
import Pages

/// The list of payments, as it is shown.
struct PaymentListModel: Sendable {
  struct Line: Sendable {
    let titlePath: String
    let person: String
    let document: String
    let title: String
    let payment: TitleModel.Payment
  }

  let lines: [Line]
  let isFirst: Bool
  let nextPath: String?

  init(_ lines: [PaymentSummary], isFirst: Bool, limit: Int, maySettle: Bool) {
    self.isFirst = isFirst
    let (shown, last) = lines.part(of: limit)
    self.lines = shown.map { line in
      Line(
        titlePath: TitlePages.path(of: line.payment.receivable), person: line.personName,
        document: line.documentMasked ?? "sem documento", title: line.titleNumber,
        payment: TitleModel.Payment(line, maySettle: maySettle))
    }
    nextPath = last.map {
      PagePath.to(
        TitlePages.paymentsPath,
        [("cursor", Page.cursor(encoding: [.integer($0.payment.id.number)]))])
    }
  }
}

/// Financeiro › Recebimentos.
enum PaymentListView {
  static func page(_ model: PaymentListModel, tabs: HTML) -> HTML {
    let export = Look.action(
      "Exportar CSV", to: TitlePages.paymentsExportPath, icon: .download, isDownload: true)
    return """
      \(Look.heading(
        "Recebimentos", about: "O que entrou, o mais novo primeiro; cada um pode ser estornado.",
        actions: [export]))\(tabs)\(list(model))
      """
  }

  private static func list(_ model: PaymentListModel) -> HTML {
    guard !model.lines.isEmpty else {
      return Look.empty(
        "Nenhum recebimento",
        "Recebimentos vêm da página de cada título, do retorno bancário ou de uma importação.",
        icon: .money, actions: [Look.action("Abrir os títulos", to: TitlePages.path)])
    }
    let table = Look.table(
      caption: "Recebimentos",
      columns: [
        Look.Column("Cliente"), Look.Column("Título"), Look.Column("Valor", isNumber: true),
        Look.Column("Pago em"), Look.Column("Origem"), Look.Column("Estorno"),
      ],
      rows: model.lines.map { line in
        [
          Look.mainCell(line.person, to: line.titlePath, under: line.document),
          HTML(text: line.title), Look.cell(line.payment.amount, under: line.payment.owedBack),
          Look.cell(line.payment.paidOn, under: line.payment.available),
          Look.cell(line.payment.origin, under: line.payment.by), reversal(line.payment),
        ]
      })
    return """
      \(table)\(Look.pager(
        note: ListNotices.count(
          model.lines.count, "recebimento", "recebimentos", more: model.nextPath),
        first: model.isFirst ? nil : TitlePages.paymentsPath, next: model.nextPath))
      """
  }

  private static func reversal(_ payment: TitleModel.Payment) -> HTML {
    if let reversed = payment.reversed { return "<span class=\"hint\">\(reversed)</span>" }
    guard let path = payment.reversalPath else { return "—" }
    return Look.action("Estornar", to: path, icon: .undo, opensDialog: true)
  }
}
