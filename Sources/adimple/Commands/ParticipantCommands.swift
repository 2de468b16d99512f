import ArgumentParser
import BureauRegister
import BureauSite
import Coordination
import Credit
import JSONText
import World

struct ParticipantCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "participant", abstract: "Credores que usam o birô.",
    subcommands: [Add.self, List.self, Release.self, Close.self])

  /// Opens the register of a database for one command.
  static func use<Value: Sendable>(
    _ option: DatabaseOption, _ body: @Sendable (Register) async throws -> Value
  ) async throws -> Value {
    let environment = try Environment.current()
    let side = try await BureauSide.open(
      url: try option.url(environment), environment: environment, time: .own(.asServed),
      publicURL: "")
    return try await side.use { side in
      do {
        return try await body(side.bureau.register)
      } catch let error as ParticipantError {
        throw Failure(error.message)
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cria um credor e mostra as credenciais uma única vez.")

    @Option(help: "nome do credor")
    var name: String
    @Option(help: "CNPJ do credor")
    var document: String
    @OptionGroup var office: OfficeOptions
    @OptionGroup var database: DatabaseOption
    @Flag(help: "resultado em JSON")
    var json = false

    func run() async throws {
      try await explained {
        let (name, document, office) = (name, document, try office.office())
        let credentials = try await ParticipantCommands.use(database) {
          try await $0.addParticipant(name: name, document: document, office: office)
        }
        print(
          json
            ? JSON.object([
              .init("clientId", .string(credentials.clientID)),
              .init("clientSecret", .string(credentials.clientSecret)),
            ]).text
            : "client_id: \(credentials.clientID)\nclient_secret: \(credentials.clientSecret)"
        )
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lista os credores e as suas credenciais, sem segredos.")

    @OptionGroup var database: DatabaseOption
    @Flag(help: "resultado em JSON")
    var json = false

    func run() async throws {
      try await explained {
        let participants = try await ParticipantCommands.use(database) {
          try await $0.participants()
        }
        if json {
          print(JSON.array(participants.map(\.json)).text)
        } else {
          for participant in participants { print(participant.line) }
        }
      }
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Libera uma credencial bloqueada por tentativas com segredo errado.")

    @Option(help: "client_id da credencial")
    var clientId: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await explained {
        let client = clientId
        try await ParticipantCommands.use(database) {
          try await $0.releaseParticipant(clientID: client)
        }
        print("A credencial \(client) foi liberada.")
      }
    }
  }

  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Encerra o contrato de um credor: os registros são baixados e não há mais tokens.")

    @Option(help: "client_id de uma credencial do credor")
    var clientId: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await explained {
        let client = clientId
        try await ParticipantCommands.use(database) {
          try await $0.closeParticipant(clientID: client)
        }
        print("O contrato foi encerrado; o birô baixa os registros enquanto está no ar.")
      }
    }
  }
}

/// Where a creditor is. With the state alone its letters carry a fictitious address there.
struct OfficeOptions: ParsableArguments {
  @Option(
    help: "UF da sede; conta nos prazos ao lado da UF do devedor (padrão: só a UF do devedor)")
  var state: String?
  @Option(help: "CEP da sede")
  var postalCode: String?
  @Option(help: "logradouro da sede")
  var street: String?
  @Option(help: "número da sede")
  var number: String?
  @Option(help: "bairro da sede")
  var district: String?
  @Option(help: "município da sede")
  var city: String?
  @Option(help: "canal direto que a carta mostra")
  var contact: String?

  /// Nil where nothing was told.
  func office() throws -> ParticipantOffice? {
    let parts = [postalCode, street, number, district, city]
    guard let state else {
      guard parts.allSatisfy({ $0 == nil }), contact == nil else {
        throw Failure("Informe também a UF da sede, com --state.")
      }
      return nil
    }
    guard let unit = FederativeUnit(code: state) else {
      throw Failure("A UF \(state) não existe; use a sigla, como PR.")
    }
    var office = ParticipantOffice.homologation(in: unit)
    if let contact { office.contact = contact }
    guard parts.contains(where: { $0 != nil }) else { return office }
    guard let postalCode, let street, let number, let district, let city else {
      throw Failure(
        "O endereço vai inteiro: --postal-code, --street, --number, --district e --city.")
    }
    office.postalCode = postalCode
    office.street = street
    office.number = number
    office.district = district
    office.city = city
    return office
  }
}
