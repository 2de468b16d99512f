import HTTPService
import Hummingbird
import Markup

/// Keeps a person's choice of light or dark, without the login.
enum ThemeCookie {
  static let name = "adimple_tema"
  static let path = "/tema"
  private static let seconds = 365 * 86_400

  static func read(_ request: Request) -> Theme? {
    request.cookie(name).flatMap(Theme.init(rawValue:))
  }

  static func cookie(_ theme: Theme) -> PageCookie {
    PageCookie(name, theme.rawValue, seconds: seconds)
  }
}
