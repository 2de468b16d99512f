import ArgumentParser
import Foundation

/// The one program. Each subcommand reads its flags, composes what it needs and runs it; the rules
/// of the business are in the rooms that it composes.
@main
struct Adimple: AsyncParsableCommand {
  /// What the program writes (databases, keys, letters) is personal data: its owner's only.
  static func main() async {
    umask(0o077)
    ProcessMetrics.bootstrap()
    await main(nil)
  }

  static let configuration = CommandConfiguration(
    commandName: "adimple",
    abstract: "Consulta de crédito e negativação para provedores e pequenos credores.",
    version: Release.version,
    subcommands: [
      Demo.self, Serve.self, Worker.self, BureauCommands.self, Migrate.self, UserCommands.self,
      APIKeyCommands.self, Import.self, Collect.self, Queues.self, Check.self, Audit.self,
      LettersCommands.self, Bench.self, Simulate.self,
      FictitiousCommand.self,
    ])
}

/// The release that this program is.
enum Release {
  static let version = "0.1.0"
}
