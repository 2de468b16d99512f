import Credit
import DebtCollection
import Markup

/// The list of users, as it is shown.
struct UserListModel {
  struct Line {
    let name: String
    let email: String
    let path: String
    let role: String
    /// The branches that the user is limited to, or that there is no limit.
    let branches: String
    let isActive: Bool
    let isOwn: Bool
    let since: String
  }

  let lines: [Line]

  init(_ users: [User], own: ID<User>, branches: [Look.Option]) {
    lines = users.map { user in
      Line(
        name: user.name, email: user.email, path: UserPages.path(of: user.id),
        role: user.role.portuguese, branches: Self.names(user.limit, branches),
        isActive: user.isActive, isOwn: user.id == own,
        since: user.createdAt.civilDate.brazilian)
    }
  }

  private static func names(_ limit: BranchLimit?, _ branches: [Look.Option]) -> String {
    guard let limit else { return "Todas as filiais" }
    let names = Dictionary(branches.map { ($0.value, $0.label) }) { first, _ in first }
    return limit.branches.map { names[$0.description] ?? $0.description }
      .joined(separator: ", ")
  }
}

/// One user with the open sessions, as it is shown.
struct UserModel {
  let id: ID<User>
  let name: String
  let email: String
  let path: String
  /// Whether it is whoever looks at it: the own password and second factor are changed elsewhere.
  let isOwn: Bool
  let sessions: [AccountModel.SessionLine]
  let hasSecondFactor: Bool
  let branches: [Look.Option]

  init(
    _ user: User, own: ID<User>, sessions: [Session], current: ID<Session>,
    hasSecondFactor: Bool, branches: [Look.Option]
  ) {
    isOwn = user.id == own
    self.hasSecondFactor = hasSecondFactor
    self.branches = branches
    name = user.name
    email = user.email
    id = user.id
    path = UserPages.path(of: user.id)
    self.sessions =
      AccountModel(
        user: user, sessions: sessions, current: current, hasSecondFactor: hasSecondFactor
      ).sessions
  }
}
