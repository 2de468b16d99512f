/// Why a document that was searched for found nobody; stands in the address in its place.
package enum SearchMiss: String, CaseIterable, Sendable {
  case unknown = "documento-desconhecido"
  case invalid = "documento-invalido"

  /// - Parameter unknown: what a list says where nobody in it has the document.
  package func sentence(unknown: String = "Ninguém tem o documento procurado.") -> String {
    switch self {
    case .unknown: unknown
    case .invalid: "O documento procurado não confere: verifique os números e o dígito."
    }
  }
}
