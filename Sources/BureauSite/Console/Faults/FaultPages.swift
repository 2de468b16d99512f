import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// The plan of faults.
enum FaultPages {
  static let path = ConsoleContents.faults.path

  static let rates: [(name: String, label: String, fault: FaultPlan.Fault)] = [
    ("error", "Erro 500 antes de fazer", .error),
    ("errorAfterCommit", "Erro 500 depois de fazer", .errorAfterCommit),
    ("answerLost", "Resposta perdida (504)", .answerLost),
    ("tooManyRequests", "Limite atingido (429)", .tooManyRequests),
    ("webhookLoss", "Webhook perdido", .webhookLoss),
    ("webhookDuplicate", "Webhook em dobro", .webhookDuplicate),
    ("webhookReorder", "Webhook fora de ordem", .webhookReorder),
  ]

  static func section(_ section: ReportSection) -> String {
    switch section {
    case .identity: "Identificação"
    case .company: "Empresa"
    case .federalStatus: "Receita Federal"
    case .listings: "Registros"
    case .protests: "Protestos"
    case .lawsuits: "Ações judiciais"
    case .badCheques: "Cheques sem fundos"
    case .bankruptcies: "Falências"
    case .documentAlerts: "Alertas de documento"
    case .death: "Óbito"
    case .inquiries: "Consultas"
    case .partners: "Sócios"
    case .participations: "Participações"
    case .score: "Pontuação"
    case .decision: "Decisão"
    }
  }
}

extension BureauPages {
  func addFaultPlan(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.faults) { visit in
      faultPage(visit, FaultsView.state(register.faults.settings))
    }
    table.post(ConsoleContents.faults) { visit, form in
      try await attempt(form) { state, status in
        faultPage(visit, state, status: status)
      } _: {
        if form.first("off") == "true" {
          register.faults.set(FaultPlan.Settings())
          return visit.done("Nenhuma falha é simulada.", to: FaultPages.path)
        }
        register.faults.set(try Self.faults(form))
        return visit.done(
          "As falhas valem a partir do próximo pedido; a série recomeçou.", to: FaultPages.path)
      }
    }
  }

  private func faultPage(
    _ visit: ConsoleVisit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) -> Response {
    visit.page(
      "Falhas", crumbs: [Crumb("Falhas")], status: status,
      FaultsView.page(state, token: visit.token))
  }

  private static func faults(_ form: FormFields) throws -> FaultPlan.Settings {
    try FormReader.read(form) { reader in
      var settings = FaultPlan.Settings()
      for rate in FaultPages.rates {
        let percent = reader.optional(rate.name, rate.label, .integer(0...100)) ?? 0
        settings.rates[rate.fault] = percent * FaultPlan.scale / 100
      }
      settings.latencyMilliseconds =
        reader.optional("latency", "Atraso", .integer(0...60_000)) ?? 0
      settings.tokenLifetimeSeconds =
        reader.optional("tokenLifetime", "Validade do token", .integer(1...86_400))
        ?? TokenDesk.lifetimeSeconds
      settings.tokenDiesAfterSeconds = reader.optional(
        "tokenDies", "Morte do token", .integer(1...86_400))
      settings.sourcesDown = Set(
        reader.all("sources", "Fontes", .oneOf(ReportSection.self)).map(\.rawValue))
      let seed = reader.optional("seed", "Semente", .integer(0...Int(Int32.max))) ?? 1
      settings.seed = UInt64(clamping: seed)
      return settings
    }
  }
}

enum FaultsView {
  private static let about: HTML = """
    A semente e a ordem dos pedidos decidem quem falha: com a mesma semente as falhas se repetem. \
    Valem para a API, não para este console, e acabam com o processo.
    """

  static func state(_ settings: FaultPlan.Settings) -> FormState {
    FormState(
      FaultPages.rates.map { rate in
        (rate.name, String((settings.rates[rate.fault] ?? 0) * 100 / FaultPlan.scale))
      } + [
        ("latency", String(settings.latencyMilliseconds)),
        ("tokenLifetime", String(settings.tokenLifetimeSeconds)),
        ("tokenDies", settings.tokenDiesAfterSeconds.map { String($0) } ?? ""),
        ("seed", String(settings.seed)),
      ] + settings.sourcesDown.map { ("sources", $0) })
  }

  static func page(_ state: FormState, token: String) -> HTML {
    """
    \(Look.heading("Falhas", about: about, actions: [
      Look.buttonForm(
        to: FaultPages.path, token: token, fields: [("off", "true")],
        Look.button("Desligar todas", icon: .undo))
    ]))\
    \(Look.sheet(nil, Look.form(
      to: FaultPages.path, token: token, state: state,
      shown: Set(FaultPages.rates.map(\.name) + [
        "latency", "tokenLifetime", "tokenDies", "seed", "sources",
      ]),
      "\(rates(state))\(rest(state))")))
    """
  }

  private static func rates(_ state: FormState) -> HTML {
    let fields = FaultPages.rates.map { rate in
      Look.entry(.init(rate.name, "\(rate.label), em %"), .number(0...100), in: state)
    }
    return "<h2>De cada cem</h2><div class=\"pair\">\(fields)</div>"
  }

  private static func rest(_ state: FormState) -> HTML {
    """
    <h2>Tempo e tokens</h2>\
    \(Look.pair(
      Look.entry(.init("latency", "Atraso de cada pedido, em ms"), .number(0...60_000), in: state),
      Look.entry(
        .init("tokenLifetime", "Validade que o token diz ter, em s"), .number(1...86_400),
        in: state),
      Look.entry(
        .init("tokenDies", "Morte do token antes da hora, em s"), .number(1...86_400), in: state)))\
    <h2>Fontes e semente</h2>\
    \(Look.checks(
      .init("sources", "Fontes que não respondem"),
      ReportSection.allCases.map { .init($0.rawValue, FaultPages.section($0)) }, in: state))\
    \(Look.entry(.init("seed", "Semente"), .number(0...Int(Int32.max)), in: state))\
    \(Look.formEnd(Look.button("Aplicar as falhas", .primary)))
    """
  }
}
