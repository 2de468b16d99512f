import Credit
import DebtCollection

/// The list of users, as it is shown.
struct UserListModel {
  struct Line {
    let name: String
    let email: String
    let path: String
    let role: String
    let isActive: Bool
    let isOwn: Bool
    let since: String
  }

  let lines: [Line]

  init(_ users: [User], own: ID<User>) {
    lines = users.map { user in
      Line(
        name: user.name, email: user.email, path: UserPages.path(of: user.id),
        role: user.role.portuguese, isActive: user.isActive, isOwn: user.id == own,
        since: user.createdAt.civilDate.brazilian)
    }
  }
}

/// One user with the open sessions, as it is shown.
struct UserModel {
  let name: String
  let email: String
  let path: String
  let sessions: [AccountModel.SessionLine]
  let hasSecondFactor: Bool

  init(_ user: User, sessions: [Session], current: ID<Session>, hasSecondFactor: Bool) {
    self.hasSecondFactor = hasSecondFactor
    name = user.name
    email = user.email
    path = UserPages.path(of: user.id)
    self.sessions = AccountModel(
      user: user, sessions: sessions, current: current, hasSecondFactor: hasSecondFactor
    ).sessions
  }
}
