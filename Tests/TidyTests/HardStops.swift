import Foundation

/// What ends the process instead of answering: forced unwrapping, preconditions, references that
/// trust, and conversions of numbers that trap. A value that is stored or received may meet none of
/// them; where one stands all the same, it stands in this list with its reason.
enum HardStops {
  /// A way to end the process, and what to write instead.
  enum Rule: String, CaseIterable {
    case unwrap, stop, narrow, double

    /// One of them stands in every line that breaks the rule: the quick look before the slow one.
    var words: [String] {
      switch self {
      case .unwrap: ["!"]
      case .stop: HardStops.stops
      case .narrow: HardStops.narrow.map { $0 + "(" }
      case .double: ["Int("]
      }
    }

    var instead: String {
      switch self {
      case .unwrap: "`!` ends the process: unwrap with `guard let`, or give a default"
      case .stop: "throw, or give an answer of its own: nothing from outside ends the process"
      case .narrow:
        "this conversion traps: say `exactly:`, `clamping:` or `truncatingIfNeeded:`"
      case .double: "a number that is infinite or too large traps here: clamp it before"
      }
    }
  }

  struct Allowed {
    /// A file, or a folder with a bar at its end.
    let path: String
    let rule: Rule
    let reason: String

    init(_ path: String, _ rule: Rule, _ reason: String) {
      self.path = "Sources/" + path
      self.rule = rule
      self.reason = reason
    }
  }

  /// Findings in the code of the product that no entry allows.
  static func findings(in file: SourceFile) -> [Finding] {
    guard file.isSwift, file.path.hasPrefix("Sources/") else { return [] }
    return Rule.allCases.flatMap { rule -> [Finding] in
      guard !allowed.contains(where: { $0.rule == rule && file.path.hasPrefix($0.path) }) else {
        return []
      }
      return lines(of: rule, in: file).map {
        Finding(path: file.path, line: $0, message: rule.instead)
      }
    }
  }

  /// Entries that nothing needs any more: each would let the next one through.
  static func stale(in files: [SourceFile]) -> [String] {
    allowed.filter { entry in
      !files.contains { $0.path.hasPrefix(entry.path) && !lines(of: entry.rule, in: $0).isEmpty }
    }.map { "\($0.path) (\($0.rule))" }
  }

  /// Lines, from 1, that break a rule.
  static func lines(of rule: Rule, in file: SourceFile) -> [Int] {
    file.code.enumerated().filter { line in
      rule.words.contains { strstr(line.element, $0) != nil }
        && breaks(rule, Array(line.element.utf8))
    }.map { $0.offset + 1 }
  }

  private static func breaks(_ rule: Rule, _ line: [UInt8]) -> Bool {
    switch rule {
    case .unwrap: hasForcedUnwrapping(line)
    case .stop: stops.contains { !places(of: $0, in: line).isEmpty }
    case .narrow: hasTrappingConversion(line)
    case .double:
      places(of: "Int", in: line).contains { end in
        end < line.count && line[end] == UInt8(ascii: "(")
          && (has("Double(", in: line[end...]) || has(".rounded(", in: line[end...]))
      }
    }
  }

  fileprivate static let stops = [
    "precondition", "preconditionFailure", "assert", "assertionFailure", "fatalError", "unowned",
  ]

  /// A `!` behind a name, a bracket or a text, that is not the one of `!=`.
  private static func hasForcedUnwrapping(_ line: [UInt8]) -> Bool {
    line.indices.dropFirst().contains { index in
      guard line[index] == UInt8(ascii: "!"),
        isNameLetter(line[index - 1]) || Array(")]}\"?".utf8).contains(line[index - 1])
      else { return false }
      return index + 1 == line.count || line[index + 1] != UInt8(ascii: "=")
    }
  }

  fileprivate static let narrow = [
    "Int8", "Int16", "Int32", "UInt", "UInt8", "UInt16", "UInt32", "UInt64",
  ]
  private static let told = [
    "exactly:", "clamping:", "truncatingIfNeeded:", "bitPattern:", "ascii:", ")",
  ]

  private static func hasTrappingConversion(_ line: [UInt8]) -> Bool {
    narrow.contains { type in
      places(of: type, in: line).contains { end in
        guard end < line.count, line[end] == UInt8(ascii: "(") else { return false }
        let rest = line[(end + 1)...]
        return !told.contains { rest.starts(with: $0.utf8) }
      }
    }
  }

  /// Where a word that stands by itself ends.
  private static func places(of word: String, in line: [UInt8]) -> [Int] {
    let wanted = Array(word.utf8)
    guard line.count >= wanted.count else { return [] }
    return (0...(line.count - wanted.count)).filter { start in
      let end = start + wanted.count
      return line[start..<end].elementsEqual(wanted)
        && (start == 0 || !isNameLetter(line[start - 1]) && line[start - 1] != UInt8(ascii: "."))
        && (end == line.count || !isNameLetter(line[end]))
    }.map { $0 + wanted.count }
  }

  private static func has(_ text: String, in line: ArraySlice<UInt8>) -> Bool {
    let wanted = Array(text.utf8)
    guard line.count >= wanted.count else { return false }
    return (line.startIndex...(line.endIndex - wanted.count)).contains {
      line[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
  }

  private static func isNameLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
