package import SQLDatabase
package import Sealing
package import World

/// The creditor's side at work: what every use case needs. Use cases are methods of its groups
/// (`Office+Groups`), one file each, in the folder of their concept.
package struct Office: Sendable {
  package let database: AccompaniedDatabase
  package let world: World
  package let sealer: Sealer
  package let documents: DocumentIndex
  /// The connectors by provider (`credito-na-medida`).
  package let connectors: [String: any BureauConnector]
  /// Prints reports, beside the threads that all requests share.
  let printing: WorkThread
  /// Where bureaus and people reach this process, for webhooks; nil where nobody can.
  package let publicURL: String?

  /// The database without the marks of a request's work: for what is nobody's work, such as forms
  /// that were sent, tries counted and sessions of pages.
  package var plainDatabase: any Database { database.plain }

  /// The same office, of whose writes nothing stays: tells what a use case would say.
  package var rehearsal: Office {
    let undone = RehearsalDatabase(database: database.plain)
    return Office(
      accompanied: AccompaniedDatabase(undone, isRehearsal: true), world: world, sealer: sealer,
      documents: documents, connectors: connectors, publicURL: publicURL, printing: printing)
  }

  package init(
    database: any Database, world: World, sealer: Sealer, documents: DocumentIndex,
    connectors: [String: any BureauConnector], publicURL: String?,
    printing: WorkThread = WorkThread(label: "adimple.printing")
  ) {
    self.init(
      accompanied: AccompaniedDatabase(database), world: world, sealer: sealer,
      documents: documents, connectors: connectors, publicURL: publicURL, printing: printing)
  }

  private init(
    accompanied database: AccompaniedDatabase, world: World, sealer: Sealer,
    documents: DocumentIndex, connectors: [String: any BureauConnector], publicURL: String?,
    printing: WorkThread
  ) {
    self.database = database
    self.world = world
    self.sealer = sealer
    self.documents = documents
    self.connectors = connectors
    self.publicURL = publicURL
    self.printing = printing
  }
}
