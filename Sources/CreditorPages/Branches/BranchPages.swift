import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// Configurações › Filiais, with the tab *Análise de crédito* (manual, item 23).
enum BranchPages {
  static let path = Contents.branches.path
  static let newPath = Contents.newBranch.path
  static let title = "Filiais"
  /// Branches that the list and the choices show.
  static let limit = 500

  static func path(of id: ID<Branch>) -> String { Contents.branch.path(id) }

  static func crumbs(_ last: Crumb? = nil) -> [Crumb] {
    [Settings.crumb] + (last.map { [Crumb(title, path), $0] } ?? [Crumb(title)])
  }
}

extension Site {
  func addBranches(to table: inout PageTable<Site>) {
    table.get(Contents.branches) { visit in
      let rows = try await office.branches.branches(after: nil, limit: BranchPages.limit)
      let links = try await office.integrations.integrations(
        after: nil, limit: IntegrationPages.limit)
      let model = BranchListModel(
        rows, integrations: links, showsIntegration: visit.usesCreditAnalysis)
      return visit.page(
        BranchPages.title, crumbs: BranchPages.crumbs(), help: "filiais-e-parametros",
        BranchListView.page(model))
    }
    table.get(Contents.newBranch) { visit in
      branchForm(nil, visit, FormState())
    }
    table.post(Contents.branches) { visit, form in
      try await visit.attempt(form) { state, status in
        branchForm(nil, visit, state, status: status)
      } _: {
        let made = try await office.branches.createBranch(
          try BranchForm.read(form), actor: visit.actor)
        return visit.done(
          "Filial salva. Agora vincule a integração na aba Análise de crédito.",
          to: BranchPages.path(of: made.id))
      }
    }
    addBranch(to: &table)
  }

  private func addBranch(to table: inout PageTable<Site>) {
    table.get(Contents.branch) { visit in
      let row = try await office.branches.branch(try visit.id())
      return branchForm(row, visit, BranchForm.state(of: row))
    }
    table.post(Contents.branch) { visit, form in
      let row = try await office.branches.branch(try visit.id())
      return try await visit.attempt(form) { state, status in
        branchForm(row, visit, state, status: status)
      } _: {
        _ = try await office.branches.updateBranch(
          row.id, try BranchForm.read(form), actor: visit.actor)
        return visit.done("Filial salva.", to: BranchPages.path(of: row.id))
      }
    }
    table.get(Contents.branchAnalysis) { visit in
      let row = try await office.branches.branch(try visit.id())
      return try await branchLink(
        row, visit, FormState([("integrationId", row.integration?.description ?? "")]))
    }
    table.post(Contents.branchAnalysis) { visit, form in
      let row = try await office.branches.branch(try visit.id())
      return try await visit.attempt(form) { state, status in
        try await branchLink(row, visit, state, status: status)
      } _: {
        let integration = try FormReader.read(form) {
          $0.optional(
            "integrationId", "Integração de análise de crédito", .id(of: Integration.self))
        }
        _ = try await office.branches.linkBranch(row.id, to: integration, actor: visit.actor)
        return visit.done(
          integration == nil
            ? "A filial ficou sem integração: nada dela é consultado nem negativado."
            : "Integração vinculada à filial.",
          to: Contents.branchAnalysis.path(row.id))
      }
    }
  }

  private func branchForm(
    _ row: BranchRow?, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    let title = row?.name ?? "Nova filial"
    let model = BranchModel(row, hasTabs: visit.usesCreditAnalysis)
    return visit.page(
      title, crumbs: BranchPages.crumbs(Crumb(row?.name ?? "Novo")),
      help: "filiais-e-parametros", status: status,
      BranchView.form(model, state, token: visit.token))
  }

  private func branchLink(
    _ row: BranchRow, _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let integrations = try await office.integrations.integrations(
      after: nil, limit: IntegrationPages.limit)
    let options = integrations.map {
      Look.Option($0.id.description, "\($0.name) (\(IntegrationModel.label($0.environment)))")
    }
    return visit.page(
      row.name,
      crumbs: [
        Settings.crumb, Crumb(BranchPages.title, BranchPages.path),
        Crumb(row.name, BranchPages.path(of: row.id)), Crumb("Análise de crédito"),
      ], help: "filiais-e-parametros", status: status,
      BranchView.link(
        BranchModel(row, hasTabs: true), options, state, token: visit.token))
  }
}
