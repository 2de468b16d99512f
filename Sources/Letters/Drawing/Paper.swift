/// Points in a millimetre; all drawing is in points from the top left corner.
let pointsPerMillimetre = 72.0 / 25.4

/// Millimetres as points.
func millimetres(_ value: Double) -> Double { value * pointsPerMillimetre }

/// A rectangle of the page, in points.
package struct Area: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package var right: Double { x + width }
  package var bottom: Double { y + height }
}

/// ISO A4.
package enum A4 {
  package static let width = 210 * pointsPerMillimetre
  package static let height = 297 * pointsPerMillimetre
}

/// What a document cannot do: cairo's or pango's refusal, in its own words.
package struct DrawingError: Error, Hashable, Sendable, CustomStringConvertible {
  package let detail: String

  package var description: String { "O documento não pôde ser desenhado: \(detail)." }
}
