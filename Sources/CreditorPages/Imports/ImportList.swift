import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Markup
import Pages

/// Financeiro › Importações and Importar retorno bancário: files are sent here, previewed, and
/// confirmed on the page of the import.
extension Site {
  static let importsShown = 20

  func addImportList(to table: inout PageTable<Site>) {
    table.get(Contents.imports) { visit in
      try await imports(visit, FormState())
    }
    table.get(Contents.bankReturns) { visit in
      try await bankReturns(visit, FormState())
    }
    table.get(Contents.importsExport) { _ in importListExport(nil) }
    table.get(Contents.bankReturnExport) { _ in
      importListExport(.bankReturn)
    }
    table.upload(Contents.imports) { visit, upload in
      try await visit.attempt(upload.fields) { state, status in
        try await imports(visit, state, status: status)
      } _: {
        let kind = try FormReader.read(upload.fields) {
          $0.required("kind", "O que o arquivo traz", .oneOf(ImportKind.self))
        }
        return try await preview(kind, upload, visit)
      }
    }
    table.upload(Contents.bankReturns) { visit, upload in
      try await visit.attempt(upload.fields) { state, status in
        try await bankReturns(visit, state, status: status)
      } _: {
        try await preview(.bankReturn, upload, visit)
      }
    }
    for kind in ImportWords.tables {
      table.get(Contents.importModel(kind)) { _ in
        CSVAnswer.response(
          fileName: "modelo-\(kind.rawValue).csv", header: kind.columns
        ) { (_: Int?) in ([], nil) }
      }
    }
  }

  private func preview(
    _ kind: ImportKind, _ upload: MultipartForm, _ visit: Visit
  ) async throws -> Response {
    let kept = try await office.imports.keepUpload(upload.file)
    let id = try await office.imports.previewImport(
      kind: kind, upload: kept, fileName: upload.fileName, actor: visit.actor)
    return .seeOther(ImportPages.path(of: id))
  }

  private func history(
    _ kind: ImportKind?, _ visit: Visit, path: String, export: String
  ) async throws -> ImportListView.History {
    let place = try QueryReader.read(visit.request) { try $0.page().cursorNumber() }
    let found = try await office.imports.importReports(
      kind: kind, before: place.map { ID($0) }, limit: Self.importsShown + 1)
    let next =
      found.count > Self.importsShown
      ? PagePath.to(
        path,
        [("cursor", Page.cursor(encoding: [.integer(found[Self.importsShown - 1].id.number)]))])
      : nil
    return ImportListView.History(
      lines: found.prefix(Self.importsShown).map(ImportListView.line),
      export: export,
      first: place == nil ? nil : path, next: next)
  }

  private func imports(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let history = try await history(
      nil, visit, path: ImportPages.path, export: ImportPages.exportPath)
    return visit.page(
      "Importações", crumbs: [Crumb("Financeiro"), Crumb("Importações")], help: "financeiro",
      status: status,
      ImportListView.tables(
        history, tabs: FinanceTab.tabs(.imports, visit), state, token: visit.token))
  }

  private func bankReturns(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let history = try await history(
      .bankReturn, visit, path: ImportPages.bankReturnPath,
      export: ImportPages.bankReturnExportPath)
    return visit.page(
      "Importar retorno bancário",
      crumbs: [Crumb("Financeiro"), Crumb("Importar retorno bancário")], help: "financeiro",
      status: status,
      ImportListView.bankReturn(
        history, tabs: FinanceTab.tabs(.bankReturn, visit), state, token: visit.token))
  }
}
