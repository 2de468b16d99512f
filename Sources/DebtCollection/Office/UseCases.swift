import Coordination
import SQLDatabase
import Sealing
import World

/// A group of use cases: methods in the folder of their concept, one file each, over what the
/// office works with.
protocol UseCases: Sendable {
  var office: Office { get }
}

extension UseCases {
  var database: any Database { office.database }
  var world: World { office.world }
  var sealer: Sealer { office.sealer }
  var trail: Trail { office.trail }
  var documents: DocumentIndex { office.documents }
  var connectors: [String: any BureauConnector] { office.connectors }
  var printing: WorkThread { office.printing }
  var publicURL: String? { office.publicURL }
}
