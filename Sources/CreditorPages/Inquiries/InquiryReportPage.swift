import Credit
import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages

/// The report of one inquiry, on the screen and as PDF.
extension Site {
  func addInquiryReport(to table: inout PageTable<Site>) {
    table.get(Contents.inquiry) { visit in
      let shown = try await office.inquiries.showInquiry(try visit.id(), actor: visit.actor)
      let model = ReportModel(shown, rights: InquiryRights(visit))
      let central = visit.may(.inquire) ? InquiryPages.path : nil
      return visit.page(
        model.title,
        crumbs: (central.map { [Crumb("Central de consultas", $0)] } ?? [])
          + [Crumb("Relatório da consulta")], help: "consultar", ReportView.page(model))
    }
    table.get(Contents.inquiryPrint) { visit in
      let id: ID<Inquiry> = try visit.id()
      return .download(
        try await office.inquiries.printInquiry(
          id, seesCost: visit.may(.seeCost), actor: visit.actor), mediaType: "application/pdf",
        fileName: "consulta-\(id).pdf", isInline: true)
    }
  }
}
