import Fuzzing

@testable import DebtCollection

extension FuzzedParser {
  private static let files = [
    "codigo;nome;documento\r\nC1;\"Ana; \"\"a\"\"\";529.982.247-25\r\n;;\r\nC2;José;\r\n",
    "codigo,nome\nC1,\"duas\nlinhas\"\n", "codigo\tnome\rC1\tAna\r", "sep=;\ncodigo;nome\nC1;x",
    "\u{FEFF}codigo;nome\nC1;\"sem fim\nC2;y\n", "titulo;valor;pago_em\n1;1.234,56;23/11/2026\n",
  ]

  /// The readers of files that people send.
  static let imports: [FuzzedParser] = [
    FuzzedParser("csv", corpus: files.map { Array($0.utf8) }, longest: 2_000) { bytes in
      let form = CSVForm(of: bytes[...])
      let whole = try records(CSVScanner(bytes, form: form, isEnd: true))
      let newlines = bytes.count { $0 == form.newline }
      let lines = whole.reduce(0) { $0 + $1.lineCount }
      try FuzzFault.expect((newlines...newlines + 1).contains(lines), "\(lines) of \(newlines)")
      // What a block holds is the beginning of what the file holds.
      let block = Array(bytes.prefix(bytes.count * 2 / 3))
      let begun = try records(CSVScanner(block, form: form, isEnd: false))
      try FuzzFault.expect(
        begun.count <= whole.count
          && zip(begun, whole).allSatisfy { $0.0.fields == $0.1.fields }, "in blocks it differs")
      let fields = whole.flatMap(\.fields)
      try FuzzFault.expect(fields.count <= bytes.count + whole.count, "\(fields.count) fields")
      for field in fields {
        try FuzzFault.expect(field.utf8.allSatisfy { $0 >= 32 && $0 != 127 }, "control in \(field)")
      }
      return .taken(fields.reduce(0) { $0 + $1.utf8.count })
    },
    FuzzedParser("csv-header", corpus: files.map { Array($0.utf8.prefix { $0 != 10 }) }) { bytes in
      let form = CSVForm(of: bytes[...])
      var scanner = CSVScanner(bytes, form: form, isEnd: true)
      guard let first = scanner.next() else { return .refused }
      let header = try ImportHeader.read(first.fields, form: form, kind: .people).header
      let again: ImportHeader
      do {
        again = try ImportHeader(stored: header.stored)
      } catch {
        throw FuzzFault("what is kept is refused: \(header.stored)")
      }
      try FuzzFault.expect(again == header, "kept as another: \(header.stored)")
      return .taken(header.fieldCount)
    },
    FuzzedParser(
      "utf-16",
      corpus: [
        [0xFF, 0xFE, 0x41, 0, 0xE9, 0, 0x3D, 0xD8, 0x00, 0xDE],
        [0xFE, 0xFF, 0, 0x41, 0xD8, 0x3D, 0xDE, 0], Array("plain".utf8),
      ]
    ) { bytes in
      func read(inPiecesOf size: Int) -> [UInt8] {
        var transcoder = UTF16Transcoder()
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
          output += transcoder.take(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return output + transcoder.finish()
      }
      let whole = read(inPiecesOf: max(bytes.count, 1))
      for size in [1, 2, 3, 7] {
        try FuzzFault.expect(read(inPiecesOf: size) == whole, "in pieces of \(size) it differs")
      }
      if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        try FuzzFault.expect(String(validating: whole, as: UTF8.self) != nil, "no UTF-8")
      } else {
        try FuzzFault.expect(whole == bytes, "another file")
      }
      return .taken(whole.count)
    },
    FuzzedParser(
      "foreign-file",
      corpus: [Array("%PDF-1.7".utf8), [0x50, 0x4B, 3, 4] + Array("xl/".utf8), Array("<a".utf8)]
    ) { bytes in
      guard let file = ForeignFile(of: bytes) else { return .refused }
      return .taken(file.sentence.utf8.count)
    },
  ]

  private static func records(_ scanner: CSVScanner) throws(FuzzFault) -> [CSVRecord] {
    var scanner = scanner
    var found: [CSVRecord] = []
    var last = scanner.index
    while let record = scanner.next() {
      try FuzzFault.expect(scanner.index > last, "stands still at \(last)")
      last = scanner.index
      found.append(record)
    }
    return found
  }
}
