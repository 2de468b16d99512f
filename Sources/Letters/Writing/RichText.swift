/// A paragraph of running text in which some words stand out.
///
/// One value feeds the printed letter (bold), the page (`<strong>`) and the golden files (plain).
package struct RichText: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    package var text: String
    package var stands: Bool
  }

  package private(set) var runs: [Run]

  package init(_ text: String = "") {
    runs = text.isEmpty ? [] : [Run(text: text, stands: false)]
  }

  package init(strong text: String) {
    runs = [Run(text: text, stands: true)]
  }

  /// The words without emphasis.
  package var plain: String { runs.map(\.text).joined() }

  package static func + (left: RichText, right: RichText) -> RichText {
    var sum = left
    sum.runs += right.runs
    return sum
  }

  package static func + (left: RichText, right: String) -> RichText {
    left + RichText(right)
  }
}

extension RichText: ExpressibleByStringInterpolation {
  /// Plain values go in as they are; `\(strong: …)` stands out.
  package struct StringInterpolation: StringInterpolationProtocol {
    var text = RichText()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { text = text + literal }
    }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text = text + value.description
    }

    package mutating func appendInterpolation(strong value: some CustomStringConvertible) {
      text = text + RichText(strong: value.description)
    }
  }

  package init(stringLiteral value: String) { self.init(value) }

  package init(stringInterpolation interpolation: StringInterpolation) {
    self = interpolation.text
  }
}
