import BureauRegister
import HTTPService
import JSONText
import Sealing

/// How documents travel: a name, a media type, and base 64.
extension BureauAPI {
  private static let base64Limit = (ProofDocument.byteLimit + 2) / 3 * 4

  static func proofs(count: ClosedRange<Int>) -> FieldKind<[ProofDocument]> {
    .array(of: .object(proof), count: count)
  }

  private static let proof = Body<ProofDocument>(named: "ProofDocument") { input in
    let name = input.required("name", .string(length: 1...ProofDocument.nameLimit))
    let type = input.required("mediaType", .oneOf(ProofDocument.MediaType.self))
    let text = input.required("content", .text(length: 1...base64Limit))
    let content = Base64.decode(text)
    if !text.isEmpty, content == nil {
      input.fault("content", code: "invalid-base64", detail: "O conteúdo deve ser base 64.")
    }
    return ProofDocument(name: name, mediaType: type, content: content ?? [])
  }
}
