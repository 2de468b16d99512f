import Credit
import DebtCollection
import Markup
import Pages

/// What must be on for Atualizar cobranças to list by itself, in one place (manual, items 51-55).
struct RoutineSwitches: Sendable {
  struct Switch: Sendable {
    let name: String
    let isOn: Bool
    let says: String
    let path: String
  }

  let switches: [Switch]

  /// - Parameter rules: all rules of the house.
  init(
    _ integrations: [IntegrationRow], rules: [CollectionRuleRow], task: ScheduledTask?
  ) {
    let automatic = integrations.filter(\.isAutomatic)
    let listing = rules.filter { $0.isActive && $0.listAutomatically }
    switches = [
      Switch(
        name: "Integração: Incluir/Remover automaticamente", isOn: !automatic.isEmpty,
        says: automatic.isEmpty
          ? integrations.isEmpty ? "Não há integração." : "Em nenhuma integração está em Sim."
          : "Sim em \(Self.list(automatic.map(\.name))).",
        path: automatic.first.map { IntegrationPages.path(of: $0.id) } ?? IntegrationPages.path),
      Switch(
        name: "Regra: inclui sozinha", isOn: !listing.isEmpty,
        says: listing.isEmpty
          ? "Nenhuma regra ativa inclui sozinha."
          : "Inclui por \(Self.list(listing.map(\.name))).",
        path: CollectionPages.rulesPath),
      Switch(
        name: "Tarefa Atualizar cobranças", isOn: task?.isEnabled == true,
        says: task.map {
          $0.isEnabled ? "Próxima execução em \($0.nextRunAt.brazilian)." : "Está desligada."
        } ?? "Não há tarefa.",
        path: TaskPages.path(of: "collect")),
    ]
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
      + (names.count > 3 ? " e mais \(names.count - 3)" : "")
  }

  var sheet: HTML {
    let isAll = switches.allSatisfy(\.isOn)
    return Look.sheet(
      "Negativação automática",
      note: isAll
        ? "Os três estão em Sim" : "A rotina só negativa sozinha com os três em Sim",
      Look.facts(
        switches.map { line in
          (
            line.name,
            """
            \(Look.badge(line.isOn ? "Sim" : "Não", line.isOn ? .good : .waiting)) \
            <a href="\(line.path)">\(line.says)</a>
            """
          )
        }))
  }
}
