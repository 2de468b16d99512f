import Credit

extension FuzzedParser {
  private static let names =
    [
      "João da Conceição", "Jose\u{301} d\u{2019}A\u{301}vila", "ÀÉÎÕÜ ſ ªº æß Łĉ",
      "O'Neill & Filhos",
      "linha\tcom\r\nfim", "\u{202E}oãoJ", "👩\u{200D}👧", "N\u{303}u\u{308}\u{304}",
    ].map { Array($0.utf8) } + [[0xEF, 0xB7, 0x90]]

  static let texts: [FuzzedParser] = [
    FuzzedParser("text-bound", corpus: names) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let cleaned = TextBound.cleaned(text, limit: 40)
      try FuzzFault.expect(cleaned.unicodeScalars.count <= 40, "cut at \(cleaned.count)")
      try FuzzFault.expect(TextBound.isPrintable(cleaned), "cleaned and not printable")
      try FuzzFault.expect(
        TextBound.cleaned(cleaned, limit: 40) == cleaned, "cleaned twice is another text")
      guard TextBound.fault(of: text, lines: false) == nil else { return .refused }
      try FuzzFault.expect(TextBound.fault(of: text) == nil, "taken as one line only")
      try FuzzFault.expect(TextBound.isPrintable(text, lines: false), "taken and not printable")
      return .taken(text.utf8.count)
    },
    FuzzedParser("composed", corpus: names) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let composed = TextBound.composed(text)
      try FuzzFault.expect(composed == text, "another text")
      try FuzzFault.expect(
        Array(TextBound.composed(composed).utf8) == Array(composed.utf8), "composed twice")
      try FuzzFault.expect(composed.utf8.count <= text.utf8.count, "composed and longer")
      return .taken(composed.utf8.count)
    },
    FuzzedParser("folding", corpus: names) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let folded = ASCIIText.folding(text)
      try FuzzFault.expect(folded.utf8.allSatisfy { (32...126).contains($0) }, "not ASCII")
      try FuzzFault.expect(ASCIIText.folding(folded) == folded, "folded twice")
      try FuzzFault.expect(
        folded.utf8.count <= 2 * text.unicodeScalars.count, "\(folded.utf8.count) letters")
      return .taken(folded.utf8.count)
    },
    FuzzedParser(
      "encoding", corpus: names + [[0x4A, 0x6F, 0xE3, 0x6F], [0x93, 0x4A, 0xE9, 0x94]]
    ) { bytes in
      let text = TextEncodingGuess.text(bytes[...])
      let isMarked = bytes.starts(with: TextEncodingGuess.byteOrderMark)
      let rest = Array(isMarked ? bytes[3...] : bytes[...])
      switch TextEncodingGuess(rest) {
      case .utf8: try FuzzFault.expect(Array(text.utf8) == rest, "UTF-8 that became another text")
      case .windows1252:
        try FuzzFault.expect(text.unicodeScalars.count == rest.count, "bytes were lost")
      }
      return .taken(text.utf8.count)
    },
    text(
      "bank-number",
      ["109/12345678-9", "00001234567P", "26/200001-7", "000", "14000000000012346-x"]
    ) {
      BankNumber.key($0)
    } write: {
      [$0, "0" + $0]
    },
  ]
}
