import Credit
import Fictitious

/// Draws a history from its seed. The numbers of an action say all that it needs, so that any of
/// the others may be left out.
struct DrawnHistory {
  private let setting: SimulationSetting
  private var numbers: SeededNumbers
  private var titles: Int
  private var payments = 0

  static func draw(_ setting: SimulationSetting) -> History {
    var drawn = DrawnHistory(setting: setting)
    var actions: [Action] = []
    for day in 0..<setting.days { actions += drawn.actions(of: day) }
    return History(setting: setting, actions: actions)
  }

  private init(setting: SimulationSetting) {
    self.setting = setting
    numbers = SeededNumbers(seed: setting.seed)
    titles = setting.people * 2
  }

  private mutating func actions(of day: Int) -> [Action] {
    var drawn: [Action] = []
    let start = History.start.adding(seconds: day * 86_400)
    let usual = 1 + numbers.below(3)
    for _ in 0..<usual {
      drawn.append(someone(at: start.adding(seconds: numbers.below(86_400))))
    }
    if numbers.below(4) == 0, let fault = adversity(start) { drawn.append(fault) }
    return drawn.sorted { $0.at < $1.at }
  }

  /// Kinds of actions, with how often each comes.
  private static let kinds: [(kind: Action.Kind, weight: Int)] = [
    (.pay, 22), (.pix, 8), (.payAgain, 4), (.reverse, 5), (.contest, 4), (.die, 1), (.move, 2),
    (.newTitle, 8), (.renegotiate, 2), (.cancel, 2), (.list, 10), (.remove, 3), (.approve, 6),
    (.decline, 2), (.block, 2), (.release, 4), (.dispute, 2), (.endDispute, 3),
    (.answerDispute, 4), (.changeRule, 1), (.approvals, 1), (.house, 1), (.automatic, 1),
    (.credentials, 1), (.reconcile, 1), (.importFile, 4), (.returnLetter, 3), (.suspend, 2),
    (.reinstate, 3), (.bureauRemoval, 2), (.reviewFrom, 1), (.decideReview, 3),
    (.decideDispute, 3),
  ]
  private static let total = kinds.reduce(0) { $0 + $1.weight }

  private mutating func someone(at instant: Instant) -> Action {
    var left = numbers.below(Self.total)
    var kind = Action.Kind.pay
    for entry in Self.kinds {
      kind = entry.kind
      if left < entry.weight { break }
      left -= entry.weight
    }
    return Action(at: instant, kind, values(of: kind))
  }

  private mutating func values(of kind: Action.Kind) -> [Int] {
    let title = numbers.below(max(1, titles))
    let person = numbers.below(setting.people)
    switch kind {
    case .pay:
      payments += 1
      let shares = [1_000, 1_000, 1_000, 500, 100, 1_300, 999, 1]
      let lags = [0, 0, 1, 2, 30]
      return [title, shares[numbers.below(8)], lags[numbers.below(5)], payments]
    case .pix:
      payments += 1
      return [title, [1_000, 400, 1_100, 1_250][numbers.below(4)], payments]
    case .newTitle:
      titles += 1
      return [person, 1_000 + numbers.below(50_000), numbers.below(40) - 50]
    case .die: return [person, numbers.below(2)]
    case .move: return [person, numbers.below(12)]
    case .renegotiate: return [title, numbers.below(4)]
    case .block: return [title, numbers.below(3) * 20]
    case .remove: return [title, [0, 0, 1, 1, 2, 3, 4][numbers.below(7)]]
    case .contest, .returnLetter: return [title, numbers.below(5)]
    case .dispute: return [title, numbers.below(3) == 0 ? 1 : 0]
    case .importFile: return [title, 500 + numbers.below(40_000), numbers.below(4) == 0 ? 1 : 0]
    case .changeRule: return [60 + numbers.below(3) * 15, [1, 5, 100][numbers.below(3)]]
    case .approvals, .automatic, .house: return [numbers.below(3) == 0 ? 0 : 1]
    case .credentials: return [1 + numbers.below(40)]
    case .answerDispute: return [numbers.below(3) == 0 ? 1 : 0]
    case .decideReview: return [numbers.below(4) == 0 ? 0 : 1]
    case .decideDispute: return [numbers.below(4)]
    case .reviewFrom: return [[20_000, 10_000_000][numbers.below(2)]]
    case .payAgain, .reverse, .cancel, .list, .release, .endDispute, .suspend, .reinstate,
      .bureauRemoval:
      return [title]
    case .approve, .decline, .reconcile, .weather, .bureauErrors, .bureauDown, .workerDropped,
      .statementFails, .commitLost:
      return []
    }
  }

  /// Something breaks; nil where nothing may.
  private mutating func adversity(_ start: Instant) -> Action? {
    let instant = start.adding(seconds: numbers.below(86_400))
    let faults = setting.faults
    let bits = Run.weathers.enumerated().filter { faults.contains($0.element) }
      .reduce(0) { $0 | 1 << $1.offset }
    let seed = numbers.below(1 << 30)
    let kinds: [(SimulatedFault, Action.Kind, [Int])] = [
      (.bureauErrors, .bureauErrors, [1 + numbers.below(30), seed]),
      (.bureauDown, .bureauDown, [[1, 6, 30, 100, 250][numbers.below(5)]]),
      (.workerDropped, .workerDropped, [1 + numbers.below(60)]),
      (.statementFails, .statementFails, [1 + numbers.below(40), numbers.below(3)]),
      (.commitLost, .commitLost, [1 + numbers.below(8)]),
    ]
    var possible = kinds.filter { faults.contains($0.0) }.map { ($0.1, $0.2) }
    if bits != 0 {
      let weather = (Action.Kind.weather, [1 + numbers.below(48), seed, bits])
      possible += [weather, weather]
    }
    guard !possible.isEmpty else { return nil }
    let chosen = possible[numbers.below(possible.count)]
    return Action(at: instant, chosen.0, chosen.1)
  }
}
