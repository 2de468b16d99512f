import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Turns everything that is thrown into a problem; what nobody expected is logged under the
/// request's id and told as 500.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  let table: RouteTable
  let settings: ServiceSettings

  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    do {
      // None, or several, as `HostHandler` tells.
      guard let host = request.head.authority, !host.isEmpty else { throw Problem.noHost }
      return try await next(request, context)
    } catch let error as HTTPParserError {
      // The connection is broken; the server below closes it.
      throw error
    } catch let error as HTTPError where error.status == .notFound {
      return unknown(request, context)
    } catch {
      return show(problem(for: error, request, context), request, context)
    }
  }

  /// 404, 405 with the methods that the path knows, or the answer to OPTIONS.
  private func unknown(_ request: Request, _ context: ServiceContext) -> Response {
    let methods = table.allowed(path: request.uri.path)
    let allow = methods.joined(separator: ", ")
    if methods.isEmpty || methods.contains(request.method.rawValue) && request.method != .options {
      return show(.notFound(), request, context)
    }
    if request.method == .options {
      return Response(status: .noContent, headers: [.allow: allow])
    }
    return show(.methodNotAllowed(allow: allow), request, context)
  }

  private func show(
    _ problem: Problem, _ request: Request, _ context: ServiceContext
  ) -> Response {
    settings.showProblem(problem, request, context)
      ?? problem.response(requestID: context.requestID)
  }

  private func problem(
    for error: any Error, _ request: Request, _ context: ServiceContext
  ) -> Problem {
    if let problem = error as? Problem { return problem }
    if let problem = settings.problem(error) {
      if problem.status.kind == .serverError { log(error, context, level: .warning) }
      return problem
    }
    switch error {
    case is NIOTooManyBytesError: return .tooLarge(limit: BodyLimit.json)
    case is CancellationError: return .unavailable()
    case let error as HTTPError where error.status.kind == .clientError:
      return Problem(
        error.status, code: "http-\(error.status.code)", title: "Requisição recusada",
        detail: "A requisição não pôde ser lida como HTTP válido.", headers: error.headers)
    default:
      log(error, context, level: .error)
      return .internalError
    }
  }

  private func log(_ error: any Error, _ context: ServiceContext, level: Logger.Level) {
    context.logger.log(
      level: level, "a request failed",
      metadata: [
        "requestId": "\(context.requestID)", "route": "\(context.endpointPath ?? "-")",
        "errorType": "\(type(of: error))", "error": "\(Redaction.text("\(error)"))",
      ])
  }
}
