import Credit
import HTTPTypes
import JSONText
import SQLDatabase
import Synchronization
import TestKit
import Testing
import Webhooks
import Work
import World

@testable import BureauRegister
@testable import BureauSite

/// A receiver whose slow address answers only when the test lets it.
private final class GatedSender: WebhookSender {
  private struct State {
    var isOpen = false
    var sent: [WebhookMessage] = []
    var stalled: [CheckedContinuation<Void, Never>] = []
    var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  static let slow = "http://127.0.0.1:9/slow"
  private let state = Mutex(State())

  var sent: [WebhookMessage] { state.withLock { $0.sent } }
  var stalledCount: Int { state.withLock { $0.stalled.count } }

  func send(_ message: WebhookMessage) async -> WebhookReply {
    if message.url == Self.slow {
      await withCheckedContinuation { continuation in
        let isOpen = state.withLock { state in
          if !state.isOpen { state.stalled.append(continuation) }
          return state.isOpen
        }
        if isOpen { continuation.resume() }
      }
    } else {
      await Task.yield()
    }
    let reached = state.withLock { state in
      state.sent.append(message)
      let count = state.sent.count
      let reached = state.watchers.filter { $0.count <= count }.map(\.continuation)
      state.watchers.removeAll { $0.count <= count }
      return reached
    }
    for watcher in reached { watcher.resume() }
    return .answered(status: 204, pause: nil)
  }

  /// Waits until so many messages were answered.
  func answered(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.sent.count < count { state.watchers.append((count, continuation)) }
        return state.sent.count >= count
      }
      if isThere { continuation.resume() }
    }
  }

  func open() {
    let stalled = state.withLock { state in
      state.isOpen = true
      defer { state.stalled = [] }
      return state.stalled
    }
    for continuation in stalled { continuation.resume() }
  }
}

@Suite("The bureau's webhooks, each endpoint for itself")
struct WebhookSlotsTests {
  /// Two messages of each of some records, waiting for each of these addresses.
  private static func queue(
    _ bureau: BureauBench, records: Int, to urls: [String]
  ) async throws -> [String] {
    for number in 1...records {
      _ = try await bureau.list(
        SampleListing.body("r-\(number)", changes: [("contractNumber", .string("C-\(number)"))]))
    }
    var ids: [String] = []
    for url in urls {
      let answer = try await bureau.call(
        .post, "/v1/webhook-endpoints", ["url": .string(url)])
      ids.append(try #require(try answer.json["id"]?.string))
    }
    for id in ids { try await replay(bureau, id) }
    return ids
  }

  private static func replay(_ bureau: BureauBench, _ id: String) async throws {
    let answer = try await bureau.call(.post, "/v1/webhook-endpoints/\(id)/replay")
    #expect(answer.status == .accepted)
  }

  @Test(
    "one that stalls holds nobody else up", .timeLimit(.minutes(30)),
    arguments: TestDatabase.available)
  func stall(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let records = 12
      let ids = try await Self.queue(
        bureau, records: records, to: [GatedSender.slow, "http://127.0.0.1:9/quick"])
      let sender = GatedSender()
      let duty = WebhookDuty(register: bureau.register, sender: sender)
      let run = Task { try await duty.runDue() }
      await sender.answered(2 * records)
      // What comes for the quick one meanwhile goes out as well.
      try await Self.replay(bureau, ids[1])
      await sender.answered(4 * records)
      #expect(sender.sent.allSatisfy { $0.url != GatedSender.slow })
      #expect(sender.stalledCount == WebhookDuty.share, "its share, and no more")
      let standing = try await bureau.register.queues().first { $0.name == "webhooks" }
      #expect(standing?.running ?? 0 >= WebhookDuty.share)
      sender.open()
      #expect(try await run.value)
      #expect(sender.sent.count { $0.url == GatedSender.slow } == 2 * records)
    }
  }

  @Test(
    "two processes send each message once, those of a record in their order",
    arguments: TestDatabase.available)
  func twoProcesses(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let records = 20
      _ = try await Self.queue(
        bureau, records: records, to: ["http://127.0.0.1:9/a", "http://127.0.0.1:9/b"])
      let sender = GatedSender()
      let register = bureau.register
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<2 {
          group.addTask {
            _ = try await WebhookDuty(register: register, sender: sender).runDue()
          }
        }
        try await group.waitForAll()
      }
      _ = try await WebhookDuty(register: register, sender: sender).runDue()
      #expect(sender.sent.count == 4 * records)
      #expect(Set(sender.sent.map { $0.url + $0.id }).count == 4 * records)
      var versions: [String: [Int64]] = [:]
      for message in sender.sent {
        let data = try JSON.parse(message.body)["data"]
        versions[message.url + (data?["id"]?.string ?? ""), default: []].append(
          data?["version"]?.integer ?? 0)
      }
      #expect(versions.count == 2 * records)
      #expect(versions.values.allSatisfy { $0 == [1, 2] })
    }
  }

  @Test(
    "a message of a process that died goes out after its lease",
    arguments: TestDatabase.available)
  func lease(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await Self.queue(bureau, records: 1, to: ["http://127.0.0.1:9/a"])
      let claimed = try await bureau.register.claimDeliveries(
        limit: 5, share: 5, underWay: [:])
      #expect(claimed.count == 1, "the second one waits for the first")
      let sender = GatedSender()
      let duty = WebhookDuty(register: bureau.register, sender: sender)
      #expect(try await !duty.runDue())
      bureau.clock.move(
        to: bureau.clock.now().adding(seconds: Register.deliveryLeaseSeconds))
      #expect(try await duty.runDue())
      #expect(sender.sent.count == 2)
      // The first process wakes up: what it knows moves nothing any more.
      try await bureau.register.finish(
        WebhookResult(
          delivery: try #require(claimed.first),
          outcome: .replied(.answered(status: 500, pause: nil))))
      let waiting = try await bureau.register.queues().first { $0.name == "webhooks" }
      #expect(waiting?.waiting == 0)
    }
  }

  @Test(
    "410 from an address that was changed meanwhile leaves the new one on",
    arguments: TestDatabase.available)
  func goneOfAnOldAddress(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      let ids = try await Self.queue(bureau, records: 1, to: ["http://127.0.0.1:9/old"])
      let claimed = try await bureau.register.claimDeliveries(limit: 5, share: 5, underWay: [:])
      let sent = try #require(claimed.first)
      let changed = try await bureau.call(
        .patch, "/v1/webhook-endpoints/\(ids[0])", ["url": "http://127.0.0.1:9/new"])
      #expect(changed.status == .ok)
      try await bureau.register.finish(
        WebhookResult(
          delivery: sent, outcome: .replied(.answered(status: 410, pause: nil))))
      let sender = GatedSender()
      #expect(try await WebhookDuty(register: bureau.register, sender: sender).runDue())
      #expect(sender.sent.map(\.url) == Array(repeating: "http://127.0.0.1:9/new", count: 2))
      #expect(Set(sender.sent.map(\.id)).contains(sent.messageID))
    }
  }

  @Test(
    "410 that comes after the claim was lost switches nothing off",
    arguments: TestDatabase.available)
  func goneOfALostClaim(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await Self.queue(bureau, records: 1, to: ["http://127.0.0.1:9/a"])
      let claimed = try await bureau.register.claimDeliveries(limit: 5, share: 5, underWay: [:])
      bureau.clock.move(
        to: bureau.clock.now().adding(seconds: Register.deliveryLeaseSeconds))
      let other = try await bureau.register.claimDeliveries(limit: 5, share: 5, underWay: [:])
      #expect(other.map(\.id) == claimed.map(\.id))
      try await bureau.register.finish(
        WebhookResult(
          delivery: try #require(claimed.first),
          outcome: .replied(.answered(status: 410, pause: nil))))
      let found = try await bureau.database.read { transaction in
        try transaction.first(
          """
          SELECT (SELECT count(*) FROM webhook_endpoints WHERE disabled_at IS NULL),
            (SELECT count(*) FROM deliveries WHERE state = 'waiting'),
            (SELECT count(*) FROM delivery_attempts)
          """
        ) { [try $0.integer(0), try $0.integer(1), try $0.integer(2)] }
      }
      #expect(found == [1, 2, 0])
    }
  }

  @Test(
    "a message that cannot be read fails alone", arguments: TestDatabase.available)
  func unreadable(_ engine: TestDatabase) async throws {
    try await BureauBench.run(on: engine) { bureau in
      _ = try await Self.queue(bureau, records: 3, to: ["http://127.0.0.1:9/a"])
      try await bureau.database.write { transaction in
        _ = try transaction.execute(
          "UPDATE happenings SET body = '{' WHERE id = (SELECT MIN(id) FROM happenings)")
      }
      let sender = GatedSender()
      #expect(try await WebhookDuty(register: bureau.register, sender: sender).runDue())
      #expect(sender.sent.count == 5)
      let problem = try await bureau.database.read { transaction in
        try transaction.first("SELECT last_problem FROM deliveries WHERE state = 'waiting'") {
          try $0.text(0)
        }
      }
      #expect(problem == "unreadable-message")
    }
  }
}
