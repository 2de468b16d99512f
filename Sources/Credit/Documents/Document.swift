/// The document that identifies a person or a company: a valid CPF or a valid CNPJ.
package enum Document: Hashable, Comparable, Sendable {
  case cpf(CPF)
  case cnpj(CNPJ)

  /// Reads a CPF or a CNPJ; the count of characters decides which.
  ///
  /// Lenient reading forgives spaces around it, lower case and punctuation (`.`, `/`, `-`)
  /// anywhere; strict reading takes only the exact mask or the bare upper-case characters.
  package static func parse(
    _ text: String, strict: Bool = false
  ) throws(DocumentError) -> Document {
    try scan(text, strict: strict) { scan, bytes in check(scan, bytes, strict: strict) }.get()
  }

  /// Reads bytes of a file without making a text of them first.
  package static func parse(
    bytes: UnsafeBufferPointer<UInt8>, strict: Bool = false
  ) throws(DocumentError) -> Document {
    try check(DocumentScan(bytes, strict: strict), bytes, strict: strict).get()
  }

  @inline(__always)
  private static func check(
    _ scan: DocumentScan, _ bytes: UnsafeBufferPointer<UInt8>, strict: Bool
  ) -> Result<Document, DocumentError> {
    if scan.foreign { return .failure(.foreignCharacter(DocumentScan.foreignScalar(bytes))) }
    switch scan.characters.count {
    case 11: return CPF.check(scan, bytes, strict: strict).map(Document.cpf)
    case 14: return CNPJ.check(scan, bytes, strict: strict).map(Document.cnpj)
    case 0: return .failure(.empty)
    case let found: return .failure(.wrongLength(found: found, kind: nil))
    }
  }

  @inline(__always)
  static func scan<Value>(
    _ text: String, strict: Bool,
    _ judge: (DocumentScan, UnsafeBufferPointer<UInt8>) -> Result<Value, DocumentError>
  ) -> Result<Value, DocumentError> {
    var text = text
    return text.withUTF8 { bytes in judge(DocumentScan(bytes, strict: strict), bytes) }
  }

  package var kind: DocumentKind {
    switch self {
    case .cpf: .cpf
    case .cnpj: .cnpj
    }
  }

  package var personKind: PersonKind { kind == .cpf ? .natural : .legal }

  /// Eleven or fourteen characters without punctuation: how it is stored and sent.
  package var bare: String {
    switch self {
    case .cpf(let cpf): cpf.bare
    case .cnpj(let cnpj): cnpj.bare
    }
  }

  /// With its mask, for documents that the owner reads.
  package var formatted: String {
    switch self {
    case .cpf(let cpf): cpf.formatted
    case .cnpj(let cnpj): cnpj.formatted
    }
  }

  /// What pages, logs, errors and addresses may show: `529.***.***-25`, `12.***.***/****-35`.
  package var masked: String {
    switch self {
    case .cpf(let cpf): cpf.masked
    case .cnpj(let cnpj): cnpj.masked
    }
  }
}

/// A document printed by mistake is printed masked.
extension Document: CustomStringConvertible {
  package var description: String { masked }
}

extension CPF: CustomStringConvertible {
  package var description: String { masked }
}

extension CNPJ: CustomStringConvertible {
  package var description: String { masked }
}
