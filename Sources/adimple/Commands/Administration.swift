import ArgumentParser
import Credit
import DebtCollection
import Foundation
import JSONText
import Sealing
import World

struct Migrate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Leva o banco de dados à versão deste programa.")

  @OptionGroup var database: DatabaseOption

  func run() async throws {
    try await database.withCreditor { _ in
      print("Banco de dados na versão \(CreditorSchema.migrations.count).")
    }
  }
}

struct UserCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Pessoas que entram no sistema.", subcommands: [Add.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cadastra uma pessoa e mostra a senha uma única vez.")

    @Option(help: "e-mail com que entra")
    var email: String
    @Option(help: "attendant, collector, approver, administrator ou auditor")
    var role: Role
    @OptionGroup var database: DatabaseOption
    @Flag(help: "resultado em JSON")
    var json = false

    func run() async throws {
      try await database.withCreditor { side in
        let (user, password) = try await Passwords.add(
          email: email, role: role, office: side.office)
        print(
          json
            ? JSON.object([
              .init("id", .string(user.id.description)), .init("secret", .string(password)),
            ]).text : "\(user.email)  senha: \(password)")
      }
    }
  }
}

struct APIKeyCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "api-key", abstract: "Chaves da API.", subcommands: [Add.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cria uma chave e mostra o segredo uma única vez.")

    @Option(help: "para que serve, por exemplo ERP")
    var name: String
    @Option(help: "attendant, collector, approver, administrator ou auditor")
    var role: Role
    @Option(help: "validade em dias, de 1 a 730")
    var days = APIKey.usualDays
    @OptionGroup var database: DatabaseOption
    @Flag(help: "resultado em JSON")
    var json = false

    func run() async throws {
      try await database.withCreditor { side in
        let (key, secret) = try await side.office.apiKeys.addAPIKey(
          name: name, role: role, days: days, actor: .commandLine, at: SystemClock().now())
        print(
          json
            ? JSON.object([
              .init("id", .string(key.id.description)), .init("secret", .string(secret)),
            ]).text : "\(key.id)  \(secret)")
      }
    }
  }
}

extension Role: ExpressibleByArgument {}
