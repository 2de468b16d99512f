package import HTTPService
import HTTPTypes
package import Hummingbird
package import Markup

/// Problems as a person sees them. Programs keep theirs as JSON.
package enum ErrorPages {
  /// Whether the request is a browser's that wants a page: it says so, and the address is none
  /// of the interfaces for programs.
  package static func wantsPage(_ request: Request) -> Bool {
    let path = request.uri.path
    let isInterface = ["/api/", "/v1/", "/oauth/", "/webhooks/"].contains { path.hasPrefix($0) }
    guard !isInterface, path != "/openapi.json" else { return false }
    return request.headers[.accept]?.contains("text/html") ?? false
  }

  /// The page that tells a problem: what is wrong, what to do, and the number to ask about.
  package static func page(
    _ problem: Problem, product: String, requestID: String, homePath: String = "/",
    theme: Theme? = nil
  ) -> Response {
    var frame = Frame(product: product, title: problem.title)
    frame.theme = theme
    let points = problem.faults.map { "<li>\($0.detail)</li>" as HTML }
    let isOurs = problem.status.kind == .serverError
    var response = Response.page(
      frame.gate(
        """
        <h1>\(problem.title)</h1><p>\(problem.detail)</p>\
        \(if: !points.isEmpty, "<ul class=\"prose\">\(points)</ul>")\
        \(if: isOurs, "<p class=\"faint\">Número do pedido: <code>\(requestID)</code></p>")\
        \(Look.action("Voltar ao início", to: homePath, .primary))
        """), status: problem.status)
    response.headers.append(contentsOf: problem.headers)
    return response
  }
}
