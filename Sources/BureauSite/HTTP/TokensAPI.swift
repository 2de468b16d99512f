import BureauRegister
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText

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
        ], judgesRequest: true)
    ) { request, context in
      try await answering {
        let form = try await Self.form(request)
        let client = try OAuthClient(request, form)
        guard let grant = form.first("grant_type") else {
          throw OAuthRefusal.invalidRequest("Falta grant_type.")
        }
        guard grant == "client_credentials" else {
          return Self.refused(
            .badRequest, "unsupported_grant_type", "Use grant_type=client_credentials.")
        }
        let scopes = form.first("scope").map { $0.split(separator: " ").map(String.init) }
        let issued = try await desk.issue(
          clientID: client.id, secret: client.secret,
          requested: scopes.flatMap { $0.isEmpty ? nil : $0 },
          from: context.remoteAddress, caller: context.callerGroup,
          lifetimeSeconds: register.faults.settings.tokenLifetimeSeconds,
          diesAfterSeconds: register.faults.settings.tokenDiesAfterSeconds)
        return .json([
          "access_token": .string(issued.token), "token_type": "Bearer",
          "expires_in": .integer(Int64(issued.expiresInSeconds)),
          "scope": .string(issued.scopes.map(\.rawValue).joined(separator: " ")),
        ])
      }
    }
    addRevocation(refusal, to: &table)
  }

  /// `POST /oauth/revoke` (RFC 7009): 200 also for a token that is none, or another's, which
  /// stays.
  private func addRevocation(_ refusal: Schema, to table: inout RouteTable) {
    let form = Schema.object([
      .required("token", .string), .optional("token_type_hint", .string),
      .optional("client_id", .string), .optional("client_secret", .string),
    ])
    table.add(
      .post, "/oauth/revoke",
      Operation(
        id: "revokeToken", summary: "Revoga um token de acesso (RFC 7009)", tag: "Acesso",
        access: .open, input: .form(form),
        answers: [
          .init(200, "O token não vale mais", Schema(["type": "object"])),
          .init(400, "Recusado (RFC 6749, 5.2)", refusal),
          .init(401, "Credencial recusada", refusal),
          .init(429, "Muitos segredos errados deste endereço", refusal),
        ], judgesRequest: true)
    ) { request, context in
      try await answering {
        let form = try await Self.form(request)
        let client = try OAuthClient(request, form)
        guard let token = form.first("token"), !token.isEmpty else {
          throw OAuthRefusal.invalidRequest("Falta token.")
        }
        try await desk.revoke(
          token, clientID: client.id, secret: client.secret, from: context.remoteAddress,
          caller: context.callerGroup)
        return .json([:])
      }
    }
  }

  /// The parameters, which stand in the body and nowhere else (RFC 6749, sections 2.3.1 and 3.2).
  private static func form(_ request: Request) async throws -> FormFields {
    guard (request.uri.query ?? "").isEmpty else {
      throw OAuthRefusal.invalidRequest(
        "Os parâmetros vão no corpo da requisição, não no endereço.")
    }
    if request.isEncoded { throw Problem.encodedBody }
    return try await request.form()
  }

  /// The answer, or the refusal in the words of RFC 6749, section 5.2: what cannot be read is an
  /// `invalid_request`, whatever else the rest of the interface would say of it.
  private func answering(_ work: () async throws -> Response) async throws -> Response {
    do {
      return try await work()
    } catch let problem as Problem where problem.status.kind == .clientError {
      return Self.refused(.badRequest, "invalid_request", problem.detail)
    } catch OAuthRefusal.invalidRequest(let detail) {
      return Self.refused(.badRequest, "invalid_request", detail)
    } catch OAuthRefusal.noClient {
      return Self.refused(.unauthorized, "invalid_client", "Faltam as credenciais.")
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
}
