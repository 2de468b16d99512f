import ArgumentParser
import BureauRegister
import BureauSite
import Coordination
import Credit
import CreditorAPI
import CreditorPages
import DebtCollection
import Foundation
import HTTPService
import Logging
import ServiceLifecycle
import World

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Os dois lados em um processo, com um provedor fictício e um relógio que se move.")

  @Option(help: "porta do lado do credor")
  var port: Port = 8080
  @Option(help: "porta do birô de referência")
  var bureauPort: Port = 8090
  @Option(help: "pasta dos dados")
  var dataDir = "var/demo"
  @Flag(help: "começa do zero: apaga a pasta dos dados")
  var fresh = false
  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "abre com seis meses de história e a rotina ligada",
      discussion: "Só na primeira vez; com --no-past a casa começa hoje, e a rotina desligada."))
  var past = true
  @Option(
    help: ArgumentHelp(
      "o relógio da demonstração começa neste instante (RFC 3339)",
      discussion: """
        Sem a opção ele começa agora. Uma pasta que já tem dados continua de onde o relógio dela \
        parou, se for mais tarde: um relógio não volta.
        """,
      valueName: "instant"))
  var virtualClock: String?

  private static let host = "127.0.0.1"
  private static let database = "adimple.sqlite"

  func run() async throws {
    try await explained {
      // What the demo prints is to stand last: only what goes wrong is told beside it.
      let environment = try Environment.current(level: .error)
      let start = try virtualClock.map(ClockOption.instant)
      try prepareFolder()
      let isNew = try DemoAccess.read(from: dataDir) == nil
      let end = past && isNew ? start ?? SystemClock().now() : nil
      let begin = end?.adding(seconds: -DemoPast.seconds) ?? start
      try await CreditorSide.open(
        url: "sqlite:\(dataDir)/\(Self.database)", environment: environment,
        clock: .resumed(notBefore: begin), publicURL: "http://\(Self.host):\(port)"
      ).use { creditor in
        try await BureauSide.open(
          url: "sqlite:\(dataDir)/bureau.sqlite", environment: environment,
          time: .of(creditor.office.world.clock),
          publicURL: "http://\(Self.host):\(bureauPort)"
        ).use { try await serve(creditor, $0, pastTo: end) }
      }
    }
  }

  /// - Parameter end: where the past that the demo is still to live ends.
  private func serve(
    _ creditor: CreditorSide, _ bureau: BureauSide, pastTo end: Instant?
  ) async throws {
    let timekeeper = Timekeeper(
      clock: creditor.office.world.clock,
      duties: creditor.duties(worker: ProcessNames.worker)
        + bureau.bureau.duties,
      logger: creditor.logger)
    let bureauServer = bureau.server(
      host: Self.host, port: bureauPort.number, timekeeper: timekeeper
    ) { _ in }
    let setting = DemoSetting(
      creditor: creditor, bureau: bureau, bureauURL: "http://\(Self.host):\(bureauPort)",
      creditorURL: "http://\(Self.host):\(port)",
      dataFolder: URL(fileURLWithPath: dataDir).path, past: end.map { (timekeeper, $0) })
    let (listening, begin) = AsyncStream.makeStream(of: Void.self)
    let creditorServer = creditor.server(
      host: Self.host, port: port.number, timekeeper: timekeeper, demo: DemoDoors.house
    ) { _ in begin.finish() }
    try await Services.run(
      [
        bureauServer, creditorServer, TimekeeperService(timekeeper: timekeeper),
        DemoOpening(setting: setting, listening: listening),
      ],
      logger: creditor.logger)
  }

  /// `--fresh` takes away only what is a demo's folder.
  private func prepareFolder() throws {
    let files = FileManager.default
    do {
      if fresh, files.fileExists(atPath: dataDir) {
        let content = try files.contentsOfDirectory(atPath: dataDir)
        guard content.isEmpty || content.contains(Self.database) else {
          throw Failure("A pasta \(dataDir) não é de uma demonstração; --fresh não a apaga.")
        }
        try files.removeItem(atPath: dataDir)
      }
      try files.createDirectory(
        atPath: dataDir, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure("Não foi possível preparar a pasta \(dataDir).")
    }
  }
}
