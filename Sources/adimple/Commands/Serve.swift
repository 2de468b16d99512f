import ArgumentParser
import DebtCollection
import Foundation
import HTTPService
import ServiceLifecycle
import WebApp
import World

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "O lado do credor: páginas, API, fila de envio e tarefas.")

  @Option(help: "endereço em que escuta")
  var host = "127.0.0.1"
  @Option(help: "porta em que escuta")
  var port: Port = 8080
  @OptionGroup var database: DatabaseOption
  @Flag(help: "só páginas e API; a fila e as tarefas ficam com adimple worker")
  var noWorker = false
  @OptionGroup var clock: ClockOption

  func run() async throws {
    try await explained {
      let environment = try Environment.current()
      let clock = try clock.choice()
      let url = try database.url(environment)
      // The bureau's webhooks find the process here unless the environment says otherwise.
      let address = environment.publicURL ?? "http://\(host):\(port)"
      let side = try await CreditorSide.open(
        url: url, environment: environment, clock: clock, publicURL: address)
      try await side.use { side in try await serve(side, url: url) }
    }
  }

  private func serve(_ side: CreditorSide, url: String) async throws {
    let clock = side.office.world.clock
    let folder = try DataFolder.uploads(beside: url)
    let duties =
      noWorker
      ? side.clockDuties : side.duties(worker: ProcessNames.worker, uploadFolder: folder)
    let timekeeper = Timekeeper(clock: clock, duties: duties, logger: side.logger)
    let server = side.server(
      host: host, port: port.number, timekeeper: clock.virtual == nil ? nil : timekeeper,
      uploads: Uploads(folder: folder)
    ) { [host] port in
      FileHandle.standardError.write(Data("adimple: http://\(host):\(port)\n".utf8))
    }
    // A timekeeper without duties is done at once and would end the group with it.
    let timekeeping: [any Service] =
      duties.isEmpty ? [] : [TimekeeperService(timekeeper: timekeeper)]
    try await Services.run([server] + timekeeping, logger: side.logger)
  }
}

struct Worker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A fila de envio e as tarefas, sem páginas.")

  @OptionGroup var database: DatabaseOption
  @OptionGroup var clock: ClockOption

  func run() async throws {
    try await explained {
      let environment = try Environment.current()
      let clock = try clock.choice()
      let url = try database.url(environment)
      let side = try await CreditorSide.open(url: url, environment: environment, clock: clock)
      try await side.use { side in
        let timekeeper = Timekeeper(
          clock: side.office.world.clock,
          duties: side.duties(
            worker: ProcessNames.worker, uploadFolder: try DataFolder.uploads(beside: url)),
          logger: side.logger)
        try await Services.run([TimekeeperService(timekeeper: timekeeper)], logger: side.logger)
      }
    }
  }
}
