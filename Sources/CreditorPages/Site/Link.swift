import HTTPService
import Pages

/// Addresses of the site with a query, percent-encoded.
enum Link {
  /// `/path?a=1&b=2` without the empty ones.
  static func to(_ path: String, _ query: [(name: String, value: String?)]) -> String {
    PagePath.to(path, query)
  }

  /// Everything but the unreserved letters of RFC 3986.
  static func encode(_ text: String) -> String { PagePath.encode(text) }
}
