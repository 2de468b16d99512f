import HTTPService
package import Hummingbird
import JSONText
package import Markup
import Sealing

/// Carries what was done over the redirect to the next page, where it is told once.
package enum FlashCookie {
  package static let name = "adimple_aviso"
  /// Bytes of a message at the most; a longer one is cut.
  static let textLimit = 600
  private static let seconds = 60

  package static func cookie(_ flash: Flash) -> PageCookie {
    let text = String(flash.text.prefix(textLimit / 4))
    let json: JSON = [.string(flash.tone.rawValue), .string(text)]
    return PageCookie(name, Base64URL.encode(json.bytes), seconds: seconds)
  }

  package static func read(_ request: Request) -> Flash? {
    guard let value = request.cookie(name), let parts = Page.cursor(decoding: value),
      parts.count == 2, let tone = parts[0].string.flatMap(Tone.init(rawValue:)),
      let text = parts[1].string
    else { return nil }
    return Flash(tone, String(text.prefix(textLimit)))
  }
}
