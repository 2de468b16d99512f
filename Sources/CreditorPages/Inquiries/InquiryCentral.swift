import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Cadastros › Central de consultas: an inquiry about any document, and the history of all.
extension Site {
  func addInquiryCentral(to table: inout PageTable<Site>) {
    table.get(Contents.inquiries) { visit in
      let query = try InquiryListQuery.read(visit.request, base: InquiryPages.path)
      return try await central(query, visit, Self.startState(visit))
    }
    table.get(Contents.inquiryExport) { visit in
      inquiryExport(
        try InquiryListQuery.read(visit.request, base: InquiryPages.path),
        rights: InquiryRights(visit))
    }
    table.post(Contents.inquirySearch) { _, form in
      .seeOther(try await inquirySearch(form, base: InquiryPages.path))
    }
  }

  func central(
    _ query: InquiryListQuery, _ visit: Visit, _ state: FormState,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let rights = InquiryRights(visit)
    let form = InquiryFormModel(open: try await office.inquiries.openInquiryOffer(), rights: rights)
    let list = try await inquiryList(query, rights)
    let model = InquiryCentralModel(
      form: form, query: query, list: list,
      products: try await office.inquiries.inquiryProducts().map { Look.Option($0.code, $0.name) })
    return visit.page(
      "Central de consultas", crumbs: [Crumb("Central de consultas")], help: "consultar",
      status: status, InquiryCentralView.page(model, state, token: visit.token))
  }

  func inquiryList(
    _ query: InquiryListQuery, _ rights: InquiryRights, isEmpty: Bool = false
  ) async throws -> InquiryListModel {
    let rows =
      query.search == nil && !isEmpty
      ? try await office.inquiries.browseInquiries(
        query.browse, after: query.place, limit: InquiryListQuery.pageLimit + 1) : []
    return InquiryListModel(
      rows, limit: InquiryListQuery.pageLimit, isFirst: query.place == nil, rights: rights
    ) { query.path(at: $0) }
  }

  /// Turns the form of filters into the address of the list. A document finds the person, else
  /// the inquiries of it.
  func inquirySearch(_ form: FormFields, base: String) async throws -> String {
    var query = InquiryListQuery(base: base)
    try query.read(form)
    try await query.narrow(by: form, in: office)
    if query.search == .unknown {
      query.sameAs = try await office.inquiries.findInquiry(document: form.first("search") ?? "")
      if query.sameAs != nil { query.search = nil }
    }
    return query.path()
  }
}

struct InquiryCentralModel: Sendable {
  let form: InquiryFormModel
  let query: InquiryListQuery
  let list: InquiryListModel
  let products: [Look.Option]
}

enum InquiryCentralView {
  static func page(
    _ model: InquiryCentralModel, _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading("Central de consultas",
      about: "Consulte qualquer CPF ou CNPJ; quem já está cadastrado é reconhecido."))\
    \(Look.sheet("Nova consulta", InquiryFormView.form(model.form, state, token: token)))\
    <h2>Histórico de consultas</h2>\
    <div>\(filters(model, token: token))<div data-list>\(list(model))</div></div>
    """
  }

  private static func filters(_ model: InquiryCentralModel, token: String) -> HTML {
    let query = model.query
    let state = InquiryFilterFields.state(query)
    return Look.filters(
      to: InquiryPages.searchPath, token: token,
      clear: query.isNarrowed ? InquiryPages.path : nil,
      Look.entry(
        .init("search", "Nome ou CPF/CNPJ"), .search, in: state,
        placeholder: "Começo do nome, ou documento"),
      InquiryFilterFields.outcome(state), InquiryFilterFields.product(model.products, state),
      InquiryFilterFields.from(state), InquiryFilterFields.to(state))
  }

  private static func list(_ model: InquiryCentralModel) -> HTML {
    if !model.list.lines.isEmpty {
      let table = InquiryListView.table(
        model.list, caption: "Histórico de consultas", showsPerson: true)
      let export = ListExport.action(model.query.path(Contents.inquiryExport))
      return "<div class=\"stack\">\(table)<div class=\"actions\">\(export)</div></div>"
    }
    if let miss = model.query.search {
      return ListNotices.missed(
        miss, title: "Nenhuma consulta deste documento", clear: InquiryPages.path)
    }
    return model.query.isNarrowed
      ? Look.empty(
        "Nada com estes filtros", "Tire um filtro; a busca é pelo começo do nome.",
        actions: [Look.action("Limpar os filtros", to: InquiryPages.path)])
      : Look.empty(
        "Nenhuma consulta ainda", "Digite um CPF ou CNPJ acima para fazer a primeira.")
  }
}

/// The fields that filter inquiries, which the history and the report share.
enum InquiryFilterFields {
  static func state(_ query: InquiryListQuery) -> FormState {
    FormState([
      ("search", query.name ?? ""), ("integracao", query.integration?.description ?? ""),
      ("de", query.from?.description ?? ""), ("ate", query.to?.description ?? ""),
      ("tipo", query.kind.map { KindWord($0).rawValue } ?? ""), ("produto", query.product ?? ""),
      ("resultado", query.outcome?.rawValue ?? ""),
      ("reaproveitada", query.reused.map { ($0 ? YesNo.yes : .no).rawValue } ?? ""),
    ])
  }

  static func outcome(_ state: FormState) -> HTML {
    Look.select(
      .init("resultado", "Resultado"),
      InquiryOutcome.allCases.map { .init($0.rawValue, InquiryWords.short($0)) }, none: "Todos",
      in: state)
  }

  static func product(_ products: [Look.Option], _ state: FormState) -> HTML {
    Look.select(.init("produto", "Produto"), products, none: "Todos", in: state)
  }

  static func from(_ state: FormState) -> HTML {
    Look.entry(.init("de", "Data inicial"), .date, in: state)
  }

  static func to(_ state: FormState) -> HTML {
    Look.entry(.init("ate", "Data final"), .date, in: state)
  }

  static func kind(_ state: FormState) -> HTML {
    Look.select(
      .init("tipo", "Tipo"), KindWord.allCases.map { .init($0.rawValue, $0.label) },
      none: "Todos", in: state)
  }

  static func reused(_ state: FormState) -> HTML {
    Look.select(
      .init("reaproveitada", "Reaproveitada"),
      YesNo.allCases.map { .init($0.rawValue, $0.label) }, none: "Todas", in: state)
  }
}
