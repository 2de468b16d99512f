import ArgumentParser
import Foundation
import Simulation

struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Uma vida inventada dos dois lados, que se repete a partir da semente.",
    discussion: """
      Mostra o que aconteceu e, onde uma invariante não vale, a semente, o passo e a história mais \
      curta que se achou; então termina com 1.
      """)

  enum Engine: String, ExpressibleByArgument, CaseIterable {
    case sqlite, postgres
  }

  @Option(help: "semente dos sorteios")
  var seed: UInt64 = 1
  @Option(help: "quantas sementes, a partir dessa")
  var seeds = 1
  @Option(help: "dias simulados")
  var days = 400
  @Option(help: "all, none ou uma lista: \(SimulatedFault.allCases.map(\.rawValue))")
  var faults = "all"
  @Option(help: "pessoas que devem")
  var people = 12
  @Option(help: "motor dos bancos de dados")
  var engine: Engine = .sqlite
  @Option(help: "postgres://… de um servidor; os esquemas da simulação são refeitos")
  var database: String?
  @Option(help: "vive só a história deste arquivo, que diz também semente, dias e pessoas")
  var replay: String?
  @Option(help: "estraga algo de propósito: \(Mutation.allCases.map(\.rawValue))")
  var mutation: Mutation?
  @Flag(help: "só o resumo")
  var quiet = false
  @Flag(help: "não procura a história mais curta")
  var asFound = false

  func validate() throws {
    try Self.check(days, SimulationSetting.dayRange, "--days")
    try Self.check(people, SimulationSetting.peopleRange, "--people")
    try Self.check(seeds, Self.seedRange, "--seeds")
    if (engine == .postgres) != (database != nil) {
      throw ValidationError("--engine postgres e --database postgres://… andam juntos.")
    }
    _ = try chosenFaults()
  }

  func run() async throws {
    try await explained {
      let simulation = Simulation(program: .adimple)
      if let replay {
        guard try await live(try history(in: replay), simulation) else { throw ExitCode(1) }
        return
      }
      var isSound = true
      for number in 0..<seeds {
        var setting = SimulationSetting(seed: seed &+ UInt64(clamping: number), days: days)
        setting.people = people
        setting.faults = try chosenFaults()
        setting.mutation = mutation
        setting.url = database
        if try await !live(simulation.draw(setting), simulation) { isSound = false }
      }
      guard isSound else { throw ExitCode(1) }
    }
  }

  private static let seedRange = 1...1_000_000

  private static func check(_ value: Int, _ range: ClosedRange<Int>, _ name: String) throws {
    guard !range.contains(value) else { return }
    throw ValidationError("\(name) deve ser de \(range.lowerBound) a \(range.upperBound).")
  }

  private func history(in path: String) throws -> History {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw Failure("O arquivo \(path) não pôde ser lido.")
    }
    do throws(History.Unreadable) {
      var history = try History(text: String(decoding: bytes, as: UTF8.self))
      history.setting.url = database
      return history
    } catch {
      throw Failure("A linha \(error.line) de \(path) não é de uma história.")
    }
  }

  private func chosenFaults() throws -> Set<SimulatedFault> {
    switch faults {
    case "all": return Set(SimulatedFault.allCases)
    case "none": return []
    case "": throw ValidationError("--faults deve ser all, none ou uma lista de falhas.")
    default:
      return Set(
        try faults.split(separator: ",").map { word in
          guard let fault = SimulatedFault(rawValue: String(word)) else {
            throw ValidationError("A falha \(word) não existe.")
          }
          return fault
        })
    }
  }

  /// True where every invariant holds.
  private func live(_ history: History, _ simulation: Simulation) async throws -> Bool {
    let outcome = try await simulation.live(history)
    if !quiet {
      for line in outcome.lines { print(line) }
    }
    print(
      "semente \(history.setting.seed): \(outcome.steps) passos, resumo \(outcome.hash)")
    guard let broken = outcome.broken else { return true }
    print(
      "invariante \(broken.invariant.rawValue) quebrada no passo \(broken.step), "
        + "\(broken.at): \(broken.detail)")
    guard !asFound else { return false }
    let shortest = try await Shortest.of(history, breaking: broken, in: simulation)
    print("a história mais curta que se achou (--replay ARQUIVO):")
    print(shortest.text, terminator: "")
    return false
  }
}

extension Mutation: ExpressibleByArgument {}
