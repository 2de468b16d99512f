import ArgumentParser
import BureauRegister
import Credit

struct BureauAudit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Prova de que nada foi alterado.", subcommands: [Verify.self])

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Confere as correntes seladas do histórico dos registros.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await ParticipantCommands.use(database) { register in
        let (rows, findings) = try await register.verifyTrail()
        let altered = try await register.alteredHistories()
        print("\(rows) registros nas correntes seladas.")
        for record in altered { print("  Registro \(record): o histórico foi alterado.") }
        for finding in findings { print("  \(finding)") }
        guard altered.isEmpty, findings.isEmpty else {
          throw Failure(
            "A trilha foi alterada em \(altered.count + findings.count) lugar(es). Guarde este "
              + "relatório e uma cópia do banco, e apure quem teve acesso a ele.")
        }
      }
    }
  }
}
