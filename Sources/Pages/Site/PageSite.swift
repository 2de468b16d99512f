package import Coordination
package import HTTPService
package import Hummingbird
package import Markup
package import World

/// A site of pages behind a login: what its table, its forms and its frames go by.
package protocol PageSite: Sendable {
  /// What somebody may do there; `Never` where everybody who is logged in may do everything.
  associatedtype Permission: Sendable
  associatedtype Visit: PageVisit where Visit.Site == Self

  /// Stands behind the title of each page.
  static var product: String { get }
  /// The cookie that binds the forms before the login to one browser.
  static var visitorCookie: String { get }
  static var homePath: String { get }
  /// Where the buttons of the line above send to.
  static var leavePath: String { get }
  static var themePath: String { get }

  /// Where people reach the site, if that is known.
  var publicURL: String? { get }
  var random: any RandomSource { get }
  var sentForms: SentForms { get }
  /// The line at the end of a page before the login.
  var gateFoot: String { get }

  /// What is told to somebody without a session: 401.
  static var signedOut: Problem { get }

  /// A permission in the words of the operations.
  static func name(of permission: Permission) -> String
  /// An error as it is told to people; nil for one that is nobody's to tell.
  static func problem(telling error: any Error) -> Problem?

  /// Whose session the cookie is; 401 where it is none.
  func authenticate(
    _ request: Request, _ context: ServiceContext
  ) async throws -> any Principal
  /// - Parameter paths: the pages that there are.
  func visit(
    _ request: Request, _ context: ServiceContext, paths: Set<String>
  ) throws -> Visit
  /// The login, which carries a form along that came without a session.
  func login(_ request: Request, carrying kept: KeptForm) -> Response
  /// What is answered in the place of a page; nil where the page is. Throws where it is not there.
  func instead(of page: PageLine<Permission>, for visit: Visit) throws -> Response?
  /// Told of each page that was read, before it leaves the house.
  func answering(_ page: PageLine<Permission>, to visit: Visit, with response: Response)
    async throws
}

extension PageSite {
  /// Whether people reach the server by https only, so that cookies are never sent in the clear.
  package var isSecure: Bool { publicURL?.hasPrefix("https://") ?? false }

  package static func problem(telling error: any Error) -> Problem? { Problem.telling(error) }

  package func instead(of page: PageLine<Permission>, for visit: Visit) throws -> Response? { nil }

  package func answering(
    _ page: PageLine<Permission>, to visit: Visit, with response: Response
  ) async throws {}

  /// Runs a change. What a rule or the input refuses is shown on the page that is built again with
  /// everything that was typed; other errors go their way.
  ///
  /// - Parameter names: fields that are not named like the members of the input.
  package func attempt(
    _ form: FormFields, names: [String: String] = [:],
    again: (FormState, HTTPResponse.Status) async throws -> Response,
    _ change: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await change()
    } catch {
      guard let problem = error as? Problem ?? Self.problem(telling: error),
        [.unprocessableContent, .conflict, .forbidden, .tooManyRequests].contains(problem.status)
      else { throw error }
      var response = try await again(FormState(form, problem, names: names), problem.status)
      response.headers.append(contentsOf: problem.headers)
      return response
    }
  }
}

extension PageSite where Permission == Never {
  package static func name(of permission: Never) -> String {}
}
