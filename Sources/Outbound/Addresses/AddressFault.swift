/// Why an address is not called: it is no plain address, or it leads where calls may not go.
package enum AddressFault: String, Error, Hashable, CaseIterable, Sendable {
  case empty = "address-empty"
  case tooLong = "address-too-long"
  /// A space, a control character, a letter with an accent, or what RFC 3986 does not let stand.
  case forbiddenCharacter = "address-forbidden-character"
  /// Parsers do not agree on where an authority ends that has one.
  case backslash = "address-backslash"
  case scheme = "address-scheme"
  /// `user:password@` before the host: a trick, never a need.
  case userInfo = "address-user-info"
  /// No name, or a label that is empty, too long or of other letters than a name has.
  case host = "address-host"
  /// An IPv4 address in another form than four decimal numbers: each resolver reads it its own way.
  case numericHost = "address-numeric-host"
  /// No IPv6 address, one with a zone, or one that has an IPv4 address inside.
  case addressSix = "address-ipv6"
  case port = "address-port"
  /// `#…` is for browsers.
  case fragment = "address-fragment"
  /// A query where only the beginning of addresses is asked for.
  case query = "address-query"
  /// Plain HTTP to another machine.
  case notSecure = "address-not-secure"
  /// This machine or an inner network, where the policy forbids it.
  case innerNetwork = "address-inner-network"
  /// Where clouds keep their machines' secrets: forbidden by every policy.
  case metadata = "address-metadata"

  package var code: String { rawValue }

  /// A sentence that a person can act on.
  package var detail: String {
    switch self {
    case .empty: "Informe um endereço que comece com https://."
    case .tooLong: "O endereço deve ter até \(WebAddress.byteLimit) caracteres."
    case .forbiddenCharacter:
      "O endereço não pode ter espaços, acentos nem outros caracteres que não cabem em uma URL."
    case .backslash: "O endereço não pode ter barra invertida (\\)."
    case .scheme: "O endereço deve começar com https://."
    case .userInfo: "O endereço não pode conter usuário nem senha."
    case .host: "O endereço não tem um servidor válido."
    case .numericHost:
      "O endereço numérico do servidor não é válido; escreva os quatro números, como 192.0.2.10."
    case .addressSix: "O endereço IPv6 do servidor não é válido."
    case .port: "A porta deve ser um número de 1 a 65535."
    case .fragment: "O endereço não pode ter “#”."
    case .query: "O endereço não pode ter “?”."
    case .notSecure: "O endereço deve começar com https:// (http:// só nesta máquina)."
    case .innerNetwork: "O endereço aponta para uma rede interna, que não é chamada."
    case .metadata: "O endereço aponta para uma rede reservada, que nunca é chamada."
    }
  }
}
