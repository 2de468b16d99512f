package import HTTPService
import Sealing

/// The token of forms (CSRF): made from the secret in the cookie, so that only a page of ours can
/// have it and nothing needs to be kept.
package enum PageToken {
  ///
  /// - Parameter page: the number of the page that is shown, which its forms then carry.
  package static func token(of secret: String, page: String? = nil) -> String {
    let token = Base64URL.encode(
      Digest.sha256(Array("form\u{0}".utf8) + Array(secret.utf8)).prefix(24))
    return page.map { "\(token).\($0)" } ?? token
  }

  /// The page that a token came from; nil where it names none, or none that is told from others.
  package static func page(of token: String) -> String? {
    guard let dot = token.firstIndex(of: ".") else { return nil }
    let page = String(token[token.index(after: dot)...])
    return page == ServiceContext.unnumbered ? nil : page
  }

  /// Throws 403 where the token is not the one of the cookie.
  package static func check(_ token: String?, of secret: String) throws(Problem) {
    guard let token = token?.prefix(while: { $0 != "." }),
      Digest.equal(Array(token.utf8), Array(self.token(of: secret).utf8))
    else {
      throw .forbidden(
        code: "form-expired",
        "Este formulário não vale mais: a sessão mudou. Volte, recarregue a página e repita.")
    }
  }
}
