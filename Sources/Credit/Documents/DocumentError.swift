/// Why a text is not a CPF or a CNPJ. Never carries the text itself, which is personal data.
package enum DocumentError: Error, Hashable, Sendable {
  case empty
  /// The characters left after the punctuation is taken away do not make the length that the
  /// kind has; `kind` is nil where either would have done.
  case wrongLength(found: Int, kind: DocumentKind?)
  /// A character that no document has, even written in another way.
  case foreignCharacter(Unicode.Scalar)
  case letterInCPF
  case letterInCheckDigits
  case repeatedDigits(DocumentKind)
  case wrongCheckDigits(DocumentKind)
  /// Strict reading only: neither the exact mask nor the bare upper-case characters.
  case notCanonical

  /// Stable, for machines.
  package var code: String {
    switch self {
    case .empty: "document-empty"
    case .wrongLength: "document-wrong-length"
    case .foreignCharacter: "document-foreign-character"
    case .letterInCPF: "cpf-letter"
    case .letterInCheckDigits: "cnpj-letter-in-check-digits"
    case .repeatedDigits: "document-repeated-digits"
    case .wrongCheckDigits: "document-wrong-check-digits"
    case .notCanonical: "document-not-canonical"
    }
  }

  /// What is wrong and what to do, for people.
  package var message: String {
    switch self {
    case .empty:
      "Documento vazio: informe o CPF (11 dígitos) ou o CNPJ (14 caracteres)."
    case .wrongLength(let found, nil):
      "O documento tem \(Self.characters(found)); um CPF tem 11 e um CNPJ tem 14. "
        + "Confira se falta ou sobra algum."
    case .wrongLength(let found, let kind?):
      "O \(kind.label) tem \(Self.characters(found)) e deveria ter \(kind.length). "
        + "Confira se falta ou sobra algum."
    case .foreignCharacter(let scalar):
      "O documento contém o caractere \(Self.name(scalar)), que não existe em CPF nem em CNPJ. "
        + "Use apenas letras sem acento, dígitos, ponto, barra e hífen."
    case .letterInCPF:
      "O CPF contém letra; ele tem somente dígitos. Confira o número informado."
    case .letterInCheckDigits:
      "Os dois últimos caracteres do CNPJ são dígitos verificadores e não podem ser letras. "
        + "Confira o número informado."
    case .repeatedDigits(let kind):
      "O \(kind.label) repete o mesmo dígito em todas as posições e não existe. "
        + "Peça o número correto ao titular."
    case .wrongCheckDigits(let kind):
      "Os dígitos verificadores do \(kind.label) não conferem. "
        + "Confira o número: um algarismo pode estar trocado."
    case .notCanonical:
      "Escreva o documento com a máscara exata (000.000.000-00 ou 00.000.000/0000-00) "
        + "ou sem pontuação, com letras maiúsculas."
    }
  }

  private static func characters(_ count: Int) -> String {
    count == 1 ? "1 caractere" : "\(count) caracteres"
  }

  /// Control characters and spaces cannot be seen in quotes; they are told by number.
  private static func name(_ scalar: Unicode.Scalar) -> String {
    if scalar == " " { return "espaço (entre os demais)" }
    guard scalar.properties.isAlphabetic || (scalar.value > 32 && scalar.value < 127) else {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
    return "“\(scalar)”"
  }
}

/// Which of the two registers of the Receita Federal a document belongs to.
package enum DocumentKind: String, Hashable, Sendable {
  case cpf
  case cnpj

  /// As people write it.
  package var label: String { self == .cpf ? "CPF" : "CNPJ" }
  /// Characters without punctuation.
  package var length: Int { self == .cpf ? 11 : 14 }
}
