/// Natural person (pessoa física, identified by CPF) or legal person (pessoa jurídica, CNPJ).
package enum PersonKind: String, Hashable, Sendable, CaseIterable {
  case natural
  case legal

  /// As screens write it.
  package var label: String { self == .natural ? "Pessoa física" : "Pessoa jurídica" }
}
