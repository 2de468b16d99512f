import Credit
package import DebtCollection
package import HTTPService
import HTTPTypes
package import Hummingbird
import JSONText
import Refusals
package import World

/// The creditor's HTTP API under `/api/v1`, over the same use cases as pages and command line.
package struct CreditorAPI: Sendable {
  let office: Office
  /// Moves the process's virtual clock and answers when all that fell due is done; nil with the
  /// machine's clock.
  let timekeeper: Timekeeper?
  /// Real time, by which keys end; nil goes by the product's own clock.
  private let wallClock: (any Clock)?

  package init(office: Office, timekeeper: Timekeeper?, wallClock: (any Clock)? = nil) {
    self.office = office
    self.timekeeper = timekeeper
    self.wallClock = wallClock
  }

  package var routes: RouteTable {
    var table = RouteTable()
    addParameters(to: &table)
    addBranches(to: &table)
    addPeople(to: &table)
    addContracts(to: &table)
    addReceivables(to: &table)
    addWebhookEndpoints(to: &table)
    addBureauEvents(to: &table)
    addImports(to: &table)
    addQueues(to: &table)
    addClock(to: &table)
    let office = office
    table.add(contentsOf: subjectRoutes, refusing: 409) { _, _ in
      guard try await office.houseParameters.parameters().usesCreditAnalysis else {
        throw Refusal.switchedOff
      }
    }
    return table
  }

  /// What belongs to credit analysis: refused while the switch of the house is off (manual,
  /// item 26). Titles, payments and their removals go on, and so does what the bureau reports.
  private var subjectRoutes: RouteTable {
    var table = RouteTable()
    addBranchLink(to: &table)
    addIntegrations(to: &table)
    addTrials(to: &table)
    addListings(to: &table)
    addCollectionRules(to: &table)
    addCollectionRuns(to: &table)
    addInquiries(to: &table)
    addReconciliations(to: &table)
    addStrayRecords(to: &table)
    addDisputes(to: &table)
    return table
  }

  /// Who an API key is.
  package func authenticate(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    let parts = (request.headers[.authorization] ?? "").split(separator: " ")
    // The scheme's name has no case (RFC 9110, 11.1).
    guard parts.count == 2, parts[0].lowercased() == "bearer" else {
      throw Problem.unauthenticated()
    }
    guard let key = try await office.apiKeys.apiKey(secret: String(parts[1]), at: wallClock?.now())
    else {
      throw Problem.unauthenticated(
        code: "invalid-api-key", "A chave de API não existe, foi revogada ou venceu.",
        challenge: "Bearer error=\"invalid_token\"")
    }
    return KeyHolder(key: key)
  }
}

/// An API key at work.
struct KeyHolder: Principal {
  let key: APIKey

  var name: String { key.id.description }
  var actor: Actor { key.actor }

  func holds(_ permission: String) -> Bool {
    Permission(rawValue: permission).map(key.may) ?? false
  }

  var scope: CallerScope? { key.limit?.scope }
}

extension ServiceContext {
  /// Who asks, for the timeline and the access log.
  func actor() throws -> Actor {
    guard let holder = try requirePrincipal() as? KeyHolder else { throw Problem.unauthenticated() }
    return holder.actor
  }

  /// Whether who asks may see what inquiries and listings cost.
  func seesCost() throws -> Bool {
    try requirePrincipal().holds(Permission.seeCost.rawValue)
  }
}

extension Operation.Access {
  /// Whoever has the permission.
  static func needs(_ permission: Permission) -> Operation.Access {
    .anyOf([permission.rawValue])
  }
}
