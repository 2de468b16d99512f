import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Logging
import Outbound
import SQLDatabase
import Sealing
import Synchronization
import TestKit
import Testing
import Webhooks
import World

@testable import BureauRegister
@testable import BureauSite

/// Random bytes that are the same in every run.
final class SeededRandom: RandomSource {
  private let state: Mutex<UInt64>

  init(seed: UInt64) { state = Mutex(seed) }

  func bytes(_ count: Int) -> [UInt8] {
    state.withLock { state in
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
    }
  }
}

/// A receiver of webhooks that keeps what it gets and answers what it is told to.
final class RecordingSender: WebhookSender {
  struct Message: Sendable {
    let url: String
    let headers: [String: String]
    let body: String
  }

  private let kept = Mutex<[Message]>([])
  private let answer = Mutex<WebhookReply>(.answered(status: 200, pause: nil))

  var messages: [Message] { kept.withLock { $0 } }
  /// nil: no answer comes.
  func answers(_ status: Int?, pause: Pause? = nil) {
    answer.withLock {
      $0 =
        status.map { .answered(status: $0, pause: pause) }
        ?? .failed(.unreachable(.noConnection))
    }
  }

  func send(_ sent: WebhookMessage) async -> WebhookReply {
    let message = Message(
      url: sent.url,
      headers: Dictionary(
        sent.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
      body: String(decoding: sent.body, as: UTF8.self))
    kept.withLock { $0.append(message) }
    return answer.withLock { $0 }
  }
}

/// The answer of the bureau to one request.
struct Answer {
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let bytes: [UInt8]

  var json: JSON {
    get throws { try JSON.parse(bytes) }
  }
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// A bureau over a private database with a clock that stands still, spoken to over its router.
struct BureauBench {
  /// Monday, 23 November 2026, 09:00 in Brasília.
  static let start = CivilDate(year: 2026, month: 11, day: 23)!.at(hour: 9)

  /// The database itself, also where the bureau's own way to it dies.
  let database: any Database
  let clock: VirtualClock
  let register: Register
  let keeper: Timekeeper
  let sender: RecordingSender
  let credentials: ParticipantCredentials
  let client: any TestClientProtocol
  let token: String
  let masterKey: MasterKey

  /// - Parameter writes: after how many of its writes the process loses the database; never where
  ///   left out. What the bench needs to begin is not counted.
  static func run(
    on engine: TestDatabase, startingAt start: Instant = start,
    dyingAfterWrites writes: Int? = nil,
    _ body: @escaping @Sendable (BureauBench) async throws -> Void
  ) async throws {
    try await engine.withDatabase(migrations: BureauSchema.migrations) { database in
      // It says nothing, and keeps the ids of requests, by which pages are told apart.
      var logger = Logger(label: "test", factory: { StreamLogHandler.standardError(label: $0) })
      logger.logLevel = .critical
      let clock = VirtualClock(startingAt: start, running: false)
      let random = SeededRandom(seed: 7)
      var options = Register.Options()
      options.webhookPolicy = .bureauWebhooksInRehearsal
      let key = MasterKey.generate(random: random)
      let world = World(clock: clock, random: random, logger: logger)
      try await Register(database: database, world: world, masterKey: key, options: options)
        .beginTrail()
      // The participant and its token are two writes.
      let reached: any Database =
        writes.map { DyingDatabase(database, afterWrites: $0 + 2) } ?? database
      let register = Register(
        database: reached, world: world, masterKey: key, options: options)
      let credentials = try await register.addParticipant(
        name: "Provedor Exemplo", document: "12.ABC.345/01DE-35")
      try await serve(
        register, over: database, masterKey: key, clock: clock, credentials: credentials, body)
    }
  }

  /// A new process over what the first one left.
  func revived(_ body: @escaping @Sendable (BureauBench) async throws -> Void) async throws {
    let register = Register(
      database: database, world: register.world, masterKey: masterKey, options: register.options)
    try await Self.serve(
      register, over: database, masterKey: masterKey, clock: clock, credentials: credentials, body)
  }

  private static func serve(
    _ register: Register, over database: any Database, masterKey: MasterKey, clock: VirtualClock,
    credentials: ParticipantCredentials,
    _ body: @escaping @Sendable (BureauBench) async throws -> Void
  ) async throws {
    let logger = register.world.logger
    let sender = RecordingSender()
    let bureau = ReferenceBureau(register: register, sender: sender)
    let keeper = Timekeeper(clock: clock, duties: bureau.duties, logger: logger)
    let router = bureau.router(
      timekeeper: keeper, version: "test",
      pages: PageSettings(
        wallClock: VirtualClock(startingAt: start, running: false),
        consolePassword: PageBrowser.consolePassword))
    try await Application(router: router, logger: logger).test(.router) { client in
      let token = try await Self.token(credentials, client)
      try await body(
        BureauBench(
          database: database, clock: clock, register: register, keeper: keeper, sender: sender,
          credentials: credentials, client: client, token: token, masterKey: masterKey))
    }
  }

  static func token(
    _ credentials: ParticipantCredentials, _ client: any TestClientProtocol
  ) async throws -> String {
    let form =
      "grant_type=client_credentials&client_id=\(credentials.clientID)"
      + "&client_secret=\(credentials.clientSecret)"
    let response = try await client.execute(
      uri: "/oauth/token", method: .post,
      headers: [.contentType: "application/x-www-form-urlencoded"],
      body: ByteBuffer(string: form))
    let json = try JSON.parse(Array(buffer: response.body))
    return try #require(json["access_token"]?.string)
  }

  /// The same with a token of now, for tests that move the clock behind the bureau's back.
  func renewed() async throws -> BureauBench {
    BureauBench(
      database: database, clock: clock, register: register, keeper: keeper, sender: sender,
      credentials: credentials, client: client,
      token: try await Self.token(credentials, client), masterKey: masterKey)
  }

  func call(
    _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, key: String? = nil,
    token other: String? = nil
  ) async throws -> Answer {
    var headers: HTTPFields = [.authorization: "Bearer \(other ?? token)"]
    if body != nil { headers[.contentType] = "application/json" }
    if let key { headers[HTTPField.Name("Idempotency-Key")!] = key }
    let response = try await client.execute(
      uri: path, method: method, headers: headers,
      body: body.map { ByteBuffer(bytes: $0.bytes) })
    return Answer(
      status: response.status, headers: response.headers, bytes: Array(buffer: response.body))
  }

  /// Lists a debt and lets the bureau judge it; answers the id.
  func list(_ body: JSON) async throws -> String {
    let answer = try await call(.post, "/v1/listings", body)
    #expect(answer.status == .accepted)
    let id = try #require(try answer.json["id"]?.string)
    try await keeper.settle()
    return id
  }

  func record(_ id: String) async throws -> JSON {
    try await call(.get, "/v1/listings/\(id)").json
  }

  func state(_ id: String) async throws -> String? {
    try await record(id)["state"]?.string
  }

  func inquire(_ document: String) async throws -> JSON {
    try await call(
      .post, "/v1/inquiries",
      [
        "document": .string(document), "product": "basic", "purpose": "credit-granting",
        "reference": "i",
      ]
    ).json
  }

  func advance(_ body: JSON) async throws {
    let answer = try await call(.post, "/v1/simulation/clock/advance", body)
    #expect(answer.status == .ok)
  }

  /// Moves the clock to an instant of a day in Brasília.
  func advance(to day: String, hour: Int = 0, minute: Int = 0, second: Int = 0) async throws {
    let date = try #require(CivilDate(iso: day))
    let instant = date.at(hour: hour, minute: minute, second: second)
    try await advance(["to": .string(instant.description)])
  }
}

/// A request for inclusion that nothing is wrong with, and changes to it.
enum SampleListing {
  static let document = "52998224725"

  static func body(
    _ reference: String, document: String = document, dueOn: String = "2026-08-10",
    state: String = "SP", changes: [(String, JSON)] = []
  ) -> JSON {
    let whole: JSON = [
      "reference": .string(reference),
      "debtor": [
        "document": .string(document), "name": "Maria de Souza", "birthDate": "1990-05-01",
        "address": [
          "postalCode": "01310-100", "street": "Avenida Paulista", "number": "1000",
          "complement": "", "district": "Bela Vista", "city": "São Paulo",
          "state": .string(state),
        ],
        "email": .null, "phone": .null,
      ],
      "role": "principal", "principalReference": .null,
      "creditorBranchDocument": "12ABC34501DE35", "contractNumber": "C-1",
      "restrictionCode": "internet", "dueOn": .string(dueOn), "amountCents": 15_990,
      "noticeChannel": "letter", "paymentSlip": .null,
    ]
    return replacing(changes, in: whole)
  }

  static func replacing(_ changes: [(String, JSON)], in json: JSON) -> JSON {
    .object(
      (json.members ?? []).map { member in
        let change = changes.first { $0.0 == member.name }
        return .init(member.name, change?.1 ?? member.value)
      })
  }
}
