import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Pages

/// The pages of the site: address, who may see it, and what it does.
struct PageTable {
  typealias Read = @Sendable (Visit) async throws -> Response
  typealias Change = @Sendable (Visit, FormFields) async throws -> Response
  typealias Upload = @Sendable (Visit, MultipartForm) async throws -> Response
  typealias Open = @Sendable (Request, ServiceContext) async throws -> Response

  private enum Handler {
    case read(Read)
    case change(Change)
    case upload(Upload)
    case open(Open)
  }

  private struct Entry {
    let method: HTTPRequest.Method
    let path: String
    let permission: Permission?
    let isSubject: Bool
    let handler: Handler

    /// Whether it is a form that a person typed into, without a file.
    var isForm: Bool {
      if case .change = handler { true } else { false }
    }
  }

  private var entries: [Entry] = []

  /// A page to look at.
  ///
  /// - Parameters:
  ///   - permission: who may see it; nil for everybody who is logged in.
  ///   - isSubject: belongs to credit analysis, so that it is gone while the switch of the house
  ///     is off (manual, item 26).
  mutating func get(
    _ path: String, needs permission: Permission? = nil, isSubject: Bool = false,
    _ handler: @escaping Read
  ) {
    entries.append(
      Entry(
        method: .get, path: path, permission: permission, isSubject: isSubject,
        handler: .read(handler)))
  }

  /// A form that changes something. The origin and the token are checked before the handler runs.
  mutating func post(
    _ path: String, needs permission: Permission? = nil, isSubject: Bool = false,
    _ handler: @escaping Change
  ) {
    entries.append(
      Entry(
        method: .post, path: path, permission: permission, isSubject: isSubject,
        handler: .change(handler)))
  }

  /// A form with a file. Origin and token are checked before the first byte of the file is read.
  mutating func upload(
    _ path: String, needs permission: Permission? = nil, _ handler: @escaping Upload
  ) {
    entries.append(
      Entry(
        method: .post, path: path, permission: permission, isSubject: false,
        handler: .upload(handler)))
  }

  /// A page for those who are not known yet.
  mutating func open(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Open) {
    entries.append(
      Entry(
        method: method, path: path, permission: nil, isSubject: false, handler: .open(handler)))
  }

  /// The routes behind the login of the site.
  func routes(of site: Site) -> RouteTable {
    // The menu shows what there is, so no link leads nowhere.
    let paths = Set(entries.filter { $0.method == .get }.map(\.path))
    var table = RouteTable()
    for entry in entries {
      let id = "page \(entry.method.rawValue) \(entry.path)"
      if case .open(let handler) = entry.handler {
        table.add(entry.method, entry.path, .page(id: id, access: .open), handler)
        continue
      }
      let access: Operation.Access = entry.permission.map { .anyOf([$0.rawValue]) } ?? .known
      table.add(
        entry.method, entry.path, .page(id: id, access: access),
        authenticate: entry.isForm ? site.authenticateForm : site.authenticate
      ) { request, context in
        if try context.requirePrincipal() is SignedOut { return try await site.keep(request) }
        let visit = try Visit(request: request, context: context, site: site, paths: paths)
        if visit.mustSetSecondFactor, !SecondFactorPages.isOpenBefore(entry.path) {
          return .seeOther(SecondFactorPages.path)
        }
        if entry.isSubject, !visit.usesCreditAnalysis { throw Problem.notFound() }
        switch entry.handler {
        case .read(let handler):
          let answer = try await handler(visit)
          if ListExport.isExport(entry.path), answer.status == .ok {
            // Before the first row leaves the house.
            try await site.office.accessRecords.logExport(
              of: visit.request.uri.path, actor: visit.actor)
          }
          return answer
        case .change(let handler):
          let form = try await visit.sentForm()
          if let again = try visit.keptWhereStale(form) { return again }
          return try await site.sentForms.once(
            request, form, session: visit.session.id.description
          ) { try await handler(visit, form) }
        case .upload(let handler): return try await handler(visit, try await visit.checkedUpload())
        case .open(let handler): return try await handler(request, context)
        }
      }
    }
    return table
  }
}
