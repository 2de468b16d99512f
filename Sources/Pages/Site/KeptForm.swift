package import HTTPService
import HTTPTypes
package import Hummingbird
package import Markup

/// A form that came when the session had ended or changed. What was typed is not lost: after the
/// login it is there, not sent yet, and goes where it was going once the person says so.
package struct KeptForm: Sendable {
  /// The hidden field of the login that carries it.
  package static let name = "kept"
  /// Bytes of a form that is kept; a longer one is typed again.
  static let byteLimit = 64 * 1024
  /// What is never written into a page, here as elsewhere.
  private static let secrets: Set<String> = [
    "password", "repeated", "current", "code", "clientSecret",
  ]

  package let path: String
  let fields: [(name: String, value: String)]
  let lostSecrets: Bool

  /// Nil where nothing was typed, or too much.
  init?(path: String, _ form: FormFields) {
    guard let path = PagePath.local(path) else { return nil }
    let typed = form.fields.filter { $0.name != FormState.tokenName && !$0.value.isEmpty }
    let bytes = typed.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    guard !typed.isEmpty, bytes <= Self.byteLimit else { return nil }
    self.path = path
    fields = typed.filter { !Self.secrets.contains($0.name) }
    lostSecrets = fields.count < typed.count
  }

  /// The form that a login carried along.
  package init?(carriedBy login: FormFields) throws(Problem) {
    guard let text = login.first(Self.name), !text.isEmpty, let path = login.first("target") else {
      return nil
    }
    self.init(path: path, try FormFields(parsing: text))
  }

  /// As one field of the login.
  package var text: String {
    fields.map { PagePath.encode($0.name) + "=" + PagePath.encode($0.value) }
      .joined(separator: "&")
  }
}

/// Somebody whose session has ended and who sends a form: he may have it kept, and nothing else.
struct SignedOut: Principal {
  var name: String { "signed-out" }
  /// No handler of a page answers him: a visit takes only a session.
  func holds(_ permission: String) -> Bool { true }
}

extension PageSite {
  /// Whether the form of a request may be kept: a browser says for certain that a page of ours
  /// sent it, and it is none in which nothing is typed (leaving, the theme).
  func mayKeep(_ request: Request) -> Bool {
    ErrorPages.wantsPage(request)
      && ![Self.leavePath, Self.themePath].contains(request.uri.path)
      && SameOrigin.isProven(request, publicURL: publicURL)
  }

  /// Like `authenticate`, for forms: a browser of ours without a session may keep what it sends.
  func authenticateForm(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    do {
      return try await authenticate(request, context)
    } catch let problem as Problem where problem.status == .unauthorized {
      guard mayKeep(request) else { throw problem }
      return SignedOut()
    }
  }

  /// The login, which carries the form along.
  func keep(_ request: Request) async throws -> Response {
    guard let kept = KeptForm(path: request.uri.description, try await request.form()) else {
      throw Self.signedOut
    }
    return login(request, carrying: kept)
  }

  /// Shows that a form was kept, and sends it where the person says so.
  package func goOn(
    _ kept: KeptForm, _ request: Request, token: String, status: HTTPResponse.Status = .ok
  ) -> Response {
    let frame = gateFrame(request, "Continuar de onde parou")
    return Response.page(
      frame.gate(KeptFormView.page(kept, token: token, home: Self.homePath)), status: status)
  }
}

/// A kept form, as it is carried and shown.
package enum KeptFormView {
  private static let secretsHint: HTML = """
    <p>Senhas e códigos não são guardados: a página volta para que sejam digitados de novo.</p>
    """

  /// What a login says that carries one.
  package static func notice(_ state: FormState) -> HTML? {
    guard !state.value(KeptForm.name).isEmpty else { return nil }
    return Look.notice(
      .waiting,
      "A sessão terminou antes do envio. Entre de novo: o que estava preenchido está guardado.")
  }

  /// The hidden fields of a login: where it leads, and the form that it carries.
  package static func carried(_ state: FormState) -> HTML {
    let kept = state.value(KeptForm.name)
    return """
      \(Look.hidden("target", state.value("target")))\
      \(kept.isEmpty ? nil : Look.hidden(KeptForm.name, kept))
      """
  }

  /// The form as a login carries it.
  package static func state(_ kept: KeptForm) -> FormState {
    FormState([("target", kept.path), (KeptForm.name, kept.text)])
  }

  static func page(_ kept: KeptForm, token: String, home: String) -> HTML {
    let fields = kept.fields.map { Look.hidden($0.name, $0.value) }
    let end = Look.formEnd(
      Look.button("Enviar agora", .primary), Look.action("Não enviar", to: home, .quiet))
    return """
      <h1>Continuar de onde parou</h1><p>A sessão mudou depois que a página foi aberta. O que \
      estava preenchido está guardado e <strong>ainda não foi enviado</strong>.</p>\
      \(kept.lostSecrets ? secretsHint : nil)\
      \(Look.form(to: kept.path, token: token, "\(fields)\(end)"))
      """
  }
}
