import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Logging
import Measures
import Synchronization
import World

@testable import Pages

enum Person: Identified {
  static let idPrefix = "per"
}

enum Stage: String, CaseIterable, Sendable {
  case lead, customer
}

struct SamplePrincipal: Principal {
  let name: String
  let permissions: Set<String>
  func holds(_ permission: String) -> Bool { permissions.contains(permission) }
}

struct Unexpected: Error, CustomStringConvertible {
  let description = "row of 529.982.247-25 <ana@example.com> is broken"
}

struct Busy: Error {}

/// A server with one operation of each kind, and what the tests want to see of it.
final class SampleServer: Sendable {
  let clock = VirtualClock(startingAt: Instant(rfc3339: "2026-03-02T12:00:00Z")!, running: false)
  let metrics = PrometheusMetrics()
  let store = MemoryIdempotencyStore()
  let logs = LogLines()
  let created = Mutex(0)
  let ready = Mutex(true)

  var world: World {
    var logger = Logger(label: "test") { [logs] _ in LineHandler(lines: logs) }
    logger.logLevel = .trace
    return World(
      clock: clock, random: CountingRandom(), logger: logger, metrics: metrics)
  }

  func settings(
    limit: RateLimiter.Policy? = nil, of scope: RateLimitScope = .everyone
  ) -> ServiceSettings {
    ServiceSettings(
      world: world, idempotency: store,
      rateLimiter: limit.map { RateLimiter(policy: $0, clock: clock) }, rateLimited: scope,
      stopwatch: Stopwatch { 0 },
      problem: { $0 is Busy ? .unavailable(code: "database-busy") : nil },
      showProblem: { problem, request, _ in
        guard request.headers[.accept] == "text/html" else { return nil }
        return .bytes(
          Array("<h1>\(problem.title)</h1>".utf8), mediaType: "text/html; charset=utf-8",
          status: problem.status)
      },
      authenticate: { request, _ in
        switch request.headers[.authorization] {
        case "Bearer writer": SamplePrincipal(name: "key-1", permissions: ["writer"])
        case "Bearer reader": SamplePrincipal(name: "key-2", permissions: ["reader"])
        default: throw Problem.unauthenticated()
        }
      })
  }

  static let personInput = Body { input in
    _ = input.optional("amountCents", .cents())
    return input.required("name", .string(length: 1...20))
  }
  static let person = Schema.object([
    .required("id", .string), .required("name", .string),
  ]).named("Person")

  func table(_ settings: ServiceSettings) -> RouteTable {
    var table = RouteTable()
    addPeople(to: &table)
    addFailures(to: &table)
    OperationsPages.add(
      to: &table, settings: settings,
      checks: [
        .init("database") { [self] in
          if !ready.withLock({ $0 }) { throw Unexpected() }
        }
      ])
    OperationsPages.addDescription(
      to: &table, title: "Amostra", version: "1", description: "Somente para testes.")
    return table
  }

  private func addPeople(to table: inout RouteTable) {
    table.add(
      .get, "/api/v1/people",
      Operation(
        id: "listPeople", summary: "Lista pessoas", access: .anyOf(["reader", "writer"]),
        query: Operation.Parameter.page + [.init("stage", .oneOf(Stage.allCases.map(\.rawValue)))],
        answers: [.init(200, "As pessoas", .page(of: Self.person))])
    ) { request, _ in
      try QueryReader.read(request) { query in
        _ = query.optional("stage", .oneOf(Stage.self))
        let page = query.page()
        let start = try page.cursorNumber() ?? 0
        let numbers = Array((start + 1)...7).prefix(page.limit + 1)
        return .json(
          Page.json(
            Array(numbers), request: page, key: { [.integer($0)] },
            show: { ["id": .string(ID<Person>($0).description)] }))
      }
    }
    table.add(
      .post, "/api/v1/people",
      Operation(
        id: "createPerson", summary: "Cadastra", access: .anyOf(["writer"]),
        input: .json(Self.personInput), answers: [.init(201, "A pessoa", Self.person)],
        problems: [409], idempotency: .optional)
    ) { [self] request, context in
      let name = try await request.input(Self.personInput)
      if name == "conflict" { throw Problem.conflict(code: "exists", "Já existe.") }
      if name == "crash" { throw Unexpected() }
      let number = created.withLock { count in
        count += 1
        return count
      }
      return .json(
        ["id": .string(ID<Person>(Int64(number)).description), "name": .string(name)],
        status: .created, headers: [.location: "/api/v1/people/\(number)"])
    }
    table.add(
      .get, "/api/v1/people/{id}",
      Operation(
        id: "showPerson", summary: "Mostra", answers: [.init(200, "A pessoa", Self.person)])
    ) { request, context in
      let id: ID<Person> = try context.pathID()
      return .taggedJSON(["id": .string(id.description)], request: request)
    }
    table.add(
      .post, "/api/v1/people/merges",
      Operation(
        id: "mergePeople", summary: "Une", input: .json(.empty),
        answers: [.init(200, "Feito")], idempotency: .required)
    ) { request, _ in
      try await request.input(Body.empty)
      return .json([:])
    }
  }

  private func addFailures(to table: inout RouteTable) {
    for (name, error) in [("unexpected", Unexpected() as any Error), ("busy", Busy())] {
      table.add(
        .get, "/failures/\(name)",
        Operation(id: name, summary: "", access: .open, answers: [], isDocumented: false)
      ) { _, _ in throw error }
    }
    table.add(.post, "/form", .page(id: "form", access: .open)) { request, _ in
      let form = try await request.form()
      return .text(form.all("a").joined(separator: "|"))
    }
    table.add(.post, "/small", .page(id: "small", access: .open)) { request, _ in
      .text(String(try await request.bytes(limit: 10).count))
    }
  }

  func test(
    limit: RateLimiter.Policy? = nil, of scope: RateLimitScope = .everyone,
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let settings = settings(limit: limit, of: scope)
    let router = table(settings).router(settings)
    try await Application(router: router, logger: world.logger).test(.router, body)
  }
}

extension TestClientProtocol {
  /// One request as the caller with a key.
  func call(
    _ method: HTTPRequest.Method, _ uri: String, as key: String? = "writer",
    json: String? = nil, headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    var headers = headers
    if let key { headers[.authorization] = "Bearer \(key)" }
    if json != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
    return try await execute(
      uri: uri, method: method, headers: headers, body: json.map { ByteBuffer(string: $0) })
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }

  func json() throws -> JSON { try JSON.parse(text) }

  /// Pointer and code of every fault.
  func faults() throws -> [String] {
    try (json()["errors"]?.elements ?? []).map {
      "\($0["pointer"]?.string ?? "") \($0["code"]?.string ?? "")"
    }
  }
}

/// Keeps what was logged.
final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  func append(_ line: String) {
    lines.withLock { $0.append(line) }
  }
}

/// Writes level, message and the fields of the line itself, sorted.
struct LineHandler: LogHandler {
  let lines: LogLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  init(lines: LogLines) {
    self.lines = lines
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = (event.metadata ?? [:]).filter { $0.key != "requestId" }
      .map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
    lines.append("\(event.level) \(event.message) \(fields)")
  }
}
