import Credit
import DebtCollection
import Markup
import Pages

/// Addresses of CRM › Cobrança.
enum CollectionPages {
  static let path = Contents.cases.path
  static let searchPath = Contents.caseSearch.path
  static let exportPath = Contents.caseExport.path
  static let rulesPath = Contents.rules.path
  static let newRulePath = Contents.newRule.path
  static let rehearsalPath = Contents.rehearseRun.path
  static let runPath = Contents.startRun.path
  static let runsPath = Contents.runs.path

  static func path(of rule: ID<CollectionRule>) -> String { Contents.rule.path(rule) }
  static func path(of run: ID<CollectionRun>) -> String { Contents.run.path(run) }
  static func streamPath(of run: ID<CollectionRun>) -> String { Contents.runStream.path(run) }

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
