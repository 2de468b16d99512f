import Credit
import CreditorPages
import DebtCollection
import Fictitious
import Sealing
import World

/// A filled house and what its addresses are made of.
struct PagesHouse: Sendable {
  let office: Office
  let places: PagesBook.Places
  let people: Int
  let receivables: Int

  /// Serves a house on a free port of this machine while `body` runs, with a person logged in.
  static func serve<Value: Sendable>(
    _ house: PagesHouse, by program: BenchmarkProgram,
    _ body: (PagesVisitor) async throws -> Value
  ) async throws -> Value {
    let office = house.office
    let user = try await program.addAdministrator("medida@exemplo.example", office)
    let session = try await office.sessions.beginSession(
      of: user, address: nil, agent: nil, at: SystemClock().now())
    let (ports, bound) = AsyncStream<Int>.makeStream()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { bound.finish() }
        do {
          try await program.serve(office) { bound.yield($0) }
        } catch is CancellationError {
          // The measurement is over.
        }
      }
      defer { group.cancelAll() }
      for await port in ports {
        return try await body(
          PagesVisitor(
            house: house, user: user.id, base: "http://127.0.0.1:\(port)",
            cookie: "\(SessionCookie.name)=\(session.secret)",
            patterns: program.pagePatterns(office)))
      }
      throw BenchmarkFailure("O servidor da medida não começou.")
    }
  }

  /// Every combination of the filters of every list.
  var listAddresses: [String] {
    let middle = people / 2
    return ListAddresses(
      person: ID(places.people + Int64(middle)),
      names: [FictitiousNames.plain(middle), "A", "Ana B", "Nemo"],
      numbers: ["T\(receivables / 2)", "nenhum"], today: office.world.clock.now().civilDate
    ).all
  }

  /// The contract of the same person as `id` gives.
  func contract(_ number: Int) -> String {
    ID<Contract>(places.contracts + Int64(number * 7_919 % max(people, 1))).description
  }

  /// The id that stands in an address, by the beginning of its pattern; the longest that fits
  /// counts. Another number gives another record.
  func id(_ pattern: String, _ number: Int) -> String? {
    func one<Entity: Identified>(_ kind: Entity.Type, _ first: Int64, of count: Int) -> String {
      ID<Entity>(first + Int64(number * 7_919 % max(count, 1))).description
    }
    let listings = receivables / 20
    // Of a hundred numbers the first 62 are paid and have a payment.
    let paid = ID<Payment>(places.payments + Int64(number * 100 % max(receivables, 1)))
    let ids: [(String, String)] = [
      ("/negativacoes/", one(Listing.self, places.listings, of: listings)),
      ("/clientes/", one(Person.self, places.people, of: people)),
      ("/crm/leads/", ID<Person>(places.people + Int64(min(48, people - 1))).description),
      ("/crm/prospeccoes/", ID<Person>(places.people + Int64(min(49, people - 1))).description),
      ("/consultas/", one(Inquiry.self, places.inquiries, of: people)),
      ("/consultas/pessoa/", one(Person.self, places.people, of: people)),
      ("/financeiro/titulos/", one(Receivable.self, places.receivables, of: receivables)),
      ("/financeiro/recebimentos/", paid.description),
      ("/financeiro/importacoes/", ID<ImportJob>(places.imports).description),
      ("/financeiro/retornos/", ID<ImportJob>(places.imports).description),
      ("/crm/cobranca/parametros/", ID<CollectionRule>(places.rule).description),
      ("/crm/cobranca/execucoes/", ID<CollectionRun>(places.runs).description),
      ("/negativacoes/conciliacao/", ID<Reconciliation>(places.reconciliations).description),
      ("/configuracoes/integracoes/", ID<Integration>(places.integration).description),
      ("/configuracoes/filiais/", ID<Branch>(places.branch).description),
      ("/configuracoes/webhooks/", ID<WebhookEndpoint>(places.endpoint).description),
      ("/configuracoes/auditoria/", ID<AuditCheck>(places.checks).description),
    ]
    return ids.filter { pattern.hasPrefix($0.0) }.max { $0.0.utf8.count < $1.0.utf8.count }?.1
  }
}
