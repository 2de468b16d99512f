import Credit
import DebtCollection
import Pages

/// The pages of the creditor's site: address, who may, and whether they are gone while credit
/// analysis is switched off. `get` is looked at, `post` is sent, `form` is both.
///
/// Everything that links to a page takes its address from here. The folder of the subject, which
/// `Site.pages` calls, says what is done there.
enum Contents {
  typealias Route<Place> = PageRoute<Permission, Place>

  // Before the login
  static let login = form("/entrar")
  static let loginCode = post("/entrar/codigo")
  static let demoDoor = post("/entrar/demonstracao")
  static let setUp = form("/primeiro-acesso")
  static let newPassword = form("/nova-senha")

  // The own account
  static let leave = post("/sair")
  static let theme = post("/tema")
  static let account = get("/conta")
  static let password = post("/conta/senha")
  static let endSession: Route<ID<Session>> = post("/conta/sessoes/{id}/encerrar")
  static let endOtherSessions = post("/conta/sessoes/encerrar-outras")
  static let secondFactor = get("/conta/segundo-fator")
  static let beginSecondFactor = post("/conta/segundo-fator/iniciar")
  static let confirmSecondFactor = post("/conta/segundo-fator/confirmar")
  static let removeSecondFactor = post("/conta/segundo-fator/retirar")

  // Painel, Ajuda
  static let dashboard = get("/")
  static let help = get("/ajuda")
  static func helpPage(_ slug: String) -> Route<Void> { get("/ajuda/\(slug)") }
  static let picture: Route<String> = get("/ajuda/telas/{screen}")

  // Leads, Prospecções, Clientes: each stage has its own list
  static func root(_ stage: PersonStage) -> String {
    switch stage {
    case .lead: "/crm/leads"
    case .prospect: "/crm/prospeccoes"
    case .customer: "/clientes"
    }
  }

  static func people(_ stage: PersonStage) -> Route<Void> { get(root(stage)) }
  static func personSearch(_ stage: PersonStage) -> Route<Void> { post(root(stage) + "/busca") }
  static func personExport(_ stage: PersonStage) -> Route<Void> {
    get(root(stage) + "/exportar.csv")
  }
  static func pickForInquiry(_ stage: PersonStage) -> Route<Void> {
    get(root(stage) + "/analise/consulta", needs: .inquire, isSubject: true)
  }
  static func pickForListing(_ stage: PersonStage) -> Route<Void> {
    get(root(stage) + "/analise/incluir", needs: .list, isSubject: true)
  }
  static func newPerson(_ stage: PersonStage) -> Route<Void> {
    form(root(stage) + "/novo", needs: .manageRegistry)
  }
  static func person(_ stage: PersonStage, _ tab: PersonTab = .data) -> Route<ID<Person>> {
    get("\(root(stage))/{id}\(tab.suffix)", isSubject: tab.isSubject)
  }
  static func changePerson(_ stage: PersonStage) -> Route<ID<Person>> {
    form(root(stage) + "/{id}/editar", needs: .manageRegistry)
  }
  static func convertPerson(_ stage: PersonStage) -> Route<ID<Person>> {
    post(root(stage) + "/{id}/conversao", needs: .manageRegistry)
  }
  static func showDocument(_ stage: PersonStage) -> Route<ID<Person>> {
    post(root(stage) + "/{id}/documento", needs: .seeDocument)
  }
  static let newContract: Route<ID<Person>> = form(
    "/clientes/{id}/contratos/novo", needs: .manageRegistry)
  static let contract: Route<(ID<Person>, ID<Contract>)> = form(
    "/clientes/{id}/contratos/{contract}", needs: .manageRegistry)
  static let manualListing: Route<ID<Person>> = form(
    "/clientes/{id}/negativar", needs: .list, isSubject: true)
  static let listingCodes: Route<ID<Person>> = post(
    "/clientes/{id}/negativar/motivos", needs: .list, isSubject: true)

  // CRM › Cobrança
  static let cases = get("/crm/cobranca", isSubject: true)
  static let caseSearch = post("/crm/cobranca/busca", isSubject: true)
  static let caseExport = get("/crm/cobranca/exportar.csv", isSubject: true)
  static let rules = get("/crm/cobranca/parametros", needs: .configure, isSubject: true)
  static let newRule = form("/crm/cobranca/parametros/nova", needs: .configure, isSubject: true)
  static let rule: Route<ID<CollectionRule>> = form(
    "/crm/cobranca/parametros/{id}", needs: .configure, isSubject: true)
  static let rehearseRun = form("/crm/cobranca/simular", needs: .runRoutine, isSubject: true)
  static let startRun = form("/crm/cobranca/executar", needs: .runRoutine, isSubject: true)
  static let runs = get("/crm/cobranca/execucoes", isSubject: true)
  static let runsExport = get("/crm/cobranca/execucoes/exportar.csv", isSubject: true)
  static let run: Route<ID<CollectionRun>> = get("/crm/cobranca/execucoes/{id}", isSubject: true)
  static let runStream: Route<ID<CollectionRun>> = get(
    "/crm/cobranca/execucoes/{id}/andamento", isSubject: true)
  static let runExport: Route<ID<CollectionRun>> = get(
    "/crm/cobranca/execucoes/{id}/exportar.csv", isSubject: true)

  // Central de consultas
  static let inquiries = form("/consultas", needs: .inquire, isSubject: true)
  static let inquirySearch = post("/consultas/busca", needs: .inquire, isSubject: true)
  static let inquiryExport = get("/consultas/exportar.csv", needs: .inquire, isSubject: true)
  static let inquiryProducts = post("/consultas/produtos", needs: .inquire, isSubject: true)
  static let inquire: Route<ID<Person>> = form(
    "/consultas/pessoa/{id}", needs: .inquire, isSubject: true)
  static let inquiry: Route<ID<Inquiry>> = get(
    "/consultas/{id}", needs: .seeReport, isSubject: true)
  static let inquiryPrint: Route<ID<Inquiry>> = get(
    "/consultas/{id}/relatorio.pdf", needs: .seeReport, isSubject: true)
  static let inquireAgain: Route<ID<Inquiry>> = form(
    "/consultas/{id}/de-novo", needs: .inquire, isSubject: true)

  // Financeiro
  static let titles = get("/financeiro/titulos")
  static let titleSearch = post("/financeiro/titulos/busca")
  static let titleExport = get("/financeiro/titulos/exportar.csv")
  static let title: Route<ID<Receivable>> = get("/financeiro/titulos/{id}")
  static let receive: Route<ID<Receivable>> = form(
    "/financeiro/titulos/{id}/receber", needs: .settle)
  static let cancelTitle: Route<ID<Receivable>> = form(
    "/financeiro/titulos/{id}/cancelar", needs: .settle)
  static let renegotiate: Route<ID<Receivable>> = form(
    "/financeiro/titulos/{id}/renegociar", needs: .settle)
  static let disputeTitle: Route<ID<Receivable>> = form(
    "/financeiro/titulos/{id}/contestar", needs: .settle)
  static let blockTitle: Route<ID<Receivable>> = form(
    "/financeiro/titulos/{id}/bloquear", needs: .settle, isSubject: true)
  static let releaseTitle: Route<ID<Receivable>> = form(
    "/financeiro/titulos/{id}/liberar", needs: .approve, isSubject: true)
  static let payments = get("/financeiro/recebimentos")
  static let paymentExport = get("/financeiro/recebimentos/exportar.csv")
  static let reversePayment: Route<ID<Payment>> = form(
    "/financeiro/recebimentos/{id}/estorno", needs: .settle)
  static let bankReturns = form("/financeiro/retorno", needs: .importFiles)
  static let bankReturnExport = get("/financeiro/retorno/exportar.csv", needs: .importFiles)
  static let imports = form("/financeiro/importacoes", needs: .importFiles)
  static let importsExport = get("/financeiro/importacoes/exportar.csv", needs: .importFiles)
  static func importModel(_ kind: ImportKind) -> Route<Void> {
    get("/financeiro/importacoes/modelo/\(kind.rawValue).csv", needs: .importFiles)
  }
  static let importJob: Route<ID<ImportJob>> = get(
    "/financeiro/importacoes/{id}", needs: .importFiles)
  static let importStream: Route<ID<ImportJob>> = get(
    "/financeiro/importacoes/{id}/andamento", needs: .importFiles)
  static let confirmImport: Route<ID<ImportJob>> = post(
    "/financeiro/importacoes/{id}/confirmar", needs: .importFiles)
  static let dismissImport: Route<ID<ImportJob>> = post(
    "/financeiro/importacoes/{id}/descartar", needs: .importFiles)
  static let importFaults: Route<ID<ImportJob>> = get(
    "/financeiro/importacoes/{id}/recusadas.csv", needs: .importFiles)
  static let importLines: Route<ID<ImportJob>> = get(
    "/financeiro/importacoes/{id}/linhas.csv", needs: .importFiles)
  static let decideLine: Route<(ID<ImportJob>, Int)> = post(
    "/financeiro/importacoes/{id}/linhas/{line}", needs: .settle)

  // Negativações
  static let listings = get("/negativacoes", isSubject: true)
  static let listingSearch = post("/negativacoes/busca", isSubject: true)
  static let listingExport = get("/negativacoes/exportar.csv", isSubject: true)
  static let removal = form("/negativacoes/baixa", needs: .remove, isSubject: true)
  static let removalResult = get("/negativacoes/baixa/resultado", needs: .remove, isSubject: true)
  static let listing: Route<ID<Listing>> = get("/negativacoes/{id}", isSubject: true)
  static let letter: Route<ID<Listing>> = get(
    "/negativacoes/{id}/carta.pdf", needs: .openLetter, isSubject: true)
  static let approval: Route<ID<Listing>> = form(
    "/negativacoes/{id}/aprovacao", needs: .approve, isSubject: true)
  static let approvals = get("/negativacoes/aprovar", needs: .approve, isSubject: true)
  static let approvalExport = get(
    "/negativacoes/aprovar/exportar.csv", needs: .approve, isSubject: true)
  static let decideApprovals = form(
    "/negativacoes/aprovar/decidir", needs: .approve, isSubject: true)
  static let disputes = get("/negativacoes/contestacoes", needs: .seeReport, isSubject: true)
  static let dispute: Route<ID<ListingDispute>> = get(
    "/negativacoes/contestacoes/{id}", needs: .seeReport, isSubject: true)
  static let disputeDocument: Route<(ID<ListingDispute>, ID<DisputeDocument>)> = get(
    "/negativacoes/contestacoes/{id}/documentos/{document}", needs: .seeReport, isSubject: true)
  static let addDisputeDocument: Route<ID<ListingDispute>> = post(
    "/negativacoes/contestacoes/{id}/documentos", needs: .settle)
  static let answerDispute: Route<ID<ListingDispute>> = post(
    "/negativacoes/contestacoes/{id}/responder", needs: .settle, isSubject: true)
  static let reconciliations = get("/negativacoes/conciliacao", isSubject: true)
  static let reconciliationsExport = get(
    "/negativacoes/conciliacao/exportar.csv", isSubject: true)
  static let startReconciliation = form(
    "/negativacoes/conciliacao/iniciar", needs: .reconcile, isSubject: true)
  static let reconciliation: Route<ID<Reconciliation>> = get(
    "/negativacoes/conciliacao/{id}", isSubject: true)
  static let reconciliationStream: Route<ID<Reconciliation>> = get(
    "/negativacoes/conciliacao/{id}/andamento", isSubject: true)
  static let reconciliationExport: Route<ID<Reconciliation>> = get(
    "/negativacoes/conciliacao/{id}/exportar.csv", isSubject: true)
  static let strayRecords = get("/negativacoes/conciliacao/registros-soltos", isSubject: true)
  static let strayRecordExport = get(
    "/negativacoes/conciliacao/registros-soltos/exportar.csv", isSubject: true)
  static let removeStrayRecord = form(
    "/negativacoes/conciliacao/registros-soltos/baixa", needs: .remove, isSubject: true)
  static let keepStrayRecord = form(
    "/negativacoes/conciliacao/registros-soltos/manter", needs: .approve, isSubject: true)

  // Relatórios
  static let reports = get("/relatorios")
  static let listingReport = get("/relatorios/negativacoes", isSubject: true)
  static let listingReportFile = get("/relatorios/negativacoes.csv", isSubject: true)
  static let listingReportPrint = get("/relatorios/negativacoes.pdf", isSubject: true)
  static let inquiryReport = get("/relatorios/consultas", needs: .seeReport, isSubject: true)
  static let inquiryReportSearch = post(
    "/relatorios/consultas/busca", needs: .seeReport, isSubject: true)
  static let inquiryReportFile = get(
    "/relatorios/consultas/exportar.csv", needs: .seeReport, isSubject: true)
  static let inquiryReportPrint = get(
    "/relatorios/consultas/relatorio.pdf", needs: .seeReport, isSubject: true)
  static let recoveryReport = get("/relatorios/recuperacao", needs: .seeCost, isSubject: true)
  static let recoveryReportFile = get(
    "/relatorios/recuperacao.csv", needs: .seeCost, isSubject: true)
  static let recoveryReportPrint = get(
    "/relatorios/recuperacao.pdf", needs: .seeCost, isSubject: true)
  static let rejectionReport = get("/relatorios/recusadas", isSubject: true)
  static let rejectionReportFile = get("/relatorios/recusadas.csv", isSubject: true)
  static let rejectionReportPrint = get("/relatorios/recusadas.pdf", isSubject: true)
  static let accessReport = get("/relatorios/acessos", needs: .audit)
  static let accessReportSearch = post("/relatorios/acessos/busca", needs: .audit)
  static let accessReportFile = get("/relatorios/acessos.csv", needs: .audit)
  static let accessReportPrint = get("/relatorios/acessos.pdf", needs: .audit)

  // Configurações
  static let settings = get("/configuracoes")
  static let parameters = form("/configuracoes/parametros", needs: .configure)
  static let integrations = form(
    "/configuracoes/integracoes", needs: .configure, isSubject: true)
  static let newIntegration = get(
    "/configuracoes/integracoes/novo", needs: .configure, isSubject: true)
  static let integration: Route<ID<Integration>> = form(
    "/configuracoes/integracoes/{id}", needs: .configure, isSubject: true)
  static let testIntegration: Route<ID<Integration>> = post(
    "/configuracoes/integracoes/{id}/teste", needs: .configure, isSubject: true)
  static let readCodes: Route<ID<Integration>> = post(
    "/configuracoes/integracoes/{id}/codigos", needs: .configure, isSubject: true)
  static let trial: Route<ID<Integration>> = form(
    "/configuracoes/integracoes/{id}/producao", needs: .configure, isSubject: true)
  static let trialInquiry: Route<ID<Integration>> = post(
    "/configuracoes/integracoes/{id}/producao/consulta", needs: .configure, isSubject: true)
  static let trialRun: Route<ID<Integration>> = post(
    "/configuracoes/integracoes/{id}/producao/simulacao", needs: .configure, isSubject: true)
  static let confirmTrial: Route<ID<Integration>> = post(
    "/configuracoes/integracoes/{id}/producao/confirmacao", needs: .configure, isSubject: true)
  static let endTrial: Route<ID<Integration>> = post(
    "/configuracoes/integracoes/{id}/producao/desistencia", needs: .configure, isSubject: true)
  static let branches = form("/configuracoes/filiais", needs: .configure)
  static let newBranch = get("/configuracoes/filiais/novo", needs: .configure)
  static let branch: Route<ID<Branch>> = form("/configuracoes/filiais/{id}", needs: .configure)
  static let branchAnalysis: Route<ID<Branch>> = form(
    "/configuracoes/filiais/{id}/analise-de-credito", needs: .configure, isSubject: true)
  static let tasks = get("/configuracoes/tarefas", needs: .runRoutine)
  static let task: Route<String> = get("/configuracoes/tarefas/{name}", needs: .runRoutine)
  static let changeTask: Route<String> = post("/configuracoes/tarefas/{name}", needs: .configure)
  static let startTask: Route<String> = form(
    "/configuracoes/tarefas/{name}/executar", needs: .runRoutine)
  static let taskStream: Route<String> = get(
    "/configuracoes/tarefas/{name}/progresso", needs: .runRoutine)
  static let queues = get("/configuracoes/filas", needs: .runRoutine)
  static let retryWork = form("/configuracoes/filas/tentar", needs: .configure)
  static let discardWork = form("/configuracoes/filas/descartar", needs: .configure)
  static let users = form("/configuracoes/usuarios", needs: .configure)
  static let userExport = get("/configuracoes/usuarios/exportar.csv", needs: .configure)
  static let newUser = get("/configuracoes/usuarios/novo", needs: .configure)
  static let user: Route<ID<User>> = form("/configuracoes/usuarios/{id}", needs: .configure)
  static let passwordCode: Route<ID<User>> = form(
    "/configuracoes/usuarios/{id}/senha", needs: .configure)
  static let removeFactorOf: Route<ID<User>> = post(
    "/configuracoes/usuarios/{id}/segundo-fator/retirar", needs: .configure)
  static let endSessionsOf: Route<ID<User>> = post(
    "/configuracoes/usuarios/{id}/sessoes/encerrar", needs: .configure)
  static let apiKeys = form("/configuracoes/chaves-de-api", needs: .configure)
  static let apiKeyExport = get("/configuracoes/chaves-de-api/exportar.csv", needs: .configure)
  static let newAPIKey = get("/configuracoes/chaves-de-api/novo", needs: .configure)
  static let revokeAPIKey: Route<ID<APIKey>> = form(
    "/configuracoes/chaves-de-api/{id}/revogar", needs: .configure)
  static let webhooks = form("/configuracoes/webhooks", needs: .configure)
  static let newWebhook = get("/configuracoes/webhooks/novo", needs: .configure)
  static let webhook: Route<ID<WebhookEndpoint>> = get(
    "/configuracoes/webhooks/{id}", needs: .configure)
  static let deliveryExport: Route<ID<WebhookEndpoint>> = get(
    "/configuracoes/webhooks/{id}/entregas.csv", needs: .configure)
  static let redeliver: Route<(ID<WebhookEndpoint>, ID<WebhookDeliverySummary>)> = post(
    "/configuracoes/webhooks/{id}/entregas/{delivery}/repetir", needs: .configure)
  static let removeWebhook: Route<ID<WebhookEndpoint>> = form(
    "/configuracoes/webhooks/{id}/remover", needs: .configure)
  static let audit = get("/configuracoes/auditoria", needs: .audit)
  static let checkTrail = post("/configuracoes/auditoria", needs: .audit, isSubject: true)
  static let auditStream: Route<ID<AuditCheck>> = get(
    "/configuracoes/auditoria/{id}/progresso", needs: .audit, isSubject: true)
  static let clock = form("/configuracoes/relogio", needs: .configure)
}

extension Contents {
  private static func get<Place>(
    _ pattern: String, needs permission: Permission? = nil, isSubject: Bool = false
  ) -> Route<Place> {
    Route(.get, pattern, needs: permission, isSubject: isSubject)
  }

  private static func post<Place>(
    _ pattern: String, needs permission: Permission? = nil, isSubject: Bool = false
  ) -> Route<Place> {
    Route(.post, pattern, needs: permission, isSubject: isSubject)
  }

  private static func form<Place>(
    _ pattern: String, needs permission: Permission? = nil, isSubject: Bool = false
  ) -> Route<Place> {
    Route(.form, pattern, needs: permission, isSubject: isSubject)
  }

  private static func get(
    _ pattern: String, needs permission: Permission? = nil, isSubject: Bool = false
  ) -> Route<Void> {
    Route(.get, pattern, needs: permission, isSubject: isSubject)
  }

  private static func post(
    _ pattern: String, needs permission: Permission? = nil, isSubject: Bool = false
  ) -> Route<Void> {
    Route(.post, pattern, needs: permission, isSubject: isSubject)
  }

  private static func form(
    _ pattern: String, needs permission: Permission? = nil, isSubject: Bool = false
  ) -> Route<Void> {
    Route(.form, pattern, needs: permission, isSubject: isSubject)
  }
}
