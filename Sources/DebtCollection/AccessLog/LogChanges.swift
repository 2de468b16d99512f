import Credit
import SQLDatabase

extension AccessRecords {
  /// Writes what was changed into the log, in the transaction that changes it. Where nothing was,
  /// nothing is written.
  ///
  /// - Parameters:
  ///   - old: nil for a new row.
  ///   - secrets: fields that were set and whose values are told to nobody.
  func logChange(
    _ actor: Actor, _ action: String, subject: String, from old: (any AccessLogged)? = nil,
    to new: any AccessLogged, secrets: [String] = [], in transaction: Transaction
  ) throws {
    let changes = AccessChange.between(old, new) + secrets.map(AccessChange.secret)
    guard old == nil || !changes.isEmpty else { return }
    try logAccess(actor, action, subject: subject, changes: changes, in: transaction)
  }

  /// A login that was refused. What was typed for somebody who is not known stays unwritten: it may
  /// be a password in the wrong field.
  func logFailedLogin(of user: User?) async throws {
    try await database.write { transaction in
      try logAccess(
        user?.actor ?? .unknown, "login.failed", subject: user?.id.description ?? "login",
        in: transaction)
    }
  }

  /// A list that was taken out of the house as a file.
  ///
  /// - Parameter path: the address of the file, without the filter, which may name a person.
  package func logExport(of path: String, actor: Actor) async throws {
    try await database.write { transaction in
      try logAccess(actor, "list.exported", subject: path, in: transaction)
    }
  }
}

extension Parameters: AccessLogged {
  var loggedFields: [(name: String, value: String?)] {
    [
      ("usesCreditAnalysis", String(usesCreditAnalysis)),
      ("inquiryIntervalDays", String(inquiryIntervalDays)),
      ("requiresListingApproval", String(requiresListingApproval)),
      ("creditorSize", creditorSize.rawValue),
      ("minimumListingCents", String(minimumListing.amount)),
      ("alarmBusinessDays", String(alarmBusinessDays)),
      ("reportRetentionDays", String(reportRetentionDays)),
      ("requiresSecondFactor", String(requiresSecondFactor)),
    ]
  }
}

extension IntegrationRow: AccessLogged {
  var loggedFields: [(name: String, value: String?)] {
    [
      ("name", name), ("provider", provider), ("environment", environment.rawValue),
      ("branchId", branch?.description), ("baseUrl", baseURL), ("clientId", clientId),
      ("automatic", String(isAutomatic)), ("restrictionCodeNatural", restrictionCodeNatural),
      ("restrictionCodeLegal", restrictionCodeLegal),
    ]
  }
}

extension BranchRow: AccessLogged {
  var loggedFields: [(name: String, value: String?)] {
    [("name", name), ("document", document)] + address.loggedFields + [
      ("phone", phone), ("email", email), ("pixKey", pixKey),
      ("integrationId", integration?.description),
    ]
  }
}

extension CollectionRuleRow: AccessLogged {
  var loggedFields: [(name: String, value: String?)] {
    [
      ("name", name), ("branchId", branch?.description), ("active", String(isActive)),
      ("perTitle", String(perTitle)), ("daysToRun", String(daysToRun)),
      ("listAutomatically", String(listAutomatically)),
      ("removeAutomatically", String(removeAutomatically)),
      ("minimumCents", String(minimumAmount.amount)),
      ("maximumPerRun", String(maximumPerRun)),
    ]
  }
}

extension PersonRow: AccessLogged {
  var loggedFields: [(name: String, value: String?)] {
    [
      ("externalCode", externalCode), ("stage", stage.rawValue), ("kind", kind.rawValue),
      ("document", documentMasked), ("name", name), ("birthDate", birthDate?.description),
      ("deceasedOn", deceasedOn?.description), ("email", email), ("phone", phone),
    ] + address.loggedFields + [("branchId", branch?.description)]
  }
}

extension User: AccessLogged {
  var loggedFields: [(name: String, value: String?)] {
    [
      ("email", email), ("name", name), ("role", role.rawValue), ("active", String(isActive)),
      (
        "branches",
        limit.map { $0.branches.map(\.description).joined(separator: ", ") }
      ),
    ]
  }
}

extension PostalAddress {
  fileprivate var loggedFields: [(name: String, value: String?)] {
    [
      ("postalCode", postalCode), ("street", street), ("number", number),
      ("complement", complement), ("district", district), ("city", city), ("state", state),
    ].map { ($0.0, $0.1.isEmpty ? nil : $0.1) }
  }
}
