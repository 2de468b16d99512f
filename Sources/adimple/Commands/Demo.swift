import ArgumentParser
import Credit
import DebtCollection
import Foundation
import HTTPService
import ReferenceBureau
import ServiceLifecycle
import WebApp
import World

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Os dois lados em um processo, com um provedor fictício e um relógio que se move.")

  @Option(help: "porta do lado do credor")
  var port = 8080
  @Option(help: "porta do birô de referência")
  var bureauPort = 8090
  @Option(help: "pasta dos dados")
  var dataDir = "var/demo"
  @Flag(help: "começa do zero: apaga a pasta dos dados")
  var fresh = false

  private static let host = "127.0.0.1"

  func run() async throws {
    try await explained {
      let environment = try Environment.current()
      try prepareFolder()
      let clock = VirtualClock(
        startingAt: try DemoClockFile(folder: dataDir).start(), running: true)
      let bureau = try await BureauSide.open(
        url: "sqlite:\(dataDir)/bureau.sqlite", environment: environment, clock: clock,
        publicURL: "http://\(Self.host):\(bureauPort)")
      let creditorURL = "sqlite:\(dataDir)/adimple.sqlite"
      let creditor = try await CreditorSide.open(
        url: creditorURL, environment: environment, clock: clock,
        publicURL: "http://\(Self.host):\(port)")
      let folder = try DataFolder.uploads(beside: creditorURL)
      let timekeeper = Timekeeper(
        clock: clock,
        duties: creditor.duties(worker: ProcessNames.worker, uploadFolder: folder)
          + bureau.bureau.duties
          + [DemoClockDuty(clock: clock, file: DemoClockFile(folder: dataDir))],
        logger: creditor.logger)
      let bureauServer = bureau.server(
        host: Self.host, port: bureauPort, timekeeper: timekeeper
      ) { _ in }
      let setting = DemoSetting(
        creditor: creditor, bureau: bureau, bureauURL: "http://\(Self.host):\(bureauPort)",
        creditorURL: "http://\(Self.host):\(port)",
        dataFolder: URL(fileURLWithPath: dataDir).path)
      let creditorServer = creditor.server(
        host: Self.host, port: port, timekeeper: timekeeper, uploads: Uploads(folder: folder)
      ) { _ in
        await setting.announce()
      }
      try await Services.run(
        [bureauServer, creditorServer, TimekeeperService(timekeeper: timekeeper)],
        logger: creditor.logger)
      await creditor.close()
      await bureau.close()
    }
  }

  private func prepareFolder() throws {
    let files = FileManager.default
    do {
      if fresh, files.fileExists(atPath: dataDir) { try files.removeItem(atPath: dataDir) }
      try files.createDirectory(
        atPath: dataDir, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure("Não foi possível preparar a pasta \(dataDir).")
    }
  }
}

/// Where the demo's clock stands, so that it goes on there after a restart: a clock that went back
/// would see its own records in the future.
struct DemoClockFile: Sendable {
  let folder: String

  private var path: String { folder + "/clock" }

  func start() throws -> Instant {
    guard let found = FileManager.default.contents(atPath: path) else {
      return SystemClock().now()
    }
    let text = String(decoding: found, as: UTF8.self)
    guard let instant = Instant(rfc3339: text.filter { !$0.isWhitespace }) else {
      throw Failure("O arquivo \(path) não tem um instante; apague a pasta ou use --fresh.")
    }
    return max(instant, SystemClock().now())
  }

  func keep(_ instant: Instant) throws {
    try Data((instant.description + "\n").utf8).write(
      to: URL(fileURLWithPath: path), options: .atomic)
  }
}

/// Keeps the clock's place while the demo runs.
struct DemoClockDuty: Duty {
  let name = "demo-clock"
  let clock: VirtualClock
  let file: DemoClockFile

  func nextDue() async throws -> Instant? { nil }

  func runDue() async throws -> Bool {
    try file.keep(clock.now())
    return false
  }
}
