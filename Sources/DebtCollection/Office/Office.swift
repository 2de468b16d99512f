package import SQLDatabase
package import Sealing
package import World

/// The creditor's side at work: what every use case needs. Use cases are methods, one file each,
/// in the folder of their concept.
package struct Office: Sendable {
  package let database: any Database
  package let world: World
  package let sealer: Sealer
  package let documents: DocumentIndex
  /// The connectors by provider (`credito-na-medida`).
  package let connectors: [String: any BureauConnector]
  /// Prints reports, beside the threads that all requests share.
  let printing: WorkThread
  /// Where bureaus and people reach this process, for webhooks; nil where nobody can.
  package let publicURL: String?

  /// The same office, of whose writes nothing stays: tells what a use case would say.
  package var rehearsal: Office {
    Office(
      database: RehearsalDatabase(database: database), world: world, sealer: sealer,
      documents: documents, connectors: connectors, publicURL: publicURL, printing: printing)
  }

  package init(
    database: any Database, world: World, sealer: Sealer, documents: DocumentIndex,
    connectors: [String: any BureauConnector], publicURL: String?,
    printing: WorkThread = WorkThread(label: "adimple.printing")
  ) {
    self.database = AccompaniedDatabase(database)
    self.world = world
    self.sealer = sealer
    self.documents = documents
    self.connectors = connectors
    self.publicURL = publicURL
    self.printing = printing
  }
}
