import DebtCollection

/// Who did something, as a person reads it.
enum ActorWords {
  /// Who started a task of the schedule: the routine there is the schedule itself.
  static func starter(_ actor: String) -> String {
    actor == Actor.routine.name ? "horário da tarefa" : name(actor)
  }

  static func name(_ actor: String) -> String {
    if actor.hasPrefix("user:") { return String(actor.dropFirst(5)) }
    if actor.hasPrefix("api-key:") { return "chave de API " + actor.dropFirst(8) }
    switch actor {
    case "routine": return "rotina Atualizar cobranças"
    case "bureau": return "birô"
    case "command-line": return "linha de comando"
    case "exchange-folder": return "pasta de troca"
    case "system": return "Adimple"
    case "unknown": return "desconhecido"
    default: return actor
    }
  }
}
