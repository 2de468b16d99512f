package import Credit

/// Negativação: one title listed at one bureau, as the creditor keeps it.
package struct Listing: Identified, Sendable {
  package static let idPrefix = "lst"
}
