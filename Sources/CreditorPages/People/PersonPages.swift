import Credit
import DebtCollection
import Pages

/// Addresses of people: each stage has its own list, and a person lives below the list of the
/// stage.
enum PersonPages {
  /// The name of the button that picks a person of a list.
  static let pickName = "pessoa"

  static func path(_ stage: PersonStage) -> String {
    Contents.people(stage).path
  }

  static func path(of person: PersonRow) -> String { path(of: person.id, person.stage) }

  static func path(of person: ID<Person>, _ stage: PersonStage) -> String {
    Contents.person(stage).path(person)
  }

  static func path(of person: PersonRow, _ tab: PersonTab) -> String {
    Contents.person(person.stage, tab).path(person.id)
  }

  /// How the lists and the menu call a stage.
  static func plural(_ stage: PersonStage) -> String {
    switch stage {
    case .lead: "Leads"
    case .prospect: "Prospecções"
    case .customer: "Clientes"
    }
  }
}

/// The views of one person.
enum PersonTab: String, CaseIterable, Sendable {
  case data, contracts, titles, inquiries, listings, history

  var suffix: String {
    switch self {
    case .data: ""
    case .contracts: "/contratos"
    case .titles: "/financeiro"
    case .inquiries: "/consultas"
    case .listings: "/negativacoes"
    case .history: "/linha-do-tempo"
    }
  }

  func label(_ stage: PersonStage) -> String {
    switch self {
    case .data: stage == .customer ? "Dados" : "Contato"
    case .contracts: "Contratos"
    case .titles: "Financeiro"
    case .inquiries: stage == .customer ? "Consultas" : "Consultas de análise de crédito"
    case .listings: "Negativações de crédito"
    case .history: "Linha do tempo"
    }
  }

  /// Gone while the switch of the house is off (manual, item 26).
  var isSubject: Bool { self == .inquiries || self == .listings }

  /// The tabs of a stage: what only customers have is not shown before.
  static func of(_ stage: PersonStage) -> [PersonTab] {
    stage == .customer ? allCases : [.data, .inquiries, .history]
  }
}
