import HTTPService
package import Hummingbird
package import Markup

/// Keeps a person's choice of light or dark, without the login.
package enum ThemeCookie {
  static let name = "adimple_tema"
  private static let seconds = 365 * 86_400

  package static func read(_ request: Request) -> Theme? {
    request.cookie(name).flatMap(Theme.init(rawValue:))
  }

  package static func cookie(_ theme: Theme) -> PageCookie {
    PageCookie(name, theme.rawValue, seconds: seconds)
  }
}
