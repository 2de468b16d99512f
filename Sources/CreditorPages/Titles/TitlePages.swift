import Credit
import DebtCollection
import Markup
import Pages

/// Addresses of Financeiro.
enum TitlePages {
  static let path = Contents.titles.path
  static let searchPath = Contents.titleSearch.path
  static let exportPath = Contents.titleExport.path
  static let paymentsPath = Contents.payments.path
  static let paymentsExportPath = Contents.paymentExport.path

  static func path(of title: ID<Receivable>) -> String { Contents.title.path(title) }

  static func path(of person: ID<Person>) -> String {
    PagePath.to(path, [("pessoa", person.description)])
  }

  static func path(of situation: TitleSituation) -> String {
    PagePath.to(path, [("situacao", situation.rawValue)])
  }

  static func reversalPath(of payment: ID<Payment>) -> String {
    Contents.reversePayment.path(payment)
  }
}

/// The views of Financeiro, as tabs above each.
enum FinanceTab: String, CaseIterable {
  case titles = "/financeiro/titulos"
  case payments = "/financeiro/recebimentos"
  case bankReturn = "/financeiro/retorno"
  case imports = "/financeiro/importacoes"

  private var label: String {
    switch self {
    case .titles: "Títulos"
    case .payments: "Recebimentos"
    case .bankReturn: "Importar retorno bancário"
    case .imports: "Importações"
    }
  }

  private var permission: Permission? {
    switch self {
    case .titles, .payments: nil
    case .bankReturn, .imports: .importFiles
    }
  }

  /// What the person may not do is not shown.
  static func tabs(_ current: FinanceTab, _ visit: Visit) -> HTML {
    let shown = allCases.filter { $0.permission.map(visit.may) ?? true }
    return Look.tabs(
      shown.map { Look.Tab($0.label, $0.rawValue, isCurrent: $0 == current) },
      label: "Financeiro")
  }
}

/// The situations of a title in the words of the address and of the list.
enum TitleSituation: String, CaseIterable, Sendable {
  case all = "todos"
  case overdue = "vencidos"
  case open = "em-aberto"
  case listed = "negativados"
  case disputed = "contestados"
  case paid = "pagos"
  case renegotiated = "renegociados"
  case cancelled = "cancelados"

  var label: String {
    switch self {
    case .all: "Todos"
    case .overdue: "Vencidos"
    case .open: "Em aberto"
    case .listed: "Negativados"
    case .disputed: "Contestados"
    case .paid: "Pagos"
    case .renegotiated: "Renegociados"
    case .cancelled: "Cancelados"
    }
  }

  var browse: TitleBrowse.Situation {
    switch self {
    case .all: .all
    case .overdue: .overdue
    case .open: .open
    case .listed: .listed
    case .disputed: .disputed
    case .paid: .paid
    case .renegotiated: .renegotiated
    case .cancelled: .cancelled
    }
  }
}

/// How the status of a title is called, and what it means to the reader.
enum TitleWords {
  static func label(_ status: ReceivableStatus, isOverdue: Bool) -> String {
    switch status {
    case .open: isOverdue ? "Vencido" : "Em aberto"
    case .partiallyPaid: isOverdue ? "Vencido, pago em parte" : "Pago em parte"
    case .paid: "Pago"
    case .cancelled: "Cancelado"
    case .renegotiated: "Renegociado"
    }
  }

  static func tone(_ status: ReceivableStatus, isOverdue: Bool) -> Tone {
    switch status {
    case .open, .partiallyPaid: isOverdue ? .waiting : .info
    case .paid: .good
    case .cancelled, .renegotiated: .neutral
    }
  }

  static func isOverdue(_ status: ReceivableStatus, dueOn: CivilDate, today: CivilDate) -> Bool {
    (status == .open || status == .partiallyPaid) && dueOn < today
  }

  static func origin(_ origin: PaymentRow.Origin) -> String {
    switch origin {
    case .api: "API"
    case .page: "Tela"
    case .file: "Importação"
    case .bankReturn: "Retorno bancário"
    }
  }
}
