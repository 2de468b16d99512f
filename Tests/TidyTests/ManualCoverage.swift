import Foundation
import Testing

/// The manual page was taken apart into 63 numbered items. Each has a test that carries its number
/// in its name (`manual-checklist 20: …`, also `36-38` and `46, 48-50`), or it speaks of nothing
/// but a screen and is listed here with what it speaks of.
@Suite struct ManualCoverage {
  static let items = 1...63

  static let onScreens: [Int: String] = [
    18: "the heading of a section of the form",
    22: "the button Salvar",
    27: "where the three buttons for inquiries stand",
    28: "the menu Leads",
    29: "the button of a lead",
    31: "the second button of a lead",
    33: "the button of a customer",
    35: "the path to the screen Negativação",
    42: "the tab of a customer",
    45: "the path to the removals",
    58: "the link back to the other integrations",
    60: "what labels are called",
  ]

  @Test func everyItemHasATestOrIsOfAScreen() {
    let tested = Set(
      Repository.swift.filter { $0.path.hasPrefix("Tests/") && !$0.path.contains("/TidyTests/") }
        .flatMap { file in file.lines.flatMap { Self.numbers(in: String($0)) } })
    let missing = Self.items.filter { !tested.contains($0) && Self.onScreens[$0] == nil }
    #expect(missing.isEmpty, "items without a test: \(missing)")
    #expect(tested.allSatisfy(Self.items.contains), "numbers that the manual does not have")
  }

  @Test func numbersAreRead() {
    #expect(Self.numbers(in: #""manual-checklist 46, 48-50: several""#) == [46, 48, 49, 50])
    #expect(Self.numbers(in: #"@Test("manual-checklist 7: each")"#) == [7])
    #expect(Self.numbers(in: "// manual-checklist without a number") == [])
    #expect(Self.numbers(in: "a line of code") == [])
  }

  /// The items that a test's name carries.
  static func numbers(in line: String) -> [Int] {
    let mark = "\"manual-checklist "
    guard let start = line.range(of: mark)?.upperBound else { return [] }
    let text = line[start...].prefix { $0 != ":" }
    return text.split(separator: ",").flatMap { part -> [Int] in
      let ends = part.split(separator: "-").compactMap { Int($0.filter { $0 != " " }) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [] }
      return Array(first...last)
    }
  }
}
