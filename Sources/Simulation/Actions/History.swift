package import Credit

/// A life as a list of actions, in the order of their instants: drawn from a seed, or read from a
/// file to be lived again.
package struct History: Sendable {
  package var setting: SimulationSetting
  package var actions: [Action]

  package init(setting: SimulationSetting, actions: [Action]) {
    self.setting = setting
    self.actions = actions
  }

  /// A Tuesday, at nine in the morning of Brasília.
  package static let start = Instant(microseconds: 1_795_521_600_000_000)

  /// Where the last day ends.
  var end: Instant { Self.start.adding(seconds: setting.days * 86_400) }

  /// A line for the setting and one for each action.
  package var text: String {
    var head = "seed \(setting.seed) days \(setting.days) people \(setting.people)"
    if let mutation = setting.mutation { head += " mutation \(mutation.rawValue)" }
    return ([head] + actions.map(\.line)).joined(separator: "\n") + "\n"
  }

  /// A text that is no history.
  package struct Unreadable: Error {
    /// From 1.
    package let line: Int
  }

  package init(text: String) throws(Unreadable) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var words = (lines.first ?? "").split(separator: " ")[...]
    var values: [String: String] = [:]
    while let name = words.popFirst() {
      guard let value = words.popFirst() else { throw Unreadable(line: 1) }
      values[String(name)] = String(value)
    }
    guard let seed = values["seed"].flatMap(UInt64.init),
      let days = values["days"].flatMap({ Int($0) }), SimulationSetting.dayRange.contains(days),
      let people = values["people"].flatMap({ Int($0) }),
      SimulationSetting.peopleRange.contains(people)
    else { throw Unreadable(line: 1) }
    var setting = SimulationSetting(seed: seed, days: days)
    setting.people = people
    setting.mutation = values["mutation"].flatMap { Mutation(rawValue: $0) }
    guard (values["mutation"] == nil) == (setting.mutation == nil) else {
      throw Unreadable(line: 1)
    }
    var actions: [Action] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard let action = Action(line: line), action.at >= actions.last?.at ?? Self.start,
        action.at < Self.start.adding(seconds: days * 86_400)
      else { throw Unreadable(line: index + 1) }
      actions.append(action)
    }
    self.init(setting: setting, actions: actions)
  }
}
