import BureauRegister
import Credit
import Pages

/// The pages of the console, all behind its login. `get` is looked at, `post` is sent, `form` is
/// both. Everything that links to a page takes its address from here; the folder of the subject,
/// which `addConsole` calls, says what is done there.
enum ConsoleContents {
  typealias Route<Place> = PageRoute<Never, Place>

  static let login = Route<Void>(.form, "/console/entrar")
  static let leave = Route<Void>(.post, "/console/sair")
  static let theme = Route<Void>(.post, "/console/tema")
  static let overview = Route<Void>(.get, "/console")
  static let clock = Route<Void>(.form, "/console/relogio")

  // Operação
  static let creditors = Route<Void>(.get, "/console/credores")
  static let newCreditor = Route<Void>(.form, "/console/credores/novo")
  static let creditor = Route<ID<Participant>>(.get, "/console/credores/{id}")
  static let endCreditor = Route<ID<Participant>>(.form, "/console/credores/{id}/encerrar")
  static func change(_ change: CreditorChange) -> Route<ID<Participant>> {
    Route(.post, "/console/credores/{id}/\(change.rawValue)")
  }
  static let records = Route<Void>(.get, "/console/registros")
  static let recordSearch = Route<Void>(.post, "/console/registros/busca")
  static let record = Route<ID<ListedRecord>>(.get, "/console/registros/{id}")
  static let recordAction = Route<(ID<ListedRecord>, RecordAction)>(
    .form, "/console/registros/{id}/{action}")
  static let letters = Route<Void>(.get, "/console/cartas")
  static let letterListFile = Route<Void>(.get, "/console/cartas/lista.csv")
  static let letterListPrint = Route<Void>(.get, "/console/cartas/lista.pdf")
  static let letterPrint = Route<ID<ListedRecord>>(.get, "/console/cartas/{id}/carta.pdf")
  static let letterPage = Route<ID<ListedRecord>>(.get, "/console/cartas/{id}/carta.html")
  static let queues = Route<Void>(.get, "/console/filas")
  static let retryWork = Route<Void>(.post, "/console/filas/tentar")
  static let discardWork = Route<Void>(.form, "/console/filas/descartar")
  static let inquiries = Route<Void>(.get, "/console/consultas")
  static let endpoints = Route<Void>(.get, "/console/webhooks")
  static let endpoint = Route<ID<WebhookEndpoint>>(.form, "/console/webhooks/{id}")

  // Simulação
  static let faults = Route<Void>(.form, "/console/falhas")

  // Dados
  static let codes = Route<Void>(.get, "/console/codigos")
  static let newCode = Route<CodeList>(.form, "/console/codigos/{list}/novo")
  static let endCode = Route<(CodeList, String)>(.form, "/console/codigos/{list}/{code}/encerrar")
  static let stateTerms = Route<Void>(.get, "/console/prazos")
  static let newStateTerm = Route<Void>(.form, "/console/prazos/novo")
  static let stateTerm = Route<String>(.form, "/console/prazos/{id}")
  static let retireStateTerm = Route<String>(.form, "/console/prazos/{id}/retirar")
}

extension CodeList: PathPlace {
  package var pathText: String { rawValue }
}

extension RecordAction: PathPlace {}
