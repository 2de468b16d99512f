import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages
import Sealing
import World

/// Addresses of the inquiries received.
enum InquiryPages {
  static let path = ConsoleContents.inquiries.path
  static let pageLimit = 50

  static func path(after place: Int64) -> String {
    PagePath.to(path, [("cursor", Page.cursor(encoding: [.integer(place)]))])
  }
}

extension BureauPages {
  func addReceivedInquiries(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.inquiries) { visit in
      let before = try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
      let found = try await register.receivedInquiries(
        before: before ?? Int64.max, limit: InquiryPages.pageLimit + 1)
      return visit.page(
        "Consultas recebidas", crumbs: [Crumb("Consultas recebidas")],
        InquiriesView.page(found, isLaterPage: before != nil))
    }
  }
}

enum InquiriesView {
  private static let about: HTML = """
    O documento consultado não é guardado, só um índice: as consultas da mesma pessoa têm o mesmo \
    sinal.
    """

  static func page(_ found: [ReceivedInquiry], isLaterPage: Bool) -> HTML {
    let (shown, last) = found.part(of: InquiryPages.pageLimit)
    guard !shown.isEmpty else {
      return """
        \(Look.heading("Consultas recebidas", about: about))\(Look.empty(
          "Nenhuma consulta", "Quando um credor consultar um documento, a consulta aparece aqui."))
        """
    }
    return """
      \(Look.heading("Consultas recebidas", about: about))\(table(Array(shown)))\
      \(Look.pager(
        note: "\(shown.count) nesta página", first: isLaterPage ? InquiryPages.path : nil,
        next: last.map { InquiryPages.path(after: $0.id.number) }))
      """
  }

  private static func table(_ inquiries: [ReceivedInquiry]) -> HTML {
    Look.table(
      caption: "Consultas recebidas",
      columns: [
        .init("Quando"), .init("Credor"), .init("Pessoa"), .init("Produto"), .init("Resultado"),
        .init("Preço", isNumber: true),
      ],
      rows: inquiries.map { inquiry in
        [
          Look.cell(inquiry.at.brazilian, under: inquiry.id.description),
          Look.cell(inquiry.creditor, under: inquiry.reference), HTML(text: inquiry.person),
          Look.cell(
            BureauProducts.find(inquiry.product)?.name ?? inquiry.product,
            under: ConsoleWords.purpose(inquiry.purpose)),
          "\(outcome(inquiry))", HTML(text: inquiry.cost.description),
        ]
      })
  }

  private static func outcome(_ inquiry: ReceivedInquiry) -> HTML {
    if inquiry.isRestricted { return Look.badge("Com restrição", .bad) }
    return inquiry.isPartial ? Look.badge("Parcial", .waiting) : Look.badge("Nada consta", .good)
  }
}
