import ArgumentParser
import Credit
import DebtCollection
import World

struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prova de que nada foi alterado.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Confere as correntes de resumos da linha do tempo de cada negativação.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await database.withCreditor { side in
        let report = try await side.office.auditTrail.verifyAudit()
        print("\(report.listings) negativações, \(report.entries) registros da linha do tempo.")
        for link in report.broken {
          print("  \(link.listing), registro \(link.sequence): \(link.kind.rawValue)")
        }
        guard report.isIntact else {
          throw Failure("A linha do tempo foi alterada em \(report.brokenCount) lugar(es).")
        }
      }
    }
  }
}
