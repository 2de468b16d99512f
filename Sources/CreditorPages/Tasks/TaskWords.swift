import Credit
import DebtCollection
import HTTPService
import Markup
import Pages

/// Schedules and runs in words.
enum TaskWords {
  /// `05:00`.
  static func time(_ schedule: TaskSchedule) -> String {
    let minute = schedule.secondOfDay / 60
    return two(minute / 60) + ":" + two(minute % 60)
  }

  /// Seconds since midnight of `HH:MM` or `HH:MM:SS`; nil for anything else.
  static func second(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }) else {
      return nil
    }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (0..<24).contains(numbers[0]),
      numbers.dropFirst().allSatisfy({ (0..<60).contains($0) })
    else { return nil }
    return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
  }

  static func turn(_ schedule: TaskSchedule) -> String {
    guard let seconds = schedule.everySeconds else { return "todo dia às \(time(schedule))" }
    return seconds % 3_600 == 0
      ? (seconds == 3_600 ? "de hora em hora" : "a cada \(seconds / 3_600) horas")
      : "a cada \(seconds / 60) minutos"
  }

  static func about(_ name: String) -> String {
    switch name {
    case "collect":
      "Examina os títulos vencidos, negativa os que as regras mandam e explica cada um que "
        + "ficou de fora."
    case "reconcile": "Compara as negativações daqui com o extrato do birô."
    case "alarms": "Avisa antes que o prazo legal de uma baixa termine."
    case "retention":
      "Apaga relatórios completos, respostas guardadas e históricos além do prazo de guarda."
    default: ""
    }
  }

  /// What a run will do and when, in one sentence.
  static func sentence(_ name: String) -> String {
    switch name {
    case "collect":
      "Ao confirmar, a rotina começa em instantes: os títulos que as regras de cobrança mandam "
        + "são negativados no birô, com a carta a cada devedor, e os demais ficam de fora com o "
        + "motivo."
    case "reconcile":
      "Ao confirmar, o extrato do birô é lido e comparado; nada é negativado nem baixado."
    case "alarms": "Ao confirmar, os prazos de baixa são conferidos e os alarmes atualizados."
    default: "Ao confirmar, o que passou do prazo de guarda é apagado agora e não volta."
    }
  }

  static func outcome(_ run: TaskRun) -> (label: String, tone: Tone) {
    switch run.succeeded {
    case true: ("Concluída", .good)
    case false: ("Falhou", .bad)
    case nil: ("Em execução", .info)
    }
  }

  /// What a run wrote of itself; the id before it leads to the page of what it did.
  static func told(_ detail: String) -> (words: String, path: String?) {
    let parts = detail.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return (detail, nil) }
    let name = String(parts[0])
    let path =
      ID<CollectionRun>(name).map(CollectionPages.path(of:))
      ?? ID<Reconciliation>(name).map(ReconciliationPages.path(of:))
    let words = parts[1].drop { $0 == " " }
    return path == nil ? (detail, nil) : (String(words.isEmpty ? parts[0] : words), path)
  }

  static func news(_ progress: TaskProgress?) -> EventStream.Progress {
    let examined = progress?.examined ?? 0
    let words =
      progress?.examined.map { "Em execução: \($0) títulos examinados." } ?? "Em execução."
    return .init(
      done: examined, total: 0, words: words, isFinished: progress?.run.finishedAt != nil)
  }

  static func waiting(isAsked: Bool) -> EventStream.Progress {
    .init(
      done: 0, total: 0, words: isAsked ? "Pedida; começa em instantes." : "Nada em execução.",
      isFinished: !isAsked)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
