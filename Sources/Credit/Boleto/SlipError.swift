/// Why a typed or scanned payment slip (boleto) is refused.
package enum SlipError: Error, Hashable, Sendable {
  case empty
  /// A character that is no digit, at a 1-based place of the text without spaces and punctuation.
  case notNumeric
  /// Neither 44 digits (barcode) nor 47 or 48 (typed line).
  case wrongLength(digits: Int)
  /// 47 digits that begin with 8: a utility slip has 48.
  case utilityDigitMissing
  /// 48 digits that do not begin with 8: a bank slip has 47.
  case collectionDigitTooMuch
  /// The check digit of a field of the typed line (1-based) does not match.
  case fieldCheckDigit(field: Int)
  /// The check digit over the whole barcode does not match.
  case generalCheckDigit
  /// Position 4 of a bank slip is not 9 (real).
  case currency
  /// Position 3 of a utility slip is not 6, 7, 8 or 9.
  case valueIdentifier
  /// Position 2 of a utility slip is none of the published segments.
  case segment
  /// A part to be encoded is out of its range; the name of the part.
  case outOfRange(part: String)

  /// A stable code for machines.
  package var code: String {
    switch self {
    case .empty: "slip-empty"
    case .notNumeric: "slip-not-numeric"
    case .wrongLength, .utilityDigitMissing, .collectionDigitTooMuch: "slip-wrong-length"
    case .fieldCheckDigit: "slip-field-check-digit"
    case .generalCheckDigit: "slip-general-check-digit"
    case .currency: "slip-currency"
    case .valueIdentifier: "slip-value-identifier"
    case .segment: "slip-segment"
    case .outOfRange: "slip-out-of-range"
    }
  }

  /// A sentence for the person who typed the line.
  package var sentence: String {
    switch self {
    case .empty:
      "Informe a linha digitável ou o código de barras do boleto."
    case .notNumeric:
      "A linha digitável só pode ter números, espaços, pontos e hifens; confira o que foi digitado."
    case .wrongLength(let digits):
      "O boleto tem \(digits) dígitos, mas a linha digitável tem 47 (cobrança) ou 48 (arrecadação)"
        + " e o código de barras tem 44; confira se falta ou sobra algum."
    case .utilityDigitMissing:
      "A linha começa com 8, é de arrecadação (concessionária ou tributo) e deve ter 48 dígitos,"
        + " mas tem 47; confira qual falta."
    case .collectionDigitTooMuch:
      "A linha tem 48 dígitos, como as de arrecadação, que começam com 8; a de cobrança tem 47:"
        + " confira qual sobra."
    case .fieldCheckDigit(let field):
      "O dígito verificador do \(field)º campo não confere; digite esse campo de novo."
    case .generalCheckDigit:
      "O dígito verificador geral do boleto não confere; copie a linha digitável de novo."
    case .currency:
      "O código da moeda não é 9 (real); este boleto não é de cobrança em reais."
    case .valueIdentifier:
      "O identificador de valor (3º dígito) deve ser 6, 7, 8 ou 9; confira a linha digitável."
    case .segment:
      "O segmento de arrecadação (2º dígito) não existe; confira a linha digitável."
    case .outOfRange(let part):
      "O valor de \(part) não cabe no boleto; confira o cadastro."
    }
  }
}
