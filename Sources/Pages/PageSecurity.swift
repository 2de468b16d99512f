import HTTPService
import HTTPTypes

/// The headers that every page carries. Nothing runs, loads or frames but what this server sends:
/// no script and no style stands inside a page, so a value that slipped through could not act.
enum PageSecurity {
  static let contentSecurityPolicy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'",
  ].joined(separator: "; ")

  static let headers: HTTPFields = [
    .contentSecurityPolicy: contentSecurityPolicy,
    .xContentTypeOptions: "nosniff",
    .referrerPolicy: "same-origin",
    .crossOriginOpenerPolicy: "same-origin",
    .crossOriginResourcePolicy: "same-origin",
    .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=()",
    .robots: "noindex, nofollow",
    // Pages are about people: neither a proxy nor the back button of the next person keeps one.
    .cacheControl: "no-store",
  ]
}

extension HTTPField.Name {
  static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
  static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
  static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
  static let robots = HTTPField.Name("X-Robots-Tag")!
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
