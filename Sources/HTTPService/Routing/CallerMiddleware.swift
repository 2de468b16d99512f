import HTTPTypes
import Hummingbird
import Outbound

/// Finds who calls, behind the proxies that are named, and refuses what two servers in a row could
/// read in two ways: a request without a host or with two, and a path with an empty segment.
struct CallerMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  let proxies: TrustedProxies

  func handle(
    _ request: Request, context: ServiceContext,
    next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    // The first `Host` is the authority; a second one stays among the headers.
    guard let host = request.head.authority, !host.isEmpty,
      !request.headers.contains(where: { $0.name.canonicalName == "host" })
    else {
      throw Problem(
        .badRequest, code: "invalid-host", title: "Cabeçalho Host inválido",
        detail: "A requisição precisa de um cabeçalho Host, e de um só (RFC 9112, 3.2).")
    }
    guard !Self.hasEmptySegment(request.uri.path) else { throw Problem.notFound() }
    var context = context
    context.remoteAddress = proxies.caller(
      peer: context.peerAddress,
      forwardedFor: request.headers.filter { $0.name.canonicalName == "x-forwarded-for" }
        .map(\.value))
    context.isLocal =
      context.isLoopback && Self.isLoopbackName(host)
      && !request.headers.contains { Self.isForwarding($0.name) }
    return try await next(request, context)
  }

  static func hasEmptySegment(_ path: String) -> Bool {
    zip(path.utf8, path.utf8.dropFirst()).contains { $0 == 0x2F && $1 == 0x2F }
  }

  /// Whether a page that was sent to this name is asked for by somebody on this machine. A page of
  /// another site, whose name was made to lead here, has its own.
  static func isLoopbackName(_ authority: String) -> Bool {
    let name =
      authority.hasPrefix("[")
      ? String(authority.prefix { $0 != "]" }.dropFirst()) : String(authority.prefix { $0 != ":" })
    return name == "localhost" || NetworkAddress(name)?.isLoopback == true
  }

  /// Headers that only a proxy writes.
  static func isForwarding(_ name: HTTPField.Name) -> Bool {
    let name = name.canonicalName
    return name.hasPrefix("x-forwarded") || proxyHeaders.contains(name)
  }

  private static let proxyHeaders: Set<String> = [
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip",
    "cf-connecting-ip", "fastly-client-ip", "fly-client-ip", "x-envoy-external-address",
    "x-original-forwarded-for", "x-proxyuser-ip",
  ]
}
