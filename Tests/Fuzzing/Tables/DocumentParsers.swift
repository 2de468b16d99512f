import Credit

extension FuzzedParser {
  private static let samples = [
    "529.982.247-25", "52998224725", " 529982247-25 ", "111.111.111-11", "00000000191",
    "11.222.333/0001-81", "11222333000181", "12.ABC.345/01DE-35", "12abc34501de35",
    "12ABC34501DE35", "123456789012",
  ]

  static let documents: [FuzzedParser] = [
    text("document", samples) {
      try Document.parse($0)
    } write: {
      [$0.bare, $0.formatted, " " + $0.formatted.lowercased()]
    },
    text("document-strict", samples) {
      try Document.parse($0, strict: true)
    } write: {
      [$0.bare, $0.formatted]
    },
    text("cpf", samples) {
      try CPF.parse($0)
    } write: {
      [$0.bare, $0.formatted]
    },
    text("cnpj", samples) {
      try CNPJ.parse($0)
    } write: {
      [$0.bare, $0.formatted, $0.root + $0.branch + $0.checkDigits]
    },
    // A file's bytes are read without making a text of them first: both ways must agree.
    FuzzedParser("document-bytes", corpus: samples.map { Array($0.utf8) }) { bytes in
      let direct = answer { try bytes.withUnsafeBufferPointer { try Document.parse(bytes: $0) } }
      guard let text = String(validating: bytes, as: UTF8.self) else {
        try FuzzFault.expect(direct.bare == nil, "a text that is no UTF-8 is a document")
        return .refused
      }
      let read = answer { try Document.parse(text) }
      try FuzzFault.expect(direct == read, "the bytes are \(direct) and the text is \(read)")
      try FuzzFault.expect(
        direct.bare != nil || !direct.words.isEmpty && direct.words.utf8.count < 400,
        "told in \(direct.words.utf8.count) bytes")
      return direct.bare == nil ? .refused : .taken(14)
    },
  ]

  private struct Answer: Equatable {
    var bare: String?
    var words = ""
  }

  private static func answer(_ parse: () throws -> Document) -> Answer {
    do {
      return Answer(bare: try parse().bare)
    } catch {
      return Answer(words: (error as? DocumentError)?.message ?? "")
    }
  }
}
