import BureauRegister
import BureauSite
import Credit
import Fictitious
import Foundation
import HTTPService
import Hummingbird
import JSONText
import Logging
import Outbound
import SQLDatabase
import Sealing
import Webhooks
import World

/// A reference bureau over a database of its own that answers on a free port of this machine.
struct BenchmarkBureau: Sendable {
  /// Rows of one transaction while the register is filled.
  private static let batch = 10_000
  static let emptyPath = "/empty"

  let register: Register
  let port: Int
  let token: String
  let client: OutboundClient
  private let sealer: Sealer
  private let documents: DocumentIndex

  static func use<Value: Sendable>(
    url: String?, version: String,
    _ body: @escaping @Sendable (BenchmarkBureau) async throws -> Value
  ) async throws -> Value {
    let files = FileManager.default
    let folder =
      NSTemporaryDirectory() + "adimple-bureau-\(ProcessInfo.processInfo.processIdentifier)"
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(
        try await run(
          url: url ?? "sqlite:\(folder)/bureau.sqlite", version: version, body))
    } catch {
      outcome = .failure(error)
    }
    try files.removeItem(atPath: folder)
    return try outcome.get()
  }

  private static func run<Value: Sendable>(
    url: String, version: String,
    _ body: @escaping @Sendable (BenchmarkBureau) async throws -> Value
  ) async throws -> Value {
    var logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
    // A cancelled server tells an error that is none.
    logger.logLevel = .critical
    let database = try await openDatabase(url: url, options: DatabaseOptions(), logger: logger)
    try await database.migrate(BureauSchema.migrations)
    let random = SystemRandom()
    let key = MasterKey.generate(random: random)
    let register = Register(
      database: database,
      world: World(
        clock: VirtualClock(startingAt: BenchmarkOffice.today.at(hour: 12), running: false),
        random: random, logger: logger), masterKey: key, options: Register.Options())
    let credentials = try await register.addParticipant(
      name: "Medida", document: FictitiousProvider.document)
    let bureau = ReferenceBureau(register: register, sender: NoWebhooks())
    let router = bureau.router(timekeeper: nil, version: version)
    router.post(RouterPath(emptyPath)) { request, _ in
      _ = try await request.body.collect(upTo: BodyLimit.json)
      return Response.json([:])
    }
    let client = OutboundClient()
    let sealer = Sealer(
      masterKey: key, purpose: KeyPurpose("bureau-sealing"), random: random)
    let outcome: Result<Value, any Error>
    do {
      outcome = .success(
        try await serve(router, logger: logger) { port in
          try await body(
            BenchmarkBureau(
              register: register, port: port,
              token: try await token(credentials, client, port: port), client: client,
              sealer: sealer, documents: DocumentIndex(masterKey: key)))
        })
    } catch {
      outcome = .failure(error)
    }
    await database.close()
    try await client.close()
    return try outcome.get()
  }

  private static func serve<Value: Sendable>(
    _ router: Router<ServiceContext>, logger: Logger,
    _ body: @escaping @Sendable (Int) async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (ports, bound) = AsyncStream<Int>.makeStream()
      let server = HTTPServer(
        router: router, settings: HTTPServerSettings(), logger: logger,
        onBound: { bound.yield($0) })
      group.addTask {
        do {
          try await server.run()
        } catch is CancellationError {
          // The measurement is over.
        }
        bound.finish()
      }
      guard let port = await ports.first(where: { _ in true }) else {
        throw BenchmarkFailure("A medida falhou: o servidor não subiu.")
      }
      defer { group.cancelAll() }
      return try await body(port)
    }
  }

  private struct NoWebhooks: WebhookSender {
    func send(_ message: WebhookMessage) async -> WebhookReply {
      .failed(.unreachable(.noConnection))
    }
  }

  private static func token(
    _ credentials: ParticipantCredentials, _ client: OutboundClient, port: Int
  ) async throws -> String {
    let answer = try await client.answer(
      .post, "http://127.0.0.1:\(port)/oauth/token",
      headers: [("content-type", "application/x-www-form-urlencoded")],
      body: "grant_type=client_credentials&client_id=\(credentials.clientID)"
        + "&client_secret=\(credentials.clientSecret)")
    guard let token = try JSON.parse(answer.body)["access_token"]?.string else {
      throw BenchmarkFailure("A medida falhou: o birô não deu um token.")
    }
    return token
  }

  /// The document of a record, never one of the test mass that is answered otherwise.
  static func document(_ number: Int) -> String {
    CPF.fictitious(number: UInt64(number)).bare
  }

  /// Puts visible records into the register, one for each number.
  func fill(_ numbers: Range<Int>) async throws {
    let sealer = sealer
    let documents = documents
    for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: Self.batch) {
      let range = start..<min(start + Self.batch, numbers.upperBound)
      try await register.database.write { transaction in
        let participant = try transaction.first("SELECT MIN(id) FROM participants") {
          try $0.integer(0)
        }
        let ids = try transaction.nextIdentifiers(range.count)
        try transaction.executeMany(
          Self.insertion,
          zip(range, ids).map { number, id in
            let document = Self.document(number)
            return [
              id.sqlValue, participant.sqlValue, "r-\(number)".sqlValue,
              [UInt8](repeating: 0, count: 32).sqlValue,
              documents.value(forBare: document).sqlValue,
              sealer.seal(
                "{\"document\":\"\(document)\",\"name\":\"Maria \(number)\"}",
                place: "records.debtor/\(ID<ListedRecord>(id))"
              ).sqlValue, "C-\(number)".sqlValue,
            ]
          })
      }
    }
  }

  private static let insertion: String = {
    let today = BenchmarkOffice.today
    let due = today.adding(days: -200)
    let day = { (date: CivilDate) in String(date.daysSinceEpoch) }
    let posted = day(today.adding(days: -75))
    let seen = today.adding(days: -60).startOfDay.microseconds
    return """
      INSERT INTO records (id, participant_id, reference, content_hash, document_index, debtor,
        role, creditor_branch_document, contract_number, restriction_code, due_on, amount_cents,
        notice_channel, received_at, state, version, accepted_at, notice_issued_on,
        visible_from_on, visible_at, expires_on, rejections, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'principal', '\(FictitiousProvider.document)', ?7, 'internet',
        \(day(due)), 15990, 'letter', \(seen), 'visible', 4, \(seen), \(posted),
        \(day(today.adding(days: -60))), \(seen), \(day(due.adding(years: 5))), '[]', \(seen))
      """
  }()
}
