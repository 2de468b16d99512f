package import Credit
import JSONText
import SQLDatabase
import Sealing
import World

/// What a participant may do (RFC 6749, section 3.3).
package enum BureauScope: String, Hashable, CaseIterable, Sendable {
  case inquiries
  case listings
  /// The participant's own credentials, and from where it calls.
  case administration
  /// Only where the bureau runs with a virtual clock.
  case simulation
}

/// What a new participant must keep; told once.
package struct ParticipantCredentials: Hashable, Sendable {
  package let clientID: String
  package let clientSecret: String
}

/// Where a participant's post comes from; printed on the notices (CDC, art. 42-A).
package struct ParticipantOffice: Hashable, Sendable {
  package var postalCode: String
  package var street: String
  package var number: String
  package var district: String
  package var city: String
  package var state: String
  /// The direct channel for the person who is notified.
  package var contact: String

  package init(
    postalCode: String, street: String, number: String, district: String, city: String,
    state: String, contact: String
  ) {
    self.postalCode = postalCode
    self.street = street
    self.number = number
    self.district = district
    self.city = city
    self.state = state
    self.contact = contact
  }

  /// What stands on letters of a participant that registered no address: homologation only.
  package static let homologation = ParticipantOffice(
    postalCode: "70000000", street: "Endereço de homologação", number: "s/n",
    district: "Centro", city: "Brasília", state: "DF",
    contact: "canal de atendimento do credor")
}

/// Why a participant cannot be created.
package enum ParticipantError: Error, Hashable, Sendable {
  case invalidName
  case invalidDocument(DocumentError)
  case unknownClient
  case closed
  /// Sentences about the address.
  case invalidOffice([String])

  /// For the command line.
  package var message: String {
    switch self {
    case .invalidName: "Informe o nome do participante, com 1 a 150 caracteres."
    case .invalidDocument(let error): error.message
    case .unknownClient: "Não existe participante com este client_id."
    case .closed: "O contrato deste participante já está encerrado."
    case .invalidOffice(let faults): "O endereço do credor: " + faults.joined(separator: " ")
    }
  }
}

/// Creates participants.
package enum ParticipantStore {
  package static let nameLimit = 150

  /// - Parameters:
  ///   - office: nil where the participant told none; then the debtor's state alone decides.
  ///   - credentials: the first of the participant's; more can be issued later.
  static func add(
    name: String, document: String, office: ParticipantOffice?, world: World,
    _ transaction: Transaction, credentials: ParticipantCredentials
  ) throws -> ID<Participant> {
    let id = ID<Participant>(try transaction.nextIdentifier())
    let now = world.clock.now()
    let printed = office?.normalized ?? .homologation
    try transaction.execute(
      """
      INSERT INTO participants (id, client_id, secret_hash, name, document, address, contact,
        scopes, failed_logins, created_at, office_state)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10)
      """,
      [
        id.number, credentials.clientID, SecretHash.hash(of: credentials.clientSecret), name,
        document, printed.json.text, printed.contact,
        BureauScope.allCases.map(\.rawValue).joined(separator: " "), now.microseconds,
        office.map { $0.normalized.state },
      ])
    _ = try CredentialStore.add(
      credentials, to: id, name: "principal", scopes: BureauScope.allCases, at: now, transaction)
    return id
  }
}
