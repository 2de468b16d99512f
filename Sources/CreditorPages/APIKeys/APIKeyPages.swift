import Credit
import DebtCollection
import HTTPService
import HTTPTypes
import Hummingbird
import Markup
import Pages
import World

/// Configurações › Chaves de API: access of programs, each with a role.
enum APIKeyPages {
  static let path = Contents.apiKeys.path
  static let newPath = Contents.newAPIKey.path
  static let exportPath = Contents.apiKeyExport.path
  static let title = "Chaves de API"

  static func crumbs(_ last: Crumb? = nil) -> [Crumb] {
    [Settings.crumb] + (last.map { [Crumb(title, path), $0] } ?? [Crumb(title)])
  }
}

extension Site {
  func addAPIKeys(to table: inout PageTable<Site>) {
    table.get(Contents.apiKeys) { visit in
      let model = APIKeyListModel(try await office.apiKeys.apiKeys(), at: wallClock.now())
      return visit.page(
        APIKeyPages.title, crumbs: APIKeyPages.crumbs(), help: "usuarios-e-perfis",
        APIKeyView.list(model))
    }
    table.get(Contents.apiKeyExport) { visit in
      let lines = APIKeyListModel(try await office.apiKeys.apiKeys(), at: wallClock.now()).lines
      return CSVAnswer.response(
        fileName: "chaves-de-api-\(visit.today).csv",
        header: ["nome", "perfil", "criada_em", "ultimo_uso", "vale_ate", "revogada_em"]
      ) { (_: Int?) in
        (
          lines.map { [$0.name, $0.role, $0.created, $0.used, $0.end, $0.revoked ?? ""] }, nil
        )
      }
    }
    table.get(Contents.newAPIKey) { visit in
      try await newKey(
        visit,
        FormState([
          ("role", Role.attendant.rawValue), ("days", String(APIKey.usualDays)),
        ]))
    }
    table.post(Contents.apiKeys) { visit, form in
      try await visit.attempt(form) { state, status in
        try await newKey(visit, state, status: status)
      } _: {
        let (name, role, branches, days) = try FormReader.read(form) { reader in
          (
            reader.required("name", "O nome", .string(length: 1...80)),
            reader.required("role", "O perfil", .oneOf(Role.self)),
            reader.all("branches", "A filial", .id(of: Branch.self)),
            reader.required("days", "A validade", .integer(APIKey.days))
          )
        }
        let added = try await office.apiKeys.addAPIKey(
          name: name, role: role, branches: branches, days: days, actor: visit.actor,
          at: wallClock.now())
        return visit.page(
          "Chave criada", crumbs: APIKeyPages.crumbs(Crumb("Chave criada")),
          help: "usuarios-e-perfis", APIKeyView.secret(added.secret, name: added.key.name))
      }
    }
    table.get(Contents.revokeAPIKey) { visit in try await confirmRevocation(visit, FormState()) }
    table.post(Contents.revokeAPIKey) { visit, form in
      let id: ID<APIKey> = try visit.id()
      return try await visit.attempt(form) { state, status in
        try await confirmRevocation(visit, state, status: status)
      } _: {
        try await office.apiKeys.revokeAPIKey(id, actor: visit.actor)
        return visit.done("A chave foi revogada.", to: APIKeyPages.path)
      }
    }
  }

  private func newKey(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let branches = try await office.branchChoices()
    return visit.page(
      "Nova chave de API", crumbs: APIKeyPages.crumbs(Crumb("Novo")),
      help: "usuarios-e-perfis", status: status, APIKeyView.new(branches, state, token: visit.token)
    )
  }

  private func confirmRevocation(
    _ visit: Visit, _ state: FormState, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let id: ID<APIKey> = try visit.id()
    guard let key = try await office.apiKeys.apiKeys().first(where: { $0.id == id }) else {
      throw Problem.notFound("Não existe chave com este código.")
    }
    return visit.page(
      "Revogar chave", crumbs: APIKeyPages.crumbs(Crumb(key.name)), help: "usuarios-e-perfis",
      status: status,
      APIKeyView.confirm(
        name: key.name, path: Contents.revokeAPIKey.path(id), state,
        token: visit.token))
  }
}

/// The list of keys, as it is shown.
struct APIKeyListModel {
  struct Line {
    let name: String
    let role: String
    let created: String
    let used: String
    let end: String
    let isOver: Bool
    let revoked: String?
    let revokePath: String
  }

  let lines: [Line]

  init(_ keys: [APIKey], at now: Instant) {
    lines = keys.map { key in
      Line(
        name: key.name, role: key.role.portuguese, created: key.createdAt.brazilian,
        used: key.lastUsedAt?.brazilian ?? "nunca",
        end: key.expiresAt?.civilDate.brazilian ?? "sem fim",
        isOver: key.expiresAt.map { $0 <= now } ?? false, revoked: key.revokedAt?.brazilian,
        revokePath: Contents.revokeAPIKey.path(key.id))
    }
  }
}

enum APIKeyView {
  static func list(_ model: APIKeyListModel) -> HTML {
    let new = Look.action("Novo", to: APIKeyPages.newPath, .primary, icon: .plus)
    let content =
      model.lines.isEmpty
      ? Look.empty(
        "Nenhuma chave de API", "Um programa, como o ERP, entra com uma chave e um perfil.",
        icon: .key, actions: [new])
      : Look.table(
        caption: "Chaves de API",
        columns: [
          .init("Nome"), .init("Perfil"), .init("Criada em"), .init("Último uso"),
          .init("Vale até"), .init("Situação"),
        ], rows: model.lines.map(cells))
    return """
      \(Look.heading(
        "Chaves de API", about: "Acesso de programas; cada um com seu perfil.",
        actions: (model.lines.isEmpty ? [] : [ListExport.action(APIKeyPages.exportPath)]) + [new]))\
      \(content)
      """
  }

  private static func cells(_ line: APIKeyListModel.Line) -> [HTML] {
    let state: HTML =
      if let revoked = line.revoked {
        "<span>\(Look.badge("Revogada"))<span class=\"under\">\(revoked)</span></span>"
      } else {
        Look.action("Revogar", to: line.revokePath, .quiet, opensDialog: true)
      }
    return [
      HTML(text: line.name), HTML(text: line.role), HTML(text: line.created),
      HTML(text: line.used),
      line.isOver ? Look.badge("Vencida em \(line.end)", .bad) : HTML(text: line.end), state,
    ]
  }

  static func new(
    _ branches: [Look.Option], _ state: FormState, token: String
  ) -> HTML {
    """
    \(Look.heading("Nova chave de API"))\
    \(Look.form(
      to: APIKeyPages.path, token: token, state: state, shown: ["name", "role", "branches", "days"],
      """
      \(Look.entry(.init("name", "Nome", hint: "Qual programa a usa: ERP, portal do cliente.",
        isRequired: true), .text(limit: 80), in: state))\
      \(Look.radios(.init("role", "Perfil", isRequired: true), UserPages.roles, in: state))\
      \(UserView.limit(branches, state))\
      \(Look.entry(
        .init("days", "Validade em dias", hint: "Depois disso o programa precisa de outra chave.",
          isRequired: true), .number(APIKey.days), in: state))\
      \(Look.formEnd(
        Look.button("Criar", .primary), Look.action("Voltar", to: APIKeyPages.path, .quiet)))
      """))
    """
  }

  static func secret(_ secret: String, name: String) -> HTML {
    """
    \(Look.heading("Chave criada", about: "\(name)"))\
    \(Look.secret("Chave", secret, hint: secretHint))\
    \(Look.action("Pronto", to: APIKeyPages.path, .primary))
    """
  }

  private static let secretHint =
    "Mostrada só agora; aqui fica apenas a impressão dela. Guarde-a no programa, que a envia no "
    + "cabeçalho Authorization: Bearer."

  static func confirm(
    name: String, path: String, _ state: FormState, token: String
  ) -> HTML {
    Look.confirm(
      title: "Revogar chave",
      sentence: """
        Ao confirmar, o programa que usa a chave <strong>\(name)</strong> deixa de entrar na hora, \
        e a chave não volta.
        """, isDangerous: true,
      Look.form(
        to: path, token: token, state: state,
        Look.formEnd(
          Look.button("Revogar", .danger),
          Look.action("Cancelar", to: APIKeyPages.path, .quiet))))
  }
}
