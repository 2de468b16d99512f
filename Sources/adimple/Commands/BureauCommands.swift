import ArgumentParser
import BureauRegister
import BureauSite
import Coordination
import Foundation
import ServiceLifecycle
import World

struct BureauCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bureau", abstract: "O birô de referência, para homologação.",
    subcommands: [BureauServe.self, ParticipantCommands.self, BureauAudit.self])
}

struct BureauServe: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Põe o birô de referência no ar.")

  @Option(help: "endereço em que escuta")
  var host = "127.0.0.1"
  @Option(help: "porta em que escuta")
  var port: Port = 8090
  @OptionGroup var database: DatabaseOption
  @OptionGroup var clock: ClockOption

  func run() async throws {
    try await explained {
      let environment = try Environment.current()
      let side = try await BureauSide.open(
        url: try database.url(environment), environment: environment,
        time: .own(try clock.choice()),
        publicURL: environment.publicURL ?? "http://\(host):\(port)")
      try await side.use { side in
        let clock = side.bureau.register.world.clock
        let timekeeper = Timekeeper(clock: clock, duties: side.duties, logger: side.logger)
        let password = ConsolePassword.isLoopback(host) ? side.consolePassword : nil
        let server = side.server(
          host: host, port: port.number, timekeeper: clock.virtual == nil ? nil : timekeeper
        ) { [host] port in
          let console = password.map { "console: http://\(host):\(port)/console  senha: \($0)\n" }
          let text = "bureau: http://\(host):\(port)\n" + (console ?? "")
          FileHandle.standardError.write(Data(text.utf8))
        }
        try await Services.run(
          [server, TimekeeperService(timekeeper: timekeeper)], logger: side.logger)
      }
    }
  }
}
