package import HTTPService
package import HTTPTypes
package import Hummingbird
import Markup

/// The pages of a site: address, who may see it, and what it does.
package struct PageTable<Site: PageSite> {
  package typealias Read = @Sendable (Site.Visit) async throws -> Response
  package typealias Change = @Sendable (Site.Visit, FormFields) async throws -> Response
  package typealias Upload = @Sendable (Site.Visit, MultipartForm) async throws -> Response
  package typealias Open = @Sendable (Request, ServiceContext) async throws -> Response

  private enum Handler {
    case read(Read)
    case change(Change)
    case upload(Upload)
    case open(Open)
  }

  private struct Entry {
    let page: PageLine<Site.Permission>
    let handler: Handler

    /// Whether it is a form that a person typed into, without a file.
    var isForm: Bool {
      if case .change = handler { true } else { false }
    }
  }

  private var entries: [Entry] = []

  package init() {}

  private mutating func add<Place>(
    _ method: HTTPRequest.Method, _ route: PageRoute<Site.Permission, Place>, _ handler: Handler
  ) {
    let isMeant = method == .get ? route.kind != .post : route.kind != .get
    precondition(isMeant, "\(method) \(route.pattern) is not what its route says")
    let page = PageLine(
      method: method, path: route.pattern, permission: route.permission,
      isSubject: route.isSubject)
    entries.append(Entry(page: page, handler: handler))
  }

  /// A page to look at.
  package mutating func get<Place>(
    _ route: PageRoute<Site.Permission, Place>, _ handler: @escaping Read
  ) {
    add(.get, route, .read(handler))
  }

  /// A form that changes something. The origin and the token are checked before the handler runs,
  /// which runs once for a form that is sent twice.
  package mutating func post<Place>(
    _ route: PageRoute<Site.Permission, Place>, _ handler: @escaping Change
  ) {
    add(.post, route, .change(handler))
  }

  /// A form with a file. Origin and token are checked before the first byte of the file is read.
  package mutating func upload<Place>(
    _ route: PageRoute<Site.Permission, Place>, _ handler: @escaping Upload
  ) {
    add(.post, route, .upload(handler))
  }

  /// A page for those who are not known yet.
  package mutating func open<Place>(
    _ method: HTTPRequest.Method, _ route: PageRoute<Site.Permission, Place>,
    _ handler: @escaping Open
  ) {
    add(method, route, .open(handler))
  }

  /// The button for light or dark, in the line above each page.
  package mutating func addTheme() {
    post(PageRoute<Site.Permission, Void>(.post, Site.themePath)) { visit, form in
      guard let theme = form.first("theme").flatMap(Theme.init(rawValue:)) else {
        throw Problem.notFound()
      }
      return Response.seeOther(Site.homePath).setting(
        [ThemeCookie.cookie(theme)], isSecure: visit.site.isSecure)
    }
  }

  /// The routes behind the login of a site.
  package func routes(of site: Site) -> RouteTable {
    // The menu shows what there is, so no link leads nowhere.
    let paths = Set(entries.filter { $0.page.method == .get }.map(\.page.path))
    var table = RouteTable()
    for entry in entries {
      let page = entry.page
      let id = "page \(page.method.rawValue) \(page.path)"
      if case .open(let handler) = entry.handler {
        table.add(page.method, page.path, .page(id: id, access: .open), handler)
        continue
      }
      let access: Operation.Access =
        page.permission.map { .anyOf([Site.name(of: $0)]) } ?? .known
      table.add(
        page.method, page.path, .page(id: id, access: access),
        authenticate: entry.isForm ? site.authenticateForm : site.authenticate
      ) { request, context in
        if try context.requirePrincipal() is SignedOut { return try await site.keep(request) }
        let visit = try site.visit(request, context, paths: paths)
        if let instead = try site.instead(of: page, for: visit) { return instead }
        switch entry.handler {
        case .read(let handler):
          let answer = try await handler(visit)
          try await site.answering(page, to: visit, with: answer)
          return answer
        case .change(let handler):
          let form = try await visit.sentForm()
          if let again = try visit.keptWhereStale(form) { return again }
          return try await site.sentForms.once(request, form, session: visit.sessionKey) {
            try await handler(visit, form)
          }
        case .upload(let handler): return try await handler(visit, try await visit.checkedUpload())
        case .open(let handler): return try await handler(request, context)
        }
      }
    }
    return table
  }
}
