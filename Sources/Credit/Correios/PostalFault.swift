/// What is wrong with a part of the postal data of a letter.
package enum PostalFault: Error, Hashable, Sendable {
  case wrongLength(field: String, expected: Int, found: Int)
  case notNumeric(field: String)
  case tooLong(field: String, limit: Int)
  case notPrintable(field: String)
  case tooMany(field: String, limit: Int)

  package var code: String {
    switch self {
    case .wrongLength: "postal-wrong-length"
    case .notNumeric: "postal-not-numeric"
    case .tooLong: "postal-too-long"
    case .notPrintable: "postal-not-printable"
    case .tooMany: "postal-too-many"
    }
  }

  package var sentence: String {
    switch self {
    case .wrongLength(let field, let expected, let found):
      "O campo \(field) deve ter \(expected) posições e tem \(found); corrija o cadastro postal."
    case .notNumeric(let field):
      "O campo \(field) só pode ter números; corrija o cadastro postal."
    case .tooLong(let field, let limit):
      "O campo \(field) passa do limite de \(limit) posições; encurte-o."
    case .notPrintable(let field):
      "O campo \(field) só pode ter letras sem acento, números e pontuação, e não a barra vertical."
    case .tooMany(let field, let limit):
      "O campo \(field) admite no máximo \(limit) itens; retire os que sobram."
    }
  }
}

/// All faults of one input at once.
package struct PostalFaults: Error, Hashable, Sendable {
  package let faults: [PostalFault]
}
