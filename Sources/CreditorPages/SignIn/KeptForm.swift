import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages

/// A form that came when the session had ended or changed. What was typed is not lost: after the
/// login it is there, not sent yet, and goes where it was going once the person says so.
struct KeptForm: Sendable {
  /// The hidden field of the login that carries it.
  static let name = "kept"
  /// Bytes of a form that is kept; a longer one is typed again.
  static let byteLimit = 64 * 1024
  /// What is never written into a page, here as elsewhere.
  private static let secrets: Set<String> = [
    "password", "repeated", "current", "code", "clientSecret",
  ]
  /// Forms in which nothing was typed.
  private static let unkept: Set<String> = [SignIn.leavePath, ThemeCookie.path]

  let path: String
  let fields: [(name: String, value: String)]
  let lostSecrets: Bool

  /// Whether the form of a request may be kept: a browser says for certain that a page of ours
  /// sent it.
  static func mayKeep(_ request: Request, publicURL: String?) -> Bool {
    ErrorPages.wantsPage(request) && !unkept.contains(request.uri.path)
      && SameOrigin.isProven(request, publicURL: publicURL)
  }

  /// Nil where nothing was typed, or too much.
  init?(path: String, _ form: FormFields) {
    guard let path = SignIn.localPath(path) else { return nil }
    let typed = form.fields.filter { $0.name != FormState.tokenName && !$0.value.isEmpty }
    let bytes = typed.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    guard !typed.isEmpty, bytes <= Self.byteLimit else { return nil }
    self.path = path
    fields = typed.filter { !Self.secrets.contains($0.name) }
    lostSecrets = fields.count < typed.count
  }

  /// The form that a login carried along.
  init?(carriedBy login: FormFields) throws(Problem) {
    guard let text = login.first(Self.name), !text.isEmpty, let path = login.first("target") else {
      return nil
    }
    self.init(path: path, try FormFields(parsing: text))
  }

  /// As one field of the login.
  var text: String {
    fields.map { Link.encode($0.name) + "=" + Link.encode($0.value) }.joined(separator: "&")
  }
}

/// Somebody whose session has ended and who sends a form: he may have it kept, and nothing else.
struct SignedOut: Principal {
  var name: String { "signed-out" }
  /// No handler of a page answers him; `Visit` takes only a session.
  func holds(_ permission: String) -> Bool { true }
}

extension Site {
  /// Like `authenticate`, for forms: a browser of ours without a session may keep what it sends.
  func authenticateForm(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal {
    do {
      return try await authenticate(request, context)
    } catch let problem as Problem where problem.status == .unauthorized {
      guard KeptForm.mayKeep(request, publicURL: office.publicURL) else { throw problem }
      return SignedOut()
    }
  }

  /// The login, which carries the form along.
  func keep(_ request: Request) async throws -> Response {
    guard let kept = KeptForm(path: request.uri.description, try await request.form()) else {
      throw Self.signedOut
    }
    let state = FormState([("target", kept.path), (KeptForm.name, kept.text)])
    return gate(request, SignInView.login, state)
  }

  /// Shows that a form was kept, and sends it where the person says so.
  func goOn(
    _ kept: KeptForm, _ request: Request, token: String, status: HTTPResponse.Status = .ok
  ) -> Response {
    var frame = Frame(product: Site.product, title: "Continuar de onde parou")
    frame.theme = ThemeCookie.read(request)
    frame.foot = "Adimple \(version)"
    return Response.page(frame.gate(KeptFormView.page(kept, token: token)), status: status)
  }
}

enum KeptFormView {
  private static let secretsHint: HTML = """
    <p>Senhas e códigos não são guardados: a página volta para que sejam digitados de novo.</p>
    """

  static func page(_ kept: KeptForm, token: String) -> HTML {
    let fields = kept.fields.map { Look.hidden($0.name, $0.value) }
    let end = Look.formEnd(
      Look.button("Enviar agora", .primary), Look.action("Não enviar", to: "/", .quiet))
    return """
      <h1>Continuar de onde parou</h1><p>A sessão mudou depois que a página foi aberta. O que \
      estava preenchido está guardado e <strong>ainda não foi enviado</strong>.</p>\
      \(kept.lostSecrets ? secretsHint : nil)\
      \(Look.form(to: kept.path, token: token, "\(fields)\(end)"))
      """
  }
}
