package import Credit

/// The participant behind a token.
package struct TokenHolder: Hashable, Sendable {
  package let participant: ID<Participant>
  package let scopes: [BureauScope]
  /// From where it may be used.
  package let allowed: AddressList
}
