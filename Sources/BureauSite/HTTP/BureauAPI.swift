import BureauRegister
import Coordination
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import KeptAnswers
import World

/// The bureau's HTTP interface under `/v1`.
struct BureauAPI: Sendable {
  let register: Register
  let timekeeper: Timekeeper?
  /// The answers of requests with an `Idempotency-Key`.
  let storedAnswers: KeptAnswers
  /// Persons concerned, at the pages and at the interface. They stand on the hash of the code, so
  /// that each request asks again what it still opens.
  let consumers: PageSessions

  /// - Parameter wallClock: the time of people, by which sessions go; the bureau's own where left
  ///   out.
  init(register: Register, timekeeper: Timekeeper?, wallClock: (any Clock)? = nil) {
    self.register = register
    self.timekeeper = timekeeper
    consumers = PageSessions(
      .init(
        kind: "person", idleSeconds: 900, absoluteSeconds: Self.consumerSeconds, limit: 1_000),
      database: register.database, clock: wallClock ?? register.world.clock)
    storedAnswers = KeptAnswers(database: register.database, sealer: register.sealer)
  }

  /// How long a person concerned stays in after the code of the letter, at the most.
  static let consumerSeconds = 3_600

  var virtual: VirtualClock? { timekeeper == nil ? nil : register.world.clock.virtual }

  var routes: RouteTable {
    var table = RouteTable()
    addTokens(to: &table)
    addCatalogue(to: &table)
    addCodes(to: &table)
    addInquiries(to: &table)
    addAccount(to: &table)
    addListings(to: &table)
    addRemovals(to: &table)
    addCorrections(to: &table)
    addConsumers(to: &table)
    addDisputes(to: &table)
    addStateTerms(to: &table)
    addPostingTerms(to: &table)
    addCredentials(to: &table)
    addOffice(to: &table)
    addNotices(to: &table)
    addWebhooks(to: &table)
    addSimulation(to: &table)
    addMailSimulation(to: &table)
    return table
  }

  /// Who holds a bearer token (RFC 6750).
  func authenticate(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    guard let token = Self.bearer(request) else { throw Problem.unauthenticated() }
    guard let holder = try await desk.holder(of: token) else {
      throw Problem.unauthenticated(
        code: "invalid-token", "O token não existe ou expirou; peça outro.",
        challenge: "Bearer error=\"invalid_token\"")
    }
    guard holder.allowed.allows(context.remoteAddress) else {
      throw Problem.forbidden(
        code: "address-not-allowed", "Este participante não usa o birô a partir deste endereço.")
    }
    return holder
  }

  /// The token of the header `Authorization: Bearer …`; the scheme is written in letters of any
  /// size (RFC 9110, section 11.1).
  static func bearer(_ request: Request) -> String? {
    guard let header = request.headers[.authorization], let space = header.firstIndex(of: " "),
      header[..<space].lowercased() == "bearer"
    else { return nil }
    return String(header[header.index(after: space)...].drop { $0 == " " })
  }

  var desk: TokenDesk {
    TokenDesk(
      database: register.database, world: register.world, offersSimulation: virtual != nil,
      wrongSecrets: register.wrongSecrets)
  }

  /// Adds an operation on which the faults of the plan strike: before the work, or after it.
  func add(
    _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
    to table: inout RouteTable, _ handler: @escaping RouteTable.Handler
  ) {
    let register = register
    table.add(method, path, virtual == nil ? operation : operation.withSimulatedFaults) {
      request, context in
      let fate = register.faults.fateOfRequest()
      if fate.latencyMilliseconds > 0 {
        try await Task.sleep(for: .milliseconds(fate.latencyMilliseconds))
      }
      if fate.isRefused { throw Self.simulatedLimit }
      if fate.fails { throw Self.simulatedError }
      var response = try await handler(request, context)
      guard fate.failsAfterCommit || fate.losesAnswer else { return response }
      // What was done stays done: a repetition with the same key finds the answer.
      if let claim = context.idempotency, response.status.code < 400 {
        let answer = StoredAnswer(
          status: response.status.code, headers: [["content-type", "application/json"]],
          body: try await response.collectBody())
        try await storedAnswers.complete(
          claim, answer: answer, now: register.world.clock.now())
      }
      throw fate.losesAnswer ? Self.simulatedLoss : Self.simulatedErrorAfterCommit
    }
  }

  private static let simulatedLimit: Problem = {
    var problem = Problem.tooManyRequests(retryAfterSeconds: 1)
    problem.code = "simulated-limit"
    return problem
  }()
  private static let simulatedError = Problem(
    .internalServerError, code: "simulated-error", title: "Falha simulada",
    detail: "O simulador devolveu um erro antes de fazer qualquer coisa.")
  private static let simulatedErrorAfterCommit = Problem(
    .internalServerError, code: "simulated-error-after-commit", title: "Falha simulada",
    detail: "O simulador fez o que foi pedido e devolveu um erro.")
  private static let simulatedLoss = Problem(
    .gatewayTimeout, code: "simulated-lost-answer", title: "Resposta perdida",
    detail: "O simulador fez o que foi pedido e perdeu a resposta.")
}

extension Operation {
  /// The same with the statuses that a rehearsal can ask for.
  fileprivate var withSimulatedFaults: Operation { adding(problems: [429, 500, 504]) }
}

extension ServiceContext {
  func participant() throws -> ID<Participant> {
    guard let holder = try requirePrincipal() as? TokenHolder else {
      throw Problem.unauthenticated()
    }
    return holder.participant
  }
}

extension Operation.Access {
  static func scope(_ scope: BureauScope) -> Operation.Access { .anyOf([scope.rawValue]) }
}
