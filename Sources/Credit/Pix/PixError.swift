/// Why a Pix code (copia e cola) is refused.
package enum PixError: Error, Hashable, Sendable {
  case empty
  case tooLong(limit: Int)
  /// A byte outside printable ASCII.
  case notPrintable
  /// A tag, length or value that breaks off or is not numeric, at a 0-based place.
  case malformed(position: Int)
  case checksum
  /// A field that must be there and is not, or has another value than the standard gives.
  case field(tag: String)
  /// A part to be encoded that is empty or has a character or length that does not fit.
  case outOfRange(part: String)

  package var code: String {
    switch self {
    case .empty: "pix-empty"
    case .tooLong: "pix-too-long"
    case .notPrintable: "pix-not-printable"
    case .malformed: "pix-malformed"
    case .checksum: "pix-checksum"
    case .field: "pix-field"
    case .outOfRange: "pix-out-of-range"
    }
  }

  package var sentence: String {
    switch self {
    case .empty: "Informe o código Pix copia e cola."
    case .tooLong(let limit):
      "O código Pix passa do limite de \(limit) caracteres; copie-o de novo."
    case .notPrintable:
      "O código Pix tem um caractere que não é permitido; copie-o de novo, sem formatação."
    case .malformed(let position):
      "O código Pix está incompleto ou alterado na posição \(position + 1); copie-o de novo."
    case .checksum:
      "O código de verificação (CRC) do Pix não confere; copie o código inteiro de novo."
    case .field(let tag):
      "O campo \(tag) do código Pix falta ou não tem o valor do padrão; peça um novo código."
    case .outOfRange(let part):
      "O campo \(part) do Pix está vazio, tem caracteres proibidos ou passa do tamanho permitido."
    }
  }
}
