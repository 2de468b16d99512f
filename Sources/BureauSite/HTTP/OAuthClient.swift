import HTTPService
import HTTPTypes
import Hummingbird
import Sealing

/// Why a request to the token desk is not looked at further.
enum OAuthRefusal: Error, Hashable {
  case invalidRequest(String)
  case noClient
}

/// A client as it names itself: by Basic, or in the form, never by both at once (RFC 6749, section
/// 2.3).
struct OAuthClient: Hashable {
  let id: String
  let secret: String

  /// Throws `OAuthRefusal`.
  init(_ request: Request, _ form: FormFields) throws {
    // RFC 6749, section 3.2: parameters are not repeated.
    let names = form.fields.map(\.name)
    guard Set(names).count == names.count else {
      throw OAuthRefusal.invalidRequest("Um parâmetro aparece mais de uma vez.")
    }
    guard let header = request.headers[.authorization] else {
      guard let id = form.first("client_id"), let secret = form.first("client_secret") else {
        throw OAuthRefusal.noClient
      }
      self.id = id
      self.secret = secret
      return
    }
    guard request.headers[values: .authorization].count == 1,
      form.first("client_id") == nil, form.first("client_secret") == nil
    else {
      throw OAuthRefusal.invalidRequest(
        "Use uma forma de autenticação só: o cabeçalho Authorization ou o formulário.")
    }
    guard let space = header.firstIndex(of: " "), header[..<space].lowercased() == "basic",
      let bytes = Base64.decode(header[header.index(after: space)...].drop { $0 == " " }),
      let text = String(validating: bytes, as: UTF8.self), let colon = text.firstIndex(of: ":"),
      let id = FormFields.decode(text[..<colon].utf8),
      let secret = FormFields.decode(text[text.index(after: colon)...].utf8)
    else { throw OAuthRefusal.noClient }
    self.id = id
    self.secret = secret
  }
}
