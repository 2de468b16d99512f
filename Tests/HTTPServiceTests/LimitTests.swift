import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import ServiceLifecycle
import Testing
import World

@Suite("Limits and measurements")
struct LimitTests {
  private let server = SampleServer()

  @Test("a bucket empties, tells when to come back, and grows with the clock")
  func rateLimit() async throws {
    let server = server
    try await server.test(limit: .init(quota: 2, windowSeconds: 60)) {
      (client) async throws -> Void in
      let first = try await client.call(.get, "/api/v1/people")
      #expect(first.headers[.rateLimit] == "\"default\";r=1;t=30")
      #expect(first.headers[.rateLimitPolicy] == "\"default\";q=2;w=60")
      #expect(try await client.call(.get, "/api/v1/people").status == .ok)
      let third = try await client.call(.get, "/api/v1/people")
      #expect(third.status == .tooManyRequests)
      #expect(third.headers[.retryAfter] == "30")
      #expect(third.headers[.rateLimit] == "\"default\";r=0;t=30")
      #expect(try third.json()["code"] == "too-many-requests")
      // Another principal has a bucket of its own.
      #expect(try await client.call(.get, "/api/v1/people", as: "reader").status == .ok)
      server.clock.move(to: server.clock.now().adding(seconds: 29))
      #expect(try await client.call(.get, "/api/v1/people").status == .tooManyRequests)
      server.clock.move(to: server.clock.now().adding(seconds: 1))
      #expect(try await client.call(.get, "/api/v1/people").status == .ok)
      server.clock.move(to: server.clock.now().adding(seconds: 86_400))
      #expect(try await client.call(.get, "/api/v1/people").status == .ok)
      #expect(try await client.call(.get, "/api/v1/people").status == .ok)
      #expect(try await client.call(.get, "/api/v1/people").status == .tooManyRequests)
    }
  }

  @Test("a limit of the own login leaves alone what is open or has a login of its own")
  func ownLogin() async throws {
    try await server.test(limit: .init(quota: 1, windowSeconds: 60), of: .ownLogin) {
      (client) async throws -> Void in
      #expect(try await client.call(.get, "/api/v1/people").status == .ok)
      #expect(try await client.call(.get, "/api/v1/people").status == .tooManyRequests)
      for path in ["/openapi.json", "/healthz"] {
        for _ in 0..<3 {
          let answer = try await client.call(.get, path)
          #expect(answer.status == .ok && answer.headers[.rateLimit] == nil, "\(path)")
        }
      }
    }
  }

  @Test("the description tells the headers of a limit")
  func described() async throws {
    try await server.test { (client) async throws -> Void in
      let document = try await client.call(.get, "/openapi.json").json()
      let headers = document["paths"]?["/api/v1/people"]?["get"]?["responses"]?["429"]?["headers"]
      #expect(
        headers?.members?.map(\.name) == ["Retry-After", "RateLimit", "RateLimit-Policy"])
    }
  }

  @Test("as many random bytes as were asked for", arguments: [0, 1, 7, 8, 9, 12, 32])
  func randomBytes(_ count: Int) {
    let (one, other) = (SystemRandom().bytes(count), SystemRandom().bytes(count))
    #expect(one.count == count && other.count == count)
    if count >= 12 { #expect(one != other) }
  }

  @Test("failed logins are limited by the address")
  func failedLogins() async throws {
    try await server.test(limit: .init(quota: 3, windowSeconds: 60)) {
      (client) async throws -> Void in
      for _ in 0..<3 {
        #expect(try await client.call(.get, "/api/v1/people", as: "x").status == .unauthorized)
      }
      #expect(try await client.call(.get, "/api/v1/people", as: "x").status == .tooManyRequests)
      #expect(try await client.call(.get, "/api/v1/people").status == .ok)
    }
  }

  @Test("the callers that a limiter remembers are bounded, and who is limited stays so")
  func callers() throws {
    let limiter = RateLimiter(
      policy: .init(quota: 2, windowSeconds: 60), clock: server.clock)
    for _ in 0..<2 { _ = try limiter.spend(key: "busy") }
    for index in 0..<RateLimiter.callerLimit + 20 { _ = try limiter.spend(key: "k\(index)") }
    #expect(throws: Problem.self) { try limiter.spend(key: "busy") }
  }

  @Test("a server takes a free port, tells it, and stops when it is asked to")
  func listens() async throws {
    let settings = server.settings()
    let (ports, found) = AsyncStream<Int>.makeStream()
    let http = HTTPServer(
      router: server.table(settings).router(settings), settings: HTTPServerSettings(),
      logger: server.world.logger, onBound: { port in found.yield(port) })
    let group = ServiceGroup(
      configuration: .init(services: [http], logger: server.world.logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = await ports.first { _ in true }
      #expect((port ?? 0) > 0)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }
}
