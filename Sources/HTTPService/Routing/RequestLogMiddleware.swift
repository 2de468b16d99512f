import HTTPTypes
import Hummingbird
import Logging
import Measures
import Metrics
import World

/// One log line and one measurement for each request: never a body, a query value or a path with
/// its ids.
struct RequestLogMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  private let settings: ServiceSettings
  private static let durationName = "adimple_http_request_duration_seconds"

  init(settings: ServiceSettings) {
    self.settings = settings
    settings.world.metrics.describe(
      Self.durationName, "Time to answer a request, in seconds.")
  }

  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    let start = settings.stopwatch.nanoseconds()
    let response = try await next(request, context)
    let elapsed = settings.stopwatch.nanoseconds() &- start
    let route = context.endpointPath ?? "NotFound"
    let method = Self.knownMethods.contains(request.method) ? request.method.rawValue : "OTHER"
    let status = String(response.status.code)
    Timer(
      label: Self.durationName,
      dimensions: [("method", method), ("route", route), ("status", status)],
      factory: settings.world.metrics
    ).recordNanoseconds(Int64(clamping: elapsed))
    context.logger.log(
      level: OperationsPages.paths.contains(route) ? .debug : .info, "request",
      metadata: [
        "method": "\(method)", "route": "\(route)", "status": "\(status)",
        "ms": "\(elapsed / 1_000_000)", "requestId": "\(context.requestID)",
      ])
    return response
  }

  /// Others are counted together, so that a caller cannot make up labels.
  private static let knownMethods: Set<HTTPRequest.Method> = [
    .get, .head, .post, .put, .patch, .delete, .options,
  ]
}

/// A monotonic time for measuring how long something took; it is never a time of the product.
package struct Stopwatch: Sendable {
  package let nanoseconds: @Sendable () -> UInt64

  package init(nanoseconds: @escaping @Sendable () -> UInt64) {
    self.nanoseconds = nanoseconds
  }

  /// The machine's monotonic clock.
  package static let monotonic: Stopwatch = {
    let origin = ContinuousClock.now
    return Stopwatch {
      let (seconds, attoseconds) = (ContinuousClock.now - origin).components
      return UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds)
        / 1_000_000_000
    }
  }()
}
