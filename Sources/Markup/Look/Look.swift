/// The components of every page, as functions that give a piece of markup. What a component shows
/// comes in as plain values; what it looks like stands in `Stylesheet`.
package enum Look {}

/// What a state, a number or a message means to the person who reads it; each has one colour.
package enum Tone: String, CaseIterable, Sendable {
  /// Nothing to see to.
  case neutral
  /// Under way, as it should be.
  case info
  /// Somebody has to do or decide something, or a term runs.
  case waiting
  /// Done, paid, gone.
  case good
  /// Wrong, refused, late.
  case bad
  /// The world can see it: an active listing.
  case `public`

  var icon: Icon {
    switch self {
    case .neutral, .info, .public: .info
    case .waiting: .clock
    case .good: .check
    case .bad: .warning
    }
  }
}
