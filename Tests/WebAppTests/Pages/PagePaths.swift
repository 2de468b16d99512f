import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Work

@testable import CreditorAPI
@testable import CreditorPages

/// A concrete address for each pattern of the pages.
enum PagePaths {
  /// Which id stands in a path, by the beginning of its pattern; the longest that fits counts.
  private static func id(_ pattern: String, in house: SampleHouse) -> String? {
    let ids: [(String, String)] = [
      ("/negativacoes/", house.listing.description), ("/clientes/", house.customer.description),
      ("/crm/leads/", house.lead.description), ("/crm/prospeccoes/", house.prospect.description),
      ("/consultas/", house.rows.inquiry.description),
      ("/consultas/pessoa/", house.customer.description),
      ("/financeiro/titulos/", house.title.description),
      ("/financeiro/recebimentos/", house.payment.description),
      ("/financeiro/importacoes/", house.rows.imported.description),
      ("/financeiro/retornos/", house.rows.bankReturn.description),
      ("/crm/cobranca/parametros/", house.rule.description),
      ("/crm/cobranca/execucoes/", house.rows.run.description),
      ("/negativacoes/conciliacao/", house.rows.reconciliation.description),
      (DisputePages.path + "/", house.rows.dispute.description),
      ("/configuracoes/integracoes/", house.integration.description),
      ("/configuracoes/filiais/", house.branch.description),
      ("/configuracoes/usuarios/", house.user.description),
      ("/configuracoes/chaves-de-api/", house.key.description),
      ("/configuracoes/webhooks/", house.rows.endpoint.description),
      ("/configuracoes/auditoria/", house.rows.check.description),
    ]
    return ids.filter { pattern.hasPrefix($0.0) }.max { $0.0.utf8.count < $1.0.utf8.count }?.1
  }

  /// What an address needs besides its path.
  private static func query(_ pattern: String, in house: SampleHouse) -> String {
    switch pattern {
    case "/negativacoes/baixa", "/negativacoes/baixa/resultado", "/negativacoes/aprovar/decidir":
      "?negativacao=\(house.listing)"
    case "/clientes/analise/consulta", "/clientes/analise/incluir": "?pessoa=\(house.customer)"
    case "/crm/leads/analise/consulta": "?pessoa=\(house.lead)"
    case "/crm/prospeccoes/analise/consulta": "?pessoa=\(house.prospect)"
    case StrayRecordPages.keepPath, StrayRecordPages.removalPath: "?registro=\(house.rows.stray)"
    case QueuePages.retryPath, QueuePages.discardPath:
      "?fila=collection-runs&item=\(ID<FailedWork>(house.rows.run.number))"
    default: ""
    }
  }

  /// The filters of what a page shows of one record; those of lists are in `ListAddresses`.
  static func filtered(_ pattern: String, in house: SampleHouse) -> [String] {
    let queries: [String] =
      switch pattern {
      case "/configuracoes/webhooks/{id}": ["?situacao=given-up"]
      case "/financeiro/importacoes/{id}":
        BankReturnLine.Outcome.allCases.map { "?resultado=\($0.rawValue)" }
      case "/crm/cobranca/execucoes/{id}": RunOutcome.allCases.map { "?resultado=\($0.rawValue)" }
      default: []
      }
    guard let path = path(of: pattern, in: house) else { return [] }
    return queries.map { path + $0 }
  }

  /// Pages that answer otherwise in the sample house, each with the reason.
  static let statuses: [String: Set<HTTPResponse.Status>] = [
    // There is a user, and a session: both lead on.
    "/primeiro-acesso": [.seeOther],
    // The bureau of the sample house keeps silent.
    "/negativacoes/{id}/carta.pdf": [.serviceUnavailable, .forbidden],
    // The buttons of a list lead on to the page of who was marked.
    "/clientes/analise/consulta": [.seeOther, .forbidden],
    "/clientes/analise/incluir": [.seeOther, .forbidden],
    "/crm/leads/analise/consulta": [.seeOther, .forbidden],
    "/crm/prospeccoes/analise/consulta": [.seeOther, .forbidden],
    // Nothing of the sample house waits for approval.
    "/negativacoes/aprovar/decidir": [.seeOther, .forbidden],
  ]

  static func path(of pattern: String, in house: SampleHouse) -> String? {
    var path: [String] = []
    for part in pattern.split(separator: "/") {
      switch part {
      case "{id}":
        guard let id = id(pattern, in: house) else { return nil }
        path.append(id)
      case "{name}": path.append("collect")
      case "{document}": path.append(house.rows.document.description)
      case "{contract}": path.append(house.contract.description)
      case _ where part.hasPrefix("{"): return nil
      default: path.append(String(part))
      }
    }
    return "/" + path.joined(separator: "/") + query(pattern, in: house)
  }

  /// Streams end by themselves only when their work does; pictures are no pages.
  static func isStream(_ pattern: String) -> Bool {
    pattern.hasSuffix("/progresso") || pattern.hasSuffix("/andamento")
      || pattern.hasPrefix("/ajuda/telas/")
  }

  /// Whether a page answers there, to that role: what a role may not do is not shown.
  static func isRouted(
    _ method: String, _ path: String, in table: [RouteTable.Route], for role: Role
  ) -> Bool {
    let parts = path.split(separator: "/")
    return table.contains { route in
      guard route.method.rawValue == method else { return false }
      if case .anyOf(let names) = route.operation.access,
        !names.contains(where: { Permission(rawValue: $0).map(role.may) ?? false })
      {
        return false
      }
      let pattern = route.path.split(separator: "/")
      return pattern.count == parts.count
        && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
  }
}
