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
    } else if try isInsideOfLine(in: transaction) {
      begin = restOfLine(in: block)
    }
    guard let header else { return [] }
    var scanner = CSVScanner(block, from: begin, separator: header.separator, isEnd: isEnd)
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
  private func isInsideOfLine(in transaction: Transaction) throws -> Bool {
    try content.read(at: positionBytes - 1, count: 1, in: transaction).first != UInt8(ascii: "\n")
  }

  private mutating func restOfLine(in block: [UInt8]) -> Int {
    guard let end = block.firstIndex(of: UInt8(ascii: "\n")) else { return block.count }
    positionLine += 1
    return end + 1
  }

  private mutating func readHeader(_ block: [UInt8], isEnd: Bool) throws -> Int {
    if block.starts(with: [0xFF, 0xFE]) || block.starts(with: [0xFE, 0xFF]) {
      throw ImportProblem(
        sentence: "O arquivo está em UTF-16; salve-o como CSV UTF-8 e envie de novo.")
    }
    let mark = TextEncodingGuess.byteOrderMark
    let start = block.starts(with: mark) ? mark.count : 0
    let separator = CSVScanner.separator(of: block[start...])
    var scanner = CSVScanner(block, from: start, separator: separator, isEnd: isEnd)
    guard let record = scanner.next(), record.fault == nil else {
      throw ImportProblem(
        sentence: "A primeira linha não pode ser lida; ela traz os nomes das colunas.")
    }
    (header, notices) = try ImportHeader.read(record.fields, separator: separator, kind: kind)
    positionLine = record.lineCount
    return scanner.index
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
    let fields = kind.columns.indices.map { column in
      let position = column < header.positions.count ? header.positions[column] : -1
      return record.fields.indices.contains(position) ? record.fields[position] : ""
    }
    return ImportLine(number: number, fields: fields)
  }
}
