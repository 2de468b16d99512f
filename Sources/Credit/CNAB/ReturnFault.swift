/// A line of a return file that was refused; the rest of the file goes on.
package struct ReturnFault: Error, Hashable, Sendable {
  /// 1-based.
  package let line: Int
  package let code: String
  /// A sentence that says what is wrong and what to do.
  package let detail: String
}

/// Why a whole file is refused: it is no return file of collection titles.
package enum ReturnRefusal: Error, Hashable, Sendable {
  case empty
  /// The file goes from the company to the bank.
  case remittance
  /// The first line has a header's beginning and a length that neither layout has.
  case wrongLength(bytes: Int)
  case lineTooLong(limit: Int)
  /// A known file of banks that carries no collection titles; its name.
  case unsupported(name: String)
  case unknownLayout

  package var code: String {
    switch self {
    case .empty: "return-empty"
    case .remittance: "return-is-remittance"
    case .wrongLength: "return-wrong-length"
    case .lineTooLong: "return-line-too-long"
    case .unsupported: "return-unsupported"
    case .unknownLayout: "return-unknown-layout"
    }
  }

  package var sentence: String {
    switch self {
    case .empty:
      "O arquivo está vazio; baixe o arquivo de retorno no banco outra vez."
    case .remittance:
      "Este é um arquivo de remessa, que vai para o banco; envie o arquivo de retorno."
    case .wrongLength(let bytes):
      "A primeira linha tem \(bytes) posições, mas um retorno CNAB tem linhas de 240 ou 400;"
        + " baixe o arquivo no banco outra vez, sem abri-lo em editor."
    case .lineTooLong(let limit):
      "A primeira linha passa de \(limit) bytes; este não é um arquivo de retorno CNAB 240 ou 400."
    case .unsupported(let name):
      "Este é um arquivo de \(name), e não um retorno de cobrança; peça ao banco o retorno de"
        + " cobrança CNAB 240 ou 400."
    case .unknownLayout:
      "O arquivo não é um retorno CNAB 240 ou 400; confira se é o arquivo que o banco enviou."
    }
  }
}
