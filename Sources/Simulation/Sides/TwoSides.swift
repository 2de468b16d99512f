import BureauRegister
import BureauSite
import Credit
import DebtCollection
import Logging
import Outbound
import SQLDatabase
import Sealing
import Webhooks
import World

/// Both sides in one process, on one clock that moves only when it is moved.
struct TwoSides: Sendable {
  let clock: VirtualClock
  let office: Office
  let bureau: ReferenceBureau
  let network: SimulatedNetwork
  let log: KeptLog
  /// As its process sees it; the other one sees it without faults, to look at what was kept.
  let creditorDatabase: SimulatedDatabase
  let creditorTruth: any Database
  let bureauTruth: any Database
  private let program: SimulationProgram

  static let bureauURL = "http://127.0.0.1:\(SimulatedNetwork.bureauPort)"
  static let creditorURL = "http://127.0.0.1:\(SimulatedNetwork.creditorPort)"

  static func open(
    _ setting: SimulationSetting, _ program: SimulationProgram
  ) async throws -> TwoSides {
    let log = KeptLog()
    let creditor = try await database(setting, "creditor", log.logger)
    let bureau: any Database
    do {
      try await creditor.migrate(CreditorSchema.migrations)
      bureau = try await database(setting, "bureau", log.logger)
    } catch {
      await creditor.close()
      throw error
    }
    do {
      try await bureau.migrate(BureauSchema.migrations)
      let sides = make(setting, program, log, creditor: creditor, bureau: bureau)
      try await sides.office.auditTrail.beginTrail()
      try await sides.register.beginTrail()
      return sides
    } catch {
      await creditor.close()
      await bureau.close()
      throw error
    }
  }

  private static func make(
    _ setting: SimulationSetting, _ program: SimulationProgram, _ log: KeptLog,
    creditor: any Database, bureau: any Database
  ) -> TwoSides {
    let clock = VirtualClock(startingAt: History.start, running: false)
    let network = SimulatedNetwork(now: { clock.now() })
    let house = SimulatedDatabase(creditor)
    let random = SeededSource(seed: setting.seed &+ 1)
    let world = World(clock: clock, random: random, logger: log.logger)
    let key = MasterKey.generate(random: random)
    let office = Office(
      database: house, world: world, sealer: Sealer(masterKey: key, random: random),
      documents: DocumentIndex(masterKey: key),
      connectors: program.connectors(network, world, house), publicURL: creditorURL)
    var options = Register.Options()
    options.webhookPolicy = .bureauWebhooksInRehearsal
    let bureauRandom = SeededSource(seed: setting.seed &+ 2)
    let register = Register(
      database: bureau,
      world: World(clock: clock, random: bureauRandom, logger: log.logger),
      masterKey: MasterKey.generate(random: bureauRandom), options: options)
    let reference = ReferenceBureau(
      register: register,
      sender: OutboundWebhookSender(transport: network, policy: options.webhookPolicy))
    network.serve(
      InnerServer(
        router: reference.router(timekeeper: nil, version: "simulation"), logger: log.logger),
      port: SimulatedNetwork.bureauPort)
    network.serve(
      InnerServer(router: program.router(office), logger: log.logger),
      port: SimulatedNetwork.creditorPort)
    return TwoSides(
      clock: clock, office: office, bureau: reference, network: network, log: log,
      creditorDatabase: house, creditorTruth: creditor, bureauTruth: bureau, program: program)
  }

  private static func database(
    _ setting: SimulationSetting, _ side: String, _ logger: Logger
  ) async throws -> any Database {
    guard let server = setting.url else {
      return try await openDatabase(url: "sqlite::memory:", logger: logger)
    }
    var options = DatabaseOptions()
    options.postgresWriters = 1
    options.postgresReaders = 1
    let schema = "adimple_simulation_\(side)"
    let administration = try await openDatabase(url: server, options: options, logger: logger)
    do {
      try await administration.write(.claims) { transaction in
        try transaction.execute("DROP SCHEMA IF EXISTS \(schema) CASCADE")
        try transaction.execute("CREATE SCHEMA \(schema)")
      }
    } catch {
      await administration.close()
      throw error
    }
    await administration.close()
    let joint = server.contains("?") ? "&" : "?"
    return try await openDatabase(
      url: server + joint + "options=-csearch_path%3D\(schema)", options: options,
      logger: logger)
  }

  var register: Register { bureau.register }

  /// The work of both sides.
  var duties: [any Duty] {
    program.duties(office, network, "first") + bureau.duties
  }

  /// A second process of the creditor that dies after so many statements, and its work.
  func doomedDuties(statements: Int) -> (database: SimulatedDatabase, duties: [any Duty]) {
    let dying = SimulatedDatabase(creditorTruth)
    dying.die(after: statements)
    let doomed = Office(
      database: dying, world: office.world, sealer: office.sealer, documents: office.documents,
      connectors: office.connectors, publicURL: office.publicURL)
    return (dying, program.duties(doomed, network, "doomed"))
  }

  func close() async {
    await creditorTruth.close()
    await bureauTruth.close()
  }
}
