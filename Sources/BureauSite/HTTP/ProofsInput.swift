import BureauRegister
import HTTPService
import JSONText
import Sealing

/// How documents travel: a name, a media type, and base 64.
extension BureauAPI {
  static var proofsSchema: Schema { proofs(count: 0...ProofDocument.countLimit).schema }

  private static let proofSchema = Schema.object(
    [
      .required("name", .string(length: 1...120)),
      .required("mediaType", .oneOf(ProofDocument.MediaType.allCases.map(\.rawValue))),
      .required("content", .string(length: 1...base64Limit)),
    ], closed: true
  ).named("ProofDocument")

  private static let base64Limit = (ProofDocument.byteLimit + 2) / 3 * 4

  static func proofs(count: ClosedRange<Int>) -> FieldKind<[ProofDocument]> {
    let blank = ProofDocument(name: "", mediaType: .pdf, content: [])
    let proof = FieldKind<ProofDocument>.object(placeholder: blank, schema: proofSchema) { input in
      let name = input.required("name", .string(length: 1...120))
      let type = input.required("mediaType", .oneOf(ProofDocument.MediaType.self))
      let text = input.required("content", .text(length: 1...base64Limit))
      let content = Base64.decode(text)
      if !text.isEmpty, content == nil {
        input.fault("content", code: "invalid-base64", detail: "O conteúdo deve ser base 64.")
      }
      return ProofDocument(name: name, mediaType: type, content: content ?? [])
    }
    return .array(of: proof, count: count)
  }
}
