import Credit
import SQLDatabase

/// Takes a CSV file chunk by chunk, in memory that does not grow with the file.
struct CSVFeed: Sendable {
  /// Lines of one transaction.
  static let linesPerChunk = 1_000

  let kind: ImportKind
  let content: ImportContent
  let byteCount: Int
  private(set) var positionBytes: Int
  private(set) var positionLine: Int
  private(set) var header: ImportHeader?
  private(set) var notices: [String] = []

  init(_ report: ImportReport, content: ImportContent) throws {
    self.kind = report.kind
    self.content = content
    self.byteCount = report.byteCount
    self.positionBytes = report.positionBytes
    self.positionLine = report.positionLine
    self.header = try report.header.map { try ImportHeader(stored: $0) }
  }

  var isAtEnd: Bool { positionBytes >= byteCount }

  /// The lines of the next chunk; the position is after them.
  mutating func next(in transaction: Transaction) throws -> [ImportLine] {
    let block = try content.read(
      at: positionBytes, count: min(ImportContent.blockBytes, byteCount - positionBytes),
      in: transaction)
    let isEnd = positionBytes + block.count >= byteCount
    guard !block.isEmpty else {
      throw ImportProblem(
        sentence: "O arquivo não está mais guardado; envie-o de novo.")
    }
    var begin = 0
    if header == nil {
      begin = try readHeader(block, isEnd: isEnd)
    } else if let form = header?.form, try isInsideOfLine(of: form, in: transaction) {
      begin = restOfLine(in: block, form)
    }
    guard let header else { return [] }
    var scanner = CSVScanner(block, from: begin, form: header.form, isEnd: isEnd)
    var lines: [ImportLine] = []
    lines.reserveCapacity(Self.linesPerChunk)
    while lines.count < Self.linesPerChunk, let record = scanner.next() {
      let number = positionLine + 1
      positionLine += record.lineCount
      if record.isBlank { continue }
      lines.append(line(number, record, header))
    }
    positionBytes += scanner.index
    return lines
  }

  /// A line that is too long is refused where it begins; blocks after it may begin inside of it.
  private func isInsideOfLine(of form: CSVForm, in transaction: Transaction) throws -> Bool {
    try content.read(at: positionBytes - 1, count: 1, in: transaction).first != form.newline
  }

  private mutating func restOfLine(in block: [UInt8], _ form: CSVForm) -> Int {
    guard let end = block.firstIndex(of: form.newline) else { return block.count }
    positionLine += 1
    return end + 1
  }

  private mutating func readHeader(_ block: [UInt8], isEnd: Bool) throws -> Int {
    if let other = ForeignFile(of: block) { throw ImportProblem(sentence: other.sentence) }
    let mark = TextEncodingGuess.byteOrderMark
    let start = block.starts(with: mark) ? mark.count : 0
    var form = CSVForm(of: block[start...])
    var scanner = CSVScanner(block, from: start, form: form, isEnd: isEnd)
    var lineCount = 0
    while let record = scanner.next() {
      lineCount += record.lineCount
      if record.isBlank { continue }
      guard record.fault == nil else { break }
      if let separator = Self.toldSeparator(record.fields, form) {
        form.separator = separator
        scanner = CSVScanner(block, from: scanner.index, form: form, isEnd: isEnd)
        continue
      }
      (header, notices) = try ImportHeader.read(record.fields, form: form, kind: kind)
      positionLine = lineCount
      return scanner.index
    }
    throw ImportProblem(
      sentence: "A primeira linha não pode ser lida; ela traz os nomes das colunas.")
  }

  /// What a first line `sep=;` says, with which Excel is told how to read the file.
  private static func toldSeparator(_ fields: [String], _ form: CSVForm) -> UInt8? {
    guard let first = fields.first, first.lowercased().hasPrefix("sep="),
      fields.dropFirst().allSatisfy(\.isEmpty), first.utf8.count <= 5
    else { return nil }
    guard let told = first.utf8.dropFirst(4).first else {
      // The separator ended the field; a tab at the end of a line is cut off as a blank.
      return fields.count > 1 ? form.separator : UInt8(ascii: "\t")
    }
    return CSVForm.separators.contains(told) ? told : nil
  }

  private func line(_ number: Int, _ record: CSVRecord, _ header: ImportHeader) -> ImportLine {
    if let fault = record.fault {
      return ImportLine(number: number, code: fault.code, detail: fault.detail)
    }
    let found = record.fields.count
    let isWhole =
      found >= header.fieldCount
      && record.fields[header.fieldCount...].allSatisfy(\.isEmpty)
    guard isWhole else {
      return ImportLine(
        number: number, code: "csv-field-count",
        detail: "A linha tem \(found) campos e o cabeçalho tem \(header.fieldCount); confira os"
          + " separadores e as aspas.")
    }
    // An optional column may be missing, also in a header that was kept before it existed.
    let fields = kind.columns.indices.map { column -> String? in
      let position = column < header.positions.count ? header.positions[column] : -1
      return record.fields.indices.contains(position) ? record.fields[position] : nil
    }
    return ImportLine(number: number, fields: fields)
  }
}
