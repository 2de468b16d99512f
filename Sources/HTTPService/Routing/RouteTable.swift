import HTTPTypes
package import Hummingbird
import JSONText
import Sealing
import World

/// The operations of a server: builds the router, checks what every operation states about
/// itself, and describes all of them.
package struct RouteTable: Sendable {
  package typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response
  /// Finds who makes a request; throws a `Problem` (401) where the credential is wrong or absent.
  package typealias Authenticate =
    @Sendable (Request, ServiceContext) async throws -> any Principal

  package struct Route: Sendable {
    package let method: HTTPRequest.Method
    /// `/api/v1/people/{id}`.
    package let path: String
    package let operation: Operation
    let authenticate: Authenticate?
    let handler: Handler
  }

  package private(set) var routes: [Route] = []

  package init() {}

  /// Adds an operation.
  ///
  /// - Parameter authenticate: overrides the server's own way, for pages with cookies for
  ///   instance.
  package mutating func add(
    _ method: HTTPRequest.Method, _ path: String, _ operation: Operation,
    authenticate: Authenticate? = nil, _ handler: @escaping Handler
  ) {
    precondition(
      path.hasPrefix("/") && (path == "/" || !path.hasSuffix("/")), "a path is wrong: \(path)")
    precondition(
      !routes.contains { $0.method == method && $0.path == path }, "twice: \(method) \(path)")
    precondition(
      !routes.contains { $0.operation.id == operation.id }, "twice: operation \(operation.id)")
    routes.append(
      Route(
        method: method, path: path, operation: operation, authenticate: authenticate,
        handler: handler))
  }

  package mutating func add(contentsOf other: RouteTable) {
    for route in other.routes {
      add(
        route.method, route.path, route.operation, authenticate: route.authenticate,
        route.handler)
    }
  }

  /// Adds operations that first ask whether they may be answered at all: a part of a server that
  /// can be switched off.
  ///
  /// - Parameter status: of the problem that `check` throws, for the description.
  package mutating func add(
    contentsOf other: RouteTable, refusing status: Int,
    unless check: @escaping @Sendable (Request, ServiceContext) async throws -> Void
  ) {
    for route in other.routes {
      add(
        route.method, route.path, route.operation.adding(problems: [status]),
        authenticate: route.authenticate
      ) { request, context in
        try await check(request, context)
        return try await route.handler(request, context)
      }
    }
  }

  /// One line for each route with who may call it, sorted: the golden text of a test.
  package var text: String {
    routes.map { route in
      let access =
        switch route.operation.access {
        case .open: "open"
        case .known: "known"
        case .anyOf(let names): names.joined(separator: "|")
        }
      return "\(route.method.rawValue) \(route.path) \(route.operation.id) \(access)"
    }
    .sorted().joined(separator: "\n") + "\n"
  }

  /// The methods that a path knows, in the order of the `Allow` header; empty for an unknown path.
  func allowed(path: String) -> [String] {
    let segments = path.split(separator: "/", omittingEmptySubsequences: true)
    var methods: Set<String> = []
    for route in routes {
      let pattern = RouterPath(route.path)
      guard pattern.count == segments.count,
        zip(pattern, segments).allSatisfy({ $0 ~= $1 })
      else { continue }
      methods.insert(route.method.rawValue)
    }
    if methods.isEmpty { return [] }
    if methods.contains("GET") { methods.insert("HEAD") }
    methods.insert("OPTIONS")
    return methods.sorted()
  }
}
