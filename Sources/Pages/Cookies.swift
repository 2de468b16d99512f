import HTTPService
import HTTPTypes
package import Hummingbird

/// A cookie of ours: never read by a script, never sent along from another site's form.
package struct PageCookie: Sendable {
  package let name: String
  package let value: String
  /// nil lives as long as the browser is open; 0 takes it away.
  package let seconds: Int?

  /// - Parameter value: letters, digits, `-` and `_`.
  package init(_ name: String, _ value: String, seconds: Int? = nil) {
    self.name = name
    self.value = value
    self.seconds = seconds
  }

  /// Takes the cookie away.
  package static func forget(_ name: String) -> PageCookie {
    PageCookie(name, "", seconds: 0)
  }

  /// What the names of our cookies begin with where people come by https: a browser takes such a
  /// one only from this very host, never from a neighbour's (RFC 6265bis, section 4.1.3.2).
  static let hostPrefix = "__Host-"

  func text(isSecure: Bool) -> String {
    let name = isSecure ? Self.hostPrefix + name : name
    var text = "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax"
    if let seconds { text += "; Max-Age=\(seconds)" }
    if isSecure { text += "; Secure" }
    return text
  }
}

extension Response {
  /// - Parameter isSecure: whether people reach the server by https only.
  package func setting(_ cookies: [PageCookie], isSecure: Bool) -> Response {
    var response = self
    for cookie in cookies {
      response.headers.append(
        HTTPField(name: .setCookie, value: cookie.text(isSecure: isSecure)))
    }
    return response
  }
}

extension Request {
  /// Letters of a cookie of ours at the most.
  static var cookieLimit: Int { 2_000 }

  /// The value of one of our cookies that holds a secret; nil where it is absent, empty or too
  /// long.
  ///
  /// - Parameter isSecure: as at `setting`: then only the one that a neighbour cannot have set.
  package func cookie(_ name: String, isSecure: Bool) -> String? {
    value(ofCookie: isSecure ? PageCookie.hostPrefix + name : name)
  }

  /// The same of a cookie that holds no secret.
  func cookie(_ name: String) -> String? {
    value(ofCookie: PageCookie.hostPrefix + name) ?? value(ofCookie: name)
  }

  private func value(ofCookie name: String) -> String? {
    for header in headers[values: .cookie] {
      for pair in header.split(separator: ";") {
        let trimmed = pair.drop { $0 == " " }
        guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == name else {
          continue
        }
        let value = trimmed[trimmed.index(after: equals)...]
        guard !value.isEmpty, value.utf8.count <= Self.cookieLimit else { return nil }
        return String(value)
      }
    }
    return nil
  }
}
