import BureauRegister
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Sealing

extension BureauAPI {
  /// `POST /oauth/token` (RFC 6749, section 4.4): Basic or credentials in the form.
  func addTokens(to table: inout RouteTable) {
    let form = Schema.object([
      .required("grant_type", .string), .optional("scope", .string),
      .optional("client_id", .string), .optional("client_secret", .string),
    ])
    let answer = Schema.object([
      .required("access_token", .string), .required("token_type", .string),
      .required("expires_in", .integer), .required("scope", .string),
    ])
    let refusal = Schema.object([
      .required("error", .string), .required("error_description", .string),
    ]).named("TokenRefusal")
    table.add(
      .post, "/oauth/token",
      Operation(
        id: "issueToken", summary: "Emite um token de acesso", tag: "Acesso", access: .open,
        input: .form(form),
        answers: [
          .init(200, "O token", answer), .init(400, "Recusado (RFC 6749, 5.2)", refusal),
          .init(401, "Credencial recusada", refusal),
          .init(429, "Muitos segredos errados deste endereço", refusal),
        ])
    ) { request, context in
      do {
        let form = try await request.form()
        guard let grant = form.first("grant_type") else {
          return Self.refused(.badRequest, "invalid_request", "Falta grant_type.")
        }
        guard grant == "client_credentials" else {
          return Self.refused(
            .badRequest, "unsupported_grant_type", "Use grant_type=client_credentials.")
        }
        guard let (id, secret) = Self.credentials(request, form) else {
          return Self.refused(.unauthorized, "invalid_client", "Faltam as credenciais.")
        }
        let scopes = form.first("scope").map { $0.split(separator: " ").map(String.init) }
        let issued = try await desk.issue(
          clientID: id, secret: secret, requested: scopes.flatMap { $0.isEmpty ? nil : $0 },
          from: context.remoteAddress, caller: context.callerGroup,
          lifetimeSeconds: register.faults.settings.tokenLifetimeSeconds,
          diesAfterSeconds: register.faults.settings.tokenDiesAfterSeconds)
        return .json([
          "access_token": .string(issued.token), "token_type": "Bearer",
          "expires_in": .integer(Int64(issued.expiresInSeconds)),
          "scope": .string(issued.scopes.map(\.rawValue).joined(separator: " ")),
        ])
      } catch let problem as Problem where problem.status == .badRequest {
        return Self.refused(.badRequest, "invalid_request", problem.detail)
      } catch TokenRefusal.invalidClient(let detail) {
        return Self.refused(.unauthorized, "invalid_client", detail)
      } catch TokenRefusal.tooMany(let seconds) {
        return Self.refused(
          .tooManyRequests, "invalid_client",
          "Muitas tentativas com segredo errado a partir deste endereço; espere \(seconds) s.",
          retryAfter: seconds)
      } catch TokenRefusal.unauthorizedClient(let detail) {
        return Self.refused(.badRequest, "unauthorized_client", detail)
      } catch TokenRefusal.invalidScope(let detail) {
        return Self.refused(.badRequest, "invalid_scope", detail)
      }
    }
  }

  private static func refused(
    _ status: HTTPResponse.Status, _ error: String, _ detail: String,
    retryAfter seconds: Int? = nil
  ) -> Response {
    var headers: HTTPFields = [:]
    if status == .unauthorized { headers[.wwwAuthenticate] = "Basic realm=\"bureau\"" }
    if let seconds { headers[.retryAfter] = String(seconds) }
    return .json(
      ["error": .string(error), "error_description": .string(detail)], status: status,
      headers: headers)
  }

  private static func credentials(_ request: Request, _ form: FormFields) -> (String, String)? {
    if let header = request.headers[.authorization] {
      guard header.hasPrefix("Basic "), let bytes = Base64.decode(String(header.dropFirst(6))),
        let text = String(validating: bytes, as: UTF8.self),
        let colon = text.firstIndex(of: ":"),
        let id = decoded(text[..<colon]), let secret = decoded(text[text.index(after: colon)...])
      else { return nil }
      return (id, secret)
    }
    guard let id = form.first("client_id"), let secret = form.first("client_secret") else {
      return nil
    }
    return (id, secret)
  }

  /// Both halves of Basic are form-encoded (RFC 6749, section 2.3.1).
  private static func decoded(_ text: Substring) -> String? {
    FormFields.decode(text.utf8)
  }
}
