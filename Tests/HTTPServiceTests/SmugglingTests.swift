import Foundation
import Glibc
import HTTPService
import Hummingbird
import ServiceLifecycle
import Testing
import World

/// Requests whose end two servers in a row could see at two places: none of them is answered as
/// one that was understood.
@Suite struct SmugglingTests {
  private static let inner = "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"

  /// A form whose head is what a test makes of it.
  private static func form(_ headers: String, _ body: String) -> String {
    "POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
      + "Content-Type: application/x-www-form-urlencoded\r\n\(headers)\r\n\r\n\(body)"
  }

  @Test func aPlainRequestIsAnswered() async throws {
    let answer = try await Self.answer(to: Self.form("Content-Length: 3", "a=1"))
    #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer)")
  }

  @Test(arguments: [
    "Content-Length: 3\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nContent-Length: 3",
    "Content-Length: 3\r\nContent-Length: 60",
    "Content-Length: -3",
    "Content-Length: 99999999999999999999",
    "Content-Length: 3x",
  ])
  func twoLengthsAreNoRequest(_ headers: String) async throws {
    let answer = try await Self.answer(
      to: Self.form(headers, "0\r\n\r\n" + Self.inner))
    #expect(answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
    #expect(!answer.contains("HTTP/1.1 200"), "\(answer)")
    #expect(!answer.contains("\"openapi\""))
  }

  /// What a server answers over a socket, until it closes or says nothing for a minute.
  private static func answer(to text: String) async throws -> String {
    let sample = SampleServer()
    let settings = sample.settings()
    let (ports, found) = AsyncStream<Int>.makeStream()
    let http = HTTPServer(
      router: sample.table(settings).router(settings), settings: HTTPServerSettings(),
      logger: sample.world.logger, onBound: { port in found.yield(port) })
    let group = ServiceGroup(
      configuration: .init(services: [http], logger: sample.world.logger))
    return try await withThrowingTaskGroup(of: Void.self, returning: String.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = await ports.first { _ in true } ?? 0
      let answer = await talk(to: port, text)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return answer
    }
  }

  /// On a thread of its own: reading from a socket blocks.
  private static func talk(to port: Int, _ text: String) async -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: exchange(port, text)) }
    }
  }

  private static func exchange(_ port: Int, _ text: String) -> String {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard handle >= 0 else { return "no socket" }
    defer { close(handle) }
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    // As `sockaddr_in` lies in memory: family, then port and address, the high byte first.
    let place: [UInt8] =
      [UInt8(AF_INET), 0, UInt8(truncatingIfNeeded: port >> 8), UInt8(truncatingIfNeeded: port)]
      + [127, 0, 0, 1] + [UInt8](repeating: 0, count: 8)
    let connected = place.withUnsafeBytes { bytes in
      connect(
        handle, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        socklen_t(bytes.count))
    }
    guard connected == 0 else { return "no connection" }
    let bytes = Array(text.utf8)
    guard send(handle, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      return "not sent"
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(handle, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      answer += buffer.prefix(count)
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
