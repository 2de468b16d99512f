import HTTPTypes
package import Hummingbird
import SQLDatabase

extension RouteTable {
  /// The router of the server, with everything around the handlers: log, metrics, problems, 404,
  /// 405, HEAD and OPTIONS, login, rate limit and idempotency.
  package func router(_ settings: ServiceSettings) -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self, options: [.autoGenerateHeadEndpoints])
    // The library's own measurements go to the system's factory.
    router.add(middleware: MetricsMiddleware())
    router.add(middleware: RequestLogMiddleware(settings: settings))
    router.add(middleware: ProblemMiddleware(table: self, settings: settings))
    router.add(middleware: CallerMiddleware(proxies: settings.proxies))
    for route in routes {
      let endpoint = Endpoint(route: route, settings: settings)
      router.on(RouterPath(route.path), method: route.method) { request, context in
        try await endpoint.respond(to: request, context)
      }
    }
    return router
  }
}

/// One operation with the checks that its description promises.
struct Endpoint: Sendable {
  let route: RouteTable.Route
  let settings: ServiceSettings

  func respond(to request: Request, _ context: ServiceContext) async throws -> Response {
    var context = context
    let limits = try await admit(request, &context)
    do {
      try checkPermission(context)
      try checkQuery(request)
      try checkEncoding(request)
      var response = try await answer(request, context)
      response.headers.append(contentsOf: limits)
      return response
    } catch {
      // A refusal tells what is left of the limit too; a failure of ours is told, and logged,
      // further out.
      guard var problem = error as? Problem ?? settings.problem(error),
        error is Problem || problem.status.kind == .clientError
      else { throw error }
      problem.headers.append(contentsOf: limits)
      throw problem
    }
  }

  /// Login and rate limit; answers the headers of the limit, none where there is no limit. A failed
  /// login counts against the caller's address.
  private func admit(
    _ request: Request, _ context: inout ServiceContext
  ) async throws -> HTTPFields {
    if route.operation.access != .open {
      do {
        let authenticate = route.authenticate ?? settings.authenticate
        context.principal = try await authenticate(request, context)
      } catch var problem as Problem where problem.status == .unauthorized {
        problem.headers.append(contentsOf: try spend(context))
        throw problem
      }
    }
    return try spend(context)
  }

  private func spend(_ context: ServiceContext) throws(Problem) -> HTTPFields {
    let key = context.principal.map { "principal \($0.name)" }
    return try limiter?.spend(
      key: key ?? "address \(context.callerGroup)") ?? [:]
  }

  private func checkPermission(_ context: ServiceContext) throws(Problem) {
    if case .anyOf(let permissions) = route.operation.access {
      guard let principal = context.principal, permissions.contains(where: principal.holds) else {
        throw Problem.forbidden()
      }
    }
  }

  /// An operation that answers in the words of another standard judges its body by itself.
  private func checkEncoding(_ request: Request) throws(Problem) {
    guard !route.operation.judgesRequest, request.isEncoded else { return }
    throw .encodedBody
  }

  /// The limiter that counts requests to this route.
  private var limiter: RateLimiter? {
    switch settings.rateLimited {
    case .everyone: settings.rateLimiter
    case .ownLogin:
      route.authenticate == nil && route.operation.access != .open ? settings.rateLimiter : nil
    }
  }

  /// A documented operation refuses a query parameter that it does not describe, whether or not
  /// its handler reads the query.
  private func checkQuery(_ request: Request) throws(Problem) {
    guard route.operation.isDocumented, !route.operation.judgesRequest,
      let query = request.uri.query, !query.isEmpty
    else {
      return
    }
    let known = Set(route.operation.query.map(\.name))
    let reader = try QueryReader(request)
    for name in known { reader.expect(name) }
    try reader.finish()
  }

  /// The answer within what the caller may see. A body that is read while it is sent is too.
  private func answer(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try await CallerPlace.$current.withValue(context.remoteAddress) {
      try await answerWithinScope(request, context)
    }
  }

  private func answerWithinScope(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    guard let scope = context.principal?.scope else {
      return try await answerToAll(request, context)
    }
    var response = try await RowScope.$current.withValue(scope) {
      try await answerToAll(request, context)
    }
    let body = response.body
    response.body = ResponseBody(contentLength: body.contentLength) { writer in
      let kept = writer
      try await RowScope.$current.withValue(scope) { try await body.write(kept) }
    }
    return response
  }

  private func answerToAll(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    // Who only reads is not told of what was noted on the way.
    guard request.method != .get, request.method != .head else {
      return try await handle(request, context)
    }
    return try await WriteLedger.watch { try await handle(request, context) }
  }

  private func handle(_ request: Request, _ context: ServiceContext) async throws -> Response {
    guard let store = settings.idempotency, route.operation.idempotency != .none else {
      return try await route.handler(request, context)
    }
    return try await Idempotency(store: store, settings: settings).respond(
      to: request, context, operation: route.operation, handler: route.handler)
  }
}
