import Credit
import Refusals

/// What somebody may do. Every page and route asks for one of these; seeing lists with masked
/// documents needs a login only.
package enum Permission: String, Hashable, CaseIterable, Sendable {
  /// Ask the bureau about a person (consultar).
  case inquire
  /// Open the report of an inquiry.
  case seeReport
  /// Open the notice letter of a listing (carta comunicado).
  case openLetter
  /// See a CPF or CNPJ whole.
  case seeDocument
  /// See what inquiries and listings cost.
  case seeCost
  /// Create and change people, contracts and receivables.
  case manageRegistry
  /// Record and undo payments, agreements, cancellations and disputes.
  case settle
  case importFiles
  /// Ask for a listing (negativar).
  case list
  /// Agree to a listing that somebody else asked for.
  case approve
  /// Ask for a removal (baixa).
  case remove
  /// Run "Atualizar cobranças" and the other tasks now.
  case runRoutine
  case reconcile
  /// Parameters, branches, integrations, rules, schedules, users, keys and webhooks.
  case configure
  /// The access log and the check of the hash chains.
  case audit
}

extension Role {
  /// The one table of who may do what.
  package var permissions: Set<Permission> {
    switch self {
    case .attendant: [.inquire, .seeReport, .manageRegistry]
    case .collector: Role.collecting
    case .approver: Role.collecting.union([.approve])
    case .administrator: Set(Permission.allCases)
    case .auditor: [.seeReport, .openLetter, .seeDocument, .seeCost, .audit]
    }
  }

  private static var collecting: Set<Permission> {
    [
      .inquire, .seeReport, .openLetter, .seeDocument, .seeCost, .manageRegistry, .settle,
      .importFiles, .list, .remove, .runRoutine, .reconcile,
    ]
  }

  package func may(_ permission: Permission) -> Bool {
    permissions.contains(permission)
  }

  /// Throws a 403 that names what is missing.
  package func require(_ permission: Permission) throws {
    guard may(permission) else {
      throw Refusal(
        .forbidden, code: "permission-missing",
        detail: "O perfil \(portuguese) não permite esta ação (\(permission.rawValue)). "
          + "Peça a um administrador.")
    }
  }
}
