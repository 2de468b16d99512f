import Credit
import DebtCollection
import Markup

/// Addresses of CRM › Cobrança.
enum CollectionPages {
  static let path = "/crm/cobranca"
  static let searchPath = path + "/busca"
  static let exportPath = path + "/exportar.csv"
  static let rulesPath = path + "/parametros"
  static let newRulePath = rulesPath + "/nova"
  static let rehearsalPath = path + "/simular"
  static let runPath = path + "/executar"
  static let runsPath = path + "/execucoes"

  static func path(of rule: ID<CollectionRule>) -> String { "\(rulesPath)/\(rule)" }
  static func path(of run: ID<CollectionRun>) -> String { "\(runsPath)/\(run)" }
  static func streamPath(of run: ID<CollectionRun>) -> String { path(of: run) + "/andamento" }

  static let crumb = Crumb("Cobrança", path)

  /// The views of Cobrança.
  static func tabs(_ current: String, _ visit: Visit) -> HTML {
    let tabs: [(String, String, Permission?)] = [
      ("Casos", path, nil), ("Parâmetros de Cobrança", rulesPath, .configure),
      ("Simular", rehearsalPath, .runRoutine), ("Execuções", runsPath, nil),
    ]
    return Look.tabs(
      tabs.filter { $0.2.map(visit.may) ?? true }
        .map { Look.Tab($0.0, $0.1, isCurrent: $0.1 == current) }, label: "Cobrança")
  }
}

/// Bands of delay, in the words of the address.
enum DelayBand: String, CaseIterable, Sendable {
  case all = "todos"
  case to30 = "1-30"
  case to60 = "31-60"
  case to90 = "61-90"
  case to180 = "91-180"
  case more = "181"

  var label: String {
    switch self {
    case .all: "Todos"
    case .to30: "1 a 30 dias"
    case .to60: "31 a 60 dias"
    case .to90: "61 a 90 dias"
    case .to180: "91 a 180 dias"
    case .more: "mais de 180 dias"
    }
  }

  var days: (least: Int, most: Int?) {
    switch self {
    case .all: (1, nil)
    case .to30: (1, 30)
    case .to60: (31, 60)
    case .to90: (61, 90)
    case .to180: (91, 180)
    case .more: (181, nil)
    }
  }
}
