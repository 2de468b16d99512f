import HTTPService
import Hummingbird
import Logging

/// A server on a free port of this machine for as long as its task group runs.
enum LoopbackServer {
  struct DidNotStart: Error {}

  static func url(port: Int) -> String { "http://127.0.0.1:\(port)" }

  /// Starts a server and answers with its port once it takes requests.
  static func start(
    in group: inout ThrowingTaskGroup<Void, any Error>,
    _ make: (@escaping @Sendable (Int) async -> Void) -> HTTPServer
  ) async throws -> Int {
    let (ports, bound) = AsyncStream<Int>.makeStream()
    let server = make { port in bound.yield(port) }
    group.addTask {
      defer { bound.finish() }
      do {
        try await server.run()
      } catch is CancellationError {
        // The rehearsal is over.
      }
    }
    for await port in ports { return port }
    throw DidNotStart()
  }
}
