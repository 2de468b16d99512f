import ArgumentParser
import Credit
import DebtCollection
import World

struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prova de que nada foi alterado.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Confere as correntes seladas: linha do tempo, negativações, eventos e acessos.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await database.withCreditor { side in
        let report = try await side.office.auditTrail.verifyAudit()
        print("\(report.listings) negativações, \(report.entries) registros da linha do tempo.")
        print("\(report.links) registros nas correntes seladas.")
        if let since = report.since { print("Trilha selada desde \(since.brazilian).") }
        for link in report.broken { print("  \(link.sentence)") }
        for finding in report.findings { print("  \(finding)") }
        let kept = report.broken.count + report.findings.count
        if report.brokenCount > kept { print("  … e mais \(report.brokenCount - kept).") }
        guard report.isIntact else {
          throw Failure(
            "A trilha foi alterada em \(report.brokenCount) lugar(es). Guarde este relatório e uma "
              + "cópia do banco, e apure quem teve acesso a ele.")
        }
      }
    }
  }
}
