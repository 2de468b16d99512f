import ArgumentParser
import Coordination
import CreditorAPI
import CreditorPages
import DebtCollection
import Foundation
import HTTPService
import ServiceLifecycle
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
      try await side.use(serve)
    }
  }

  private func serve(_ side: CreditorSide) async throws {
    let clock = side.office.world.clock
    let duties = noWorker ? side.clockDuties : side.duties(worker: ProcessNames.worker)
    let timekeeper = Timekeeper(
      clock: clock, duties: duties,
      whileMoved: noWorker ? side.work(worker: ProcessNames.worker) : [], logger: side.logger)
    // The page of the first access is open to whoever finds it; the code is not.
    let code = try await side.office.users.issueSetUpCode()
    let server = side.server(
      host: host, port: port.number, timekeeper: clock.virtual == nil ? nil : timekeeper
    ) { [host] port in
      let address = "http://\(host):\(port)"
      let first = code.map { "primeiro acesso: \(address)/primeiro-acesso  código: \($0)\n" }
      FileHandle.standardError.write(Data("adimple: \(address)\n\(first ?? "")".utf8))
    }
    try await Services.run(
      [server, TimekeeperService(timekeeper: timekeeper)], logger: side.logger)
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
      // It works for whoever serves the database, in the same time.
      let clock = try clock.choice(otherwise: .joined)
      let url = try database.url(environment)
      let side = try await CreditorSide.open(url: url, environment: environment, clock: clock)
      try await side.use { side in
        let timekeeper = Timekeeper(
          clock: side.office.world.clock,
          duties: side.duties(worker: ProcessNames.worker),
          logger: side.logger)
        try await Services.run([TimekeeperService(timekeeper: timekeeper)], logger: side.logger)
      }
    }
  }
}
