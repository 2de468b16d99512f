package import HTTPService
import HTTPTypes
package import Hummingbird

/// Whether a form was sent by a page of this server. Beside the token of each form, so that one
/// of the two may fail.
package enum SameOrigin {
  /// Throws 403 where the browser says that another site sent the request.
  ///
  /// - Parameter publicURL: where people reach this server, if that is known; the name that the
  ///   request was sent to is taken as well.
  package static func check(_ request: Request, publicURL: String?) throws(Problem) {
    if let site = request.headers[.secFetchSite] {
      guard site == "same-origin" || site == "none" else { throw foreign }
    }
    guard let origin = request.headers[.origin] else { return }
    let host = request.head.authority
    let ours = [publicURL, host.map { "http://" + $0 }, host.map { "https://" + $0 }]
    guard ours.contains(where: { $0 == origin }) else { throw foreign }
  }

  /// Whether the browser says for certain that a page of this server sent the request. A browser
  /// that says nothing proves nothing.
  package static func isProven(_ request: Request, publicURL: String?) -> Bool {
    do {
      try check(request, publicURL: publicURL)
    } catch {
      return false
    }
    return request.headers[.secFetchSite] == "same-origin"
      || request.headers[.secFetchSite] == nil && request.headers[.origin] != nil
  }

  private static let foreign = Problem.forbidden(
    code: "foreign-origin",
    "O pedido veio de outra página da internet. Volte ao Adimple e repita a ação.")
}
