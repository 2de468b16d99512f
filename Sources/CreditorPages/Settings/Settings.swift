import DebtCollection
import HTTPService
import Hummingbird
import Markup
import Pages

/// Configurações: what can be set up, and what a new installation still needs.
enum Settings {
  static let path = Contents.settings.path
  static let crumb = Crumb("Configurações", path)
}

extension Site {
  func addSettings(to table: inout PageTable<Site>) {
    table.get(Contents.settings) { visit in
      let steps =
        visit.may(.configure) && visit.usesCreditAnalysis
        ? FirstStepsModel(try await office.houseParameters.firstSteps()) : nil
      return visit.page(
        "Configurações", crumbs: [Crumb("Configurações")], help: "visao-geral",
        SettingsView.page(Menu.settings(for: visit), steps))
    }
  }
}

/// The first steps, as they are shown: on the settings page, and on the dashboard until done.
struct FirstStepsModel {
  let steps: [Look.Step]
  let isComplete: Bool

  init(_ steps: FirstSteps) {
    isComplete = steps.isComplete
    self.steps = FirstSteps.Step.allCases.map { step in
      let (label, detail, path) = Self.words(step)
      return Look.Step(
        label, detail, to: path, isDone: steps.done.contains(step), isNext: steps.next == step)
    }
  }

  private static func words(_ step: FirstSteps.Step) -> (String, String, String) {
    switch step {
    case .branch:
      ("Cadastrar a filial", "CNPJ e endereço de quem negativa.", BranchPages.newPath)
    case .integration:
      (
        "Cadastrar a integração", "Provedor, Client_ID e Client_secret do birô.",
        IntegrationPages.newPath
      )
    case .link:
      (
        "Vincular a integração à filial", "Na aba Análise de crédito da filial.",
        BranchPages.path
      )
    case .test:
      (
        "Testar a conexão e buscar os códigos", "Na página da integração.",
        IntegrationPages.path
      )
    case .rule:
      (
        "Criar a regra de cobrança", "Em Parâmetros de Cobrança: 60 dias ou mais.",
        Contents.rules.path
      )
    case .book:
      (
        "Importar clientes e títulos", "Por arquivo CSV, pela API ou à mão.",
        Contents.imports.path
      )
    }
  }
}

enum SettingsView {
  static func page(
    _ entries: [(label: String, path: String, about: String, icon: Icon)],
    _ steps: FirstStepsModel?
  ) -> HTML {
    """
    \(Look.heading("Configurações"))\(steps.flatMap(firstSteps))\
    \(Look.sheet(nil, Look.entries(entries)))
    """
  }

  /// The way of a new installation, step by step; nothing once everything is done.
  static func firstSteps(_ model: FirstStepsModel) -> HTML? {
    guard !model.isComplete else { return nil }
    return Look.sheet(
      "Primeiros passos", note: "Até a primeira negativação, nesta ordem",
      Look.steps(model.steps))
  }
}
