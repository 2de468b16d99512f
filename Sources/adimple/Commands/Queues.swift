import ArgumentParser
import Credit
import CreditorAPI
import CreditorPages
import DebtCollection
import JSONText
import Work

struct Queues: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mostra as filas de trabalho: o que espera, corre e falhou.")

  @OptionGroup var database: DatabaseOption
  @Flag(help: "resultado em JSON")
  var json = false

  func run() async throws {
    try await database.withCreditor { side in
      let queues = try await side.office.workQueues.queues()
      if json { return print(QueueJSON.show(queues).text) }
      print(Self.text(queues))
      for queue in queues where queue.failed > 0 {
        for work in try await side.office.workQueues.failedWork(in: queue.name) {
          print("\(queue.name) \(work.subject): \(work.lastError)")
        }
      }
    }
  }

  private static func text(_ queues: [QueueStanding]) -> String {
    let width = queues.map(\.name.count).max() ?? 0
    let head = ["esperam", "correm", "falharam"].map { pad($0, 9) }.joined()
    let lines = queues.map { queue in
      queue.name + String(repeating: " ", count: width - queue.name.count)
        + [queue.waiting, queue.running, queue.failed].map { pad(String($0), 9) }.joined()
    }
    return ([String(repeating: " ", count: width) + head] + lines).joined(separator: "\n")
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}
