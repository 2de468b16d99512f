package import Coordination
import Credit
package import Outbound
package import SQLDatabase
package import Sealing
import Synchronization
package import World

/// The bureau at work: what every part of it needs.
package struct Register: Sendable {
  package let database: AccompaniedDatabase
  package let world: World
  package let sealer: Sealer
  package let documents: DocumentIndex
  package let faults: FaultPlan
  let printer = LetterPrinter()
  let terms = TermsBook()
  let codesBook = CodesBook()
  /// Tries of codes of letters that do not exist.
  let wrongCodes: TryCounter
  /// Wrong proofs for a letter that was opened before: from one address, and altogether.
  let wrongProofs: TryCounter
  let letterProofs: TryCounter
  /// Wrong secrets of clients, by client and caller.
  package let wrongSecrets: TryCounter
  package let options: Options

  /// The database without the marks of a request's work: for what is nobody's work, such as forms
  /// that were sent, tries counted and sessions of pages.
  package var plainDatabase: any Database { database.plain }

  package struct Options: Sendable {
    /// What stands on letters and reports.
    package var name = "Birô de Referência"
    package var document = "11222333000181"
    /// Where people find the register, on letters.
    package var publicURL = "http://127.0.0.1:8090"
    package var phone = "0800 000 0000"
    package var email = "atendimento@bureau.example"
    package var postal = PostalSettings()
    /// Requests of one participant in a minute.
    package var requestsPerMinute = 600_000
    /// Where webhooks may go.
    package var webhookPolicy = AddressPolicy.bureauWebhooks

    package init() {}
  }

  package init(
    database: any Database, world: World, masterKey: MasterKey, options: Options
  ) {
    self.database = AccompaniedDatabase(database)
    self.world = world
    self.sealer = Sealer(
      masterKey: masterKey, purpose: Self.sealingPurpose, random: world.random)
    self.documents = DocumentIndex(masterKey: masterKey)
    self.faults = FaultPlan()
    self.wrongCodes = TryCounter(policy: Self.wrongCodePolicy, database: database)
    self.wrongProofs = TryCounter(policy: Self.wrongProofPolicy, database: database)
    self.letterProofs = TryCounter(policy: Self.wrongProofsOfLetter, database: database)
    self.wrongSecrets = TryCounter(policy: TokenDesk.wrongSecretPolicy, database: database)
    self.options = options
  }

  /// What the bureau's secrets are sealed under.
  package static let sealingPurpose = KeyPurpose("bureau-sealing")

  /// Asks the database for something small; throws where it cannot answer.
  package func checkDatabase() async throws {
    _ = try await database.read { try $0.first("SELECT 1") { try $0.integer(0) } }
  }

  /// Creates a creditor (associado) and tells its credentials once.
  ///
  /// - Parameter office: where it is; its state counts for the terms beside the debtor's.
  package func addParticipant(
    name: String, document: String, office: ParticipantOffice? = nil
  ) async throws -> ParticipantCredentials {
    guard !name.isEmpty, name.unicodeScalars.count <= ParticipantStore.nameLimit else {
      throw ParticipantError.invalidName
    }
    let parsed: CNPJ
    do {
      parsed = try CNPJ.parse(document)
    } catch {
      throw ParticipantError.invalidDocument(error)
    }
    let faults = office?.faults ?? []
    guard faults.isEmpty else { throw ParticipantError.invalidOffice(faults.map(\.detail)) }
    let credentials = CredentialStore.generate(world: world)
    let world = world
    try await database.write { transaction in
      _ = try ParticipantStore.add(
        name: name, document: parsed.bare, office: office, world: world, transaction,
        credentials: credentials)
    }
    return credentials
  }

  /// Opens a credential that was locked after too many logins with a wrong secret: the work of an
  /// operator, who knows with whom he speaks.
  package func releaseParticipant(clientID: String) async throws {
    let released = try await database.write { transaction in
      try CredentialStore.release(clientID: clientID, transaction)
    }
    guard released else { throw ParticipantError.unknownClient }
  }
}
