import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSONText
import Synchronization
import Testing
import World

@Suite("Idempotency")
struct IdempotencyTests {
  private let server = SampleServer()
  private static let replayed = HTTPField.Name("Idempotency-Replayed")!

  private func key(_ text: String) -> HTTPFields {
    [.init("Idempotency-Key")!: text]
  }

  @Test("the same request with the same key is done once and answered alike")
  func replay() async throws {
    let server = server
    try await server.test { (client) async throws -> Void in
      let first = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      #expect(first.status == .created)
      #expect(first.headers[Self.replayed] == nil)
      let second = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      #expect(second.status == .created)
      #expect(second.text == first.text)
      #expect(second.headers[Self.replayed] == "true")
      #expect(second.headers[.location] == "/api/v1/people/1")
      #expect(second.headers[.contentType] == "application/json")
      #expect(server.created.withLock { $0 } == 1)
    }
  }

  @Test("the key with another body is refused, and nothing is done")
  func mismatch() async throws {
    let server = server
    try await server.test { (client) async throws -> Void in
      _ = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      let other = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Bia"}"#, headers: key("k1"))
      #expect(other.status == .unprocessableContent)
      #expect(try other.json()["code"] == "idempotency-key-reused")
      #expect(server.created.withLock { $0 } == 1)
    }
  }

  @Test("without a key, and with another key, a request is done again")
  func distinct() async throws {
    let server = server
    try await server.test { (client) async throws -> Void in
      for headers in [HTTPFields(), HTTPFields(), key("a"), key("b")] {
        _ = try await client.call(
          .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: headers)
      }
      #expect(server.created.withLock { $0 } == 4)
    }
  }

  @Test(
    "a refusal or failure gives the key back", arguments: [("conflict", 409), ("crash", 500)])
  func release(name: String, status: Int) async throws {
    try await server.test { (client) async throws -> Void in
      let refused = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"\#(name)"}"#, headers: key("k1"))
      #expect(refused.status.code == status)
      let next = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      #expect(next.status == .created)
    }
  }

  @Test("while the first runs the second is 409; a claim left by a crash is taken over in time")
  func inProgressAndOrphan() async throws {
    let server = server
    try await server.test { (client) async throws -> Void in
      _ = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      // As if the process had stopped between the claim and the answer.
      server.store.entries.withLock { entries in
        for name in entries.keys { entries[name]?.answer = nil }
      }
      let running = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      #expect(running.status == .conflict)
      #expect(running.headers[.retryAfter] == "1")
      #expect(try running.json()["code"] == "idempotency-key-in-progress")
      let later = server.clock.now().adding(
        seconds: IdempotencyKey.orphanedAfterMinutes * 60 + 1)
      server.clock.move(to: later)
      let taken = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      #expect(taken.status == .created)
      #expect(taken.headers[Self.replayed] == nil)
    }
  }

  @Test("work that was written, and whose answer was lost, is told as done and not done again")
  func lostAnswer() async throws {
    let server = server
    try await server.test { (client) async throws -> Void in
      _ = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      server.store.entries.withLock { entries in
        for name in entries.keys {
          entries[name]?.answer = nil
          entries[name]?.wrote = true
          entries[name]?.isInDoubt = true
        }
      }
      let again = try await client.call(
        .post, "/api/v1/people", json: #"{"name":"Ana"}"#, headers: key("k1"))
      #expect(again.status == .conflict)
      #expect(try again.json()["code"] == "idempotency-answer-lost")
      #expect(server.created.withLock { $0 } == 1)
    }
  }

  @Test("a key is required where the operation says so, and must be a plain word")
  func form() async throws {
    try await server.test { (client) async throws -> Void in
      let none = try await client.call(.post, "/api/v1/people/merges")
      #expect(none.status == .badRequest)
      #expect(try none.json()["code"] == "idempotency-key-required")
      #expect(
        try await client.call(.post, "/api/v1/people/merges", headers: key("k")).status == .ok)
      for text in ["a b", String(repeating: "k", count: IdempotencyKey.lengthLimit + 1)] {
        let response = try await client.call(.post, "/api/v1/people/merges", headers: key(text))
        #expect(try response.json()["code"] == "invalid-idempotency-key")
      }
    }
  }

  @Test("the key of another principal is another key")
  func scope() async throws {
    try await server.test { (client) async throws -> Void in
      for caller in ["writer", "reader"] {
        let response = try await client.call(
          .post, "/api/v1/people/merges", as: caller, json: "{}", headers: key("same"))
        #expect(response.status == .ok)
        #expect(response.headers[Self.replayed] == nil)
      }
    }
  }
}
