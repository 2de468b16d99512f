import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Asking: about a person of the register (manual, items 29-33), or about any document.
extension Site {
  func addInquiryForms(to table: inout PageTable<Site>) {
    table.get(Contents.inquire) { visit in
      try await inquiryForm(.person(try visit.id()), visit, Self.startState(visit))
    }
    table.post(Contents.inquire) { visit, form in
      let subject = InquiryRequest.Subject.person(try visit.id())
      return try await visit.attempt(form) { state, status in
        try await inquiryForm(subject, visit, state, status: status)
      } _: {
        try await ask(subject, visit, form)
      }
    }
    addInquiryAgain(to: &table)
    table.post(Contents.inquiries) { visit, form in
      try await visit.attempt(form) { state, status in
        try await central(
          InquiryListQuery(base: InquiryPages.path), visit, state, status: status)
      } _: {
        try await ask(nil, visit, form)
      }
    }
    table.post(Contents.inquiryProducts) { visit, form in
      guard let integration = form.first("integration").flatMap({ ID<Integration>($0) }) else {
        throw Problem.notFound()
      }
      let back = form.first("back").flatMap(PagePath.local) ?? InquiryPages.path
      let synced = try await office.integrations.syncCodes(of: integration)
      return visit.done("O birô informou \(synced.productCount) produtos.", to: back)
    }
  }

  /// Asking once more what an inquiry asked: also about somebody who is not registered, whose
  /// document never stands in an address.
  private func addInquiryAgain(to table: inout PageTable<Site>) {
    table.get(Contents.inquireAgain) { visit in
      let id: ID<Inquiry> = try visit.id()
      return try await inquiryForm(
        try await office.inquiries.inquirySubject(of: id), visit, Self.startState(visit))
    }
    table.post(Contents.inquireAgain) { visit, form in
      let id: ID<Inquiry> = try visit.id()
      let subject = try await office.inquiries.inquirySubject(of: id)
      return try await visit.attempt(form) { state, status in
        try await inquiryForm(subject, visit, state, status: status)
      } _: {
        try await ask(subject, visit, form)
      }
    }
  }

  static func startState(_ visit: Visit) -> FormState {
    FormState([
      ("purpose", InquiryPurpose.creditGranting.rawValue), ("reuse", "true"),
    ])
  }

  private func inquiryForm(
    _ subject: InquiryRequest.Subject, _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    var crumbs = [Crumb("Central de consultas", InquiryPages.path)]
    if case .person(let id) = subject {
      let person = try await office.people.person(id)
      guard person.documentMasked != nil else {
        return visit.done(
          "Informe o CPF ou CNPJ antes de consultar.",
          to: Contents.changePerson(person.stage).path(person.id), tone: .waiting)
      }
      crumbs = [Self.listCrumb(person.stage), Crumb(person.name, PersonPages.path(of: person))]
    }
    let model = InquiryFormModel(
      try await office.inquiries.inquiryOffer(subject), path: visit.path,
      rights: InquiryRights(visit),
      today: visit.today)
    return visit.page(
      "Consulta de crédito", crumbs: crumbs + [Crumb("Consulta de crédito")], help: "consultar",
      status: status, InquiryFormView.page(model, state, token: visit.token))
  }

  /// What the form asks; the document only where nobody of the register is asked about.
  private static func question(
    _ form: FormFields, hasSubject: Bool
  ) throws -> (document: Document?, product: String, purpose: InquiryPurpose) {
    try FormReader.read(form) { reader in
      var document: Document?
      if !hasSubject {
        let text = reader.required("document", "CPF ou CNPJ", .string(length: 1...30))
        do {
          if !text.isEmpty { document = try Document.parse(text) }
        } catch let error as DocumentError {
          reader.fault("document", code: error.code, detail: error.message)
        }
      }
      return (
        document,
        InquiryAsk.product(form)
          ?? reader.required("product", "Produto", .string(length: 1...60)),
        reader.required("purpose", "Finalidade", .oneOf(InquiryPurpose.self))
      )
    }
  }

  /// Asks the bureau, or shows first what was paid for already and asks whether to pay again.
  private func ask(
    _ person: InquiryRequest.Subject?, _ visit: Visit, _ form: FormFields
  ) async throws -> Response {
    let asked = try Self.question(form, hasSubject: person != nil)
    guard let subject = person ?? asked.document.map({ .document($0) }) else {
      throw Problem.notFound()
    }
    let choice = form.first("choice")
    let reuses = InquiryAsk.reuses(form)
    if !reuses, choice == nil {
      let offer = try await office.inquiries.inquiryOffer(subject)
      if let known = offer.known[asked.product] {
        let model = InquiryAgainModel(
          offer, known, path: visit.path, purpose: asked.purpose,
          document: asked.document?.bare, rights: InquiryRights(visit))
        return visit.page(
          "Este documento já foi consultado",
          crumbs: [Crumb("Central de consultas", InquiryPages.path), Crumb("Consultar de novo")],
          help: "consultar", InquiryFormView.again(model, token: visit.token))
      }
    }
    let record = try await office.inquiries.inquire(
      InquiryRequest(
        subject: subject, product: asked.product, purpose: asked.purpose,
        reuse: reuses || choice == "reuse"), actor: visit.actor)
    return .seeOther(InquiryPages.path(of: record.id))
  }
}
