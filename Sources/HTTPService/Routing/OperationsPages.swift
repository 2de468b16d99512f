import HTTPTypes
import Hummingbird
import JSONText
import Logging
package import Measures
import Metrics
import Sealing
import Synchronization
import World

/// `/healthz`, `/readyz`, `/metrics` and `/openapi.json`.
package enum OperationsPages {
  static let paths: Set<String> = ["/healthz", "/readyz", "/metrics"]

  /// Something that must work before requests are sent here: the database answers, the schema is
  /// up to date.
  package struct Check: Sendable {
    package let name: String
    let run: @Sendable () async throws -> Void

    package init(_ name: String, run: @escaping @Sendable () async throws -> Void) {
      self.name = name
      self.run = run
    }
  }

  /// Adds the pages to a table. The first three need no login from this machine, and the server's
  /// own login from any other; behind a proxy every caller counts as another machine.
  ///
  /// - Parameters:
  ///   - refresh: sets what is measured by looking, before it is read.
  package static func add(
    to table: inout RouteTable, settings: ServiceSettings, checks: [Check],
    refresh: @escaping @Sendable (PrometheusMetrics) async throws -> Void = { _ in }
  ) {
    let local: RouteTable.Authenticate = { request, context in
      if context.isLocal { return LocalCaller() }
      return try await settings.authenticate(request, context)
    }
    table.add(
      .get, "/healthz", operation("health", "O processo está de pé"), authenticate: local
    ) { _, _ in
      .text("ok\n")
    }
    table.add(
      .get, "/readyz", operation("readiness", "Pronto para receber requisições", problems: [503]),
      authenticate: local
    ) { _, context in
      try await ready(checks, context)
    }
    table.add(
      .get, "/metrics", operation("metrics", "Medidas no formato do Prometheus"),
      authenticate: local
    ) { _, context in
      let metrics = settings.world.metrics
      await look(metrics, refresh, context)
      return .bytes(
        Array(metrics.text.utf8), mediaType: "text/plain; version=0.0.4; charset=utf-8")
    }
  }

  /// What cannot be looked at, for the database is away, is told as it was before, and that.
  private static func look(
    _ metrics: PrometheusMetrics,
    _ refresh: @Sendable (PrometheusMetrics) async throws -> Void, _ context: ServiceContext
  ) async {
    let name = "adimple_metrics_stale"
    metrics.describe(name, "1 where queues and the like could not be looked at now.")
    let stale = Meter(label: name, factory: metrics)
    do {
      try await refresh(metrics)
      stale.set(0)
    } catch {
      stale.set(1)
      context.logger.warning(
        "measuring failed", metadata: ["error": "\(Redaction.text("\(error)"))"])
    }
  }

  /// Adds `/openapi.json`, which describes the table as it is now and the page itself: add it last.
  package static func addDescription(
    to table: inout RouteTable, title: String, version: String, description: String
  ) {
    let operation = Operation(
      id: "openapi", summary: "Descrição desta interface (OpenAPI 3.1)", tag: "Operação",
      access: .open, answers: [.init(200, "A descrição", Schema(["type": "object"]))])
    var described = table
    described.add(.get, "/openapi.json", operation) { _, _ in .nothing }
    let document = DescribedOnce { [routes = described.routes] in
      OpenAPI.document(routes, title: title, version: version, description: description)
    }
    table.add(.get, "/openapi.json", operation) { request, _ in
      let (document, tag) = document.value
      let headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
      if ETag.isFresh(tag, request: request) {
        return Response(status: .notModified, headers: headers)
      }
      return .json(document, headers: headers)
    }
  }

  private static func operation(
    _ id: String, _ summary: String, problems: [Int] = []
  ) -> Operation {
    Operation(
      id: id, summary: summary, tag: "Operação", access: .known,
      answers: [.init(200, summary, .string, mediaType: "text/plain")], problems: problems)
  }

  private static func ready(
    _ checks: [Check], _ context: ServiceContext
  ) async throws -> Response {
    for check in checks {
      do {
        try await check.run()
      } catch {
        context.logger.warning(
          "not ready",
          metadata: ["check": "\(check.name)", "error": "\(Redaction.text("\(error)"))"])
        throw Problem.unavailable(
          code: "not-ready", "Ainda não está pronto: a verificação \(check.name) falhou.")
      }
    }
    return .text("ok\n")
  }

  private struct LocalCaller: Principal {
    let name = "local"
    func holds(_ permission: String) -> Bool { false }
  }
}

/// The description with its tag, made when it is first asked for: a start should not wait for it.
private final class DescribedOnce: Sendable {
  private let make: @Sendable () -> JSON
  private let made = Mutex<(JSON, String)?>(nil)

  init(_ make: @escaping @Sendable () -> JSON) { self.make = make }

  var value: (JSON, String) {
    made.withLock { made in
      if let made { return made }
      let document = make()
      let described = (document, ETag.tag(of: document.bytes))
      made = described
      return described
    }
  }
}
