/// Reads a bank's return file (arquivo de retorno, CNAB 240 or 400) from chunks of bytes, in
/// memory that does not grow with the file.
///
/// Feed the chunks in order and call `finish` after the last. A line that cannot be read becomes a
/// `ReturnFault` and the file goes on; a file that is no return of collection titles throws a
/// `ReturnRefusal`, with nothing given before. The reader is a value: a copy is a resume point.
///
/// What the bank says is told as it is: whether `paid` covers what is owed, and whether the same
/// event was booked before (`ReturnEntry.signature`), is for the caller.
package struct ReturnFileReader: Sendable {
  /// The longest line that is looked at: 400 characters and room for multi-byte letters.
  package static let maximumLineBytes = 2_048

  /// Known from the first line on.
  package internal(set) var header: ReturnHeader?
  /// Findings about the file as a whole, such as a trailer that counts other lines. They refuse
  /// nothing; a person should ask the bank for the file again.
  package internal(set) var warnings: [ReturnFault] = []
  /// Bytes that were fed.
  package private(set) var byteCount = 0
  /// Lines that were read, blank ones included.
  package private(set) var lineCount = 0

  private var carry: [UInt8] = []
  private var isSkippingLine = false
  private var refusal: ReturnRefusal?
  private var isFinished = false

  var map = ReturnFieldMap.cnab240(bank: "")
  var openSegment: OpenSegment?
  /// Lines that are not blank.
  var recordCount = 0
  var hasTrailer = false
  var collectionRecords = 0
  var otherRecords = 0

  package init() {}

  /// Reads a chunk and gives what its complete lines hold.
  package mutating func feed(
    _ chunk: some Collection<UInt8>
  ) throws(ReturnRefusal) -> [ReturnItem] {
    try feed(Array(chunk)[...])
  }

  /// Reads a chunk and gives what its complete lines hold.
  package mutating func feed(
    _ chunk: ArraySlice<UInt8>
  ) throws(ReturnRefusal) -> [ReturnItem] {
    precondition(!isFinished, "fed after finish, at byte \(byteCount)")
    if let refusal { throw refusal }
    var items: [ReturnItem] = []
    byteCount += chunk.count
    do {
      var rest = chunk
      while let newline = rest.firstIndex(of: 10) {
        try endLine(rest[rest.startIndex..<newline], &items)
        rest = rest[(newline + 1)...]
      }
      try hold(rest, &items)
    } catch {
      refusal = error
      throw error
    }
    return items
  }

  /// Ends the file and gives what its last line holds.
  package mutating func finish() throws(ReturnRefusal) -> [ReturnItem] {
    precondition(!isFinished, "finished twice, at byte \(byteCount)")
    if let refusal { throw refusal }
    isFinished = true
    var items: [ReturnItem] = []
    if !carry.isEmpty { try endLine([], &items) }
    guard let header else { throw .empty }
    closeSegment(&items)
    if collectionRecords == 0, otherRecords > 0, header.layout == .cnab240 {
      throw .unsupported(name: "pagamentos ou outro serviço")
    }
    if !hasTrailer {
      warnings.append(
        ReturnFault(
          line: lineCount, code: "return-trailer-missing",
          detail: "O arquivo termina sem o registro final; pode estar cortado: baixe-o outra vez."))
    }
    return items
  }

  private mutating func endLine(
    _ piece: ArraySlice<UInt8>, _ items: inout [ReturnItem]
  ) throws(ReturnRefusal) {
    if isSkippingLine {
      isSkippingLine = false
      return
    }
    if carry.isEmpty, piece.count <= Self.maximumLineBytes {
      lineCount += 1
      try read(piece, &items)
      return
    }
    try hold(piece, &items)
    if isSkippingLine {
      isSkippingLine = false
      return
    }
    let line = carry
    carry.removeAll(keepingCapacity: true)
    lineCount += 1
    try read(line[...], &items)
  }

  /// Keeps the beginning of a line until its end comes; what grows too long is dropped.
  private mutating func hold(
    _ piece: ArraySlice<UInt8>, _ items: inout [ReturnItem]
  ) throws(ReturnRefusal) {
    if isSkippingLine { return }
    guard carry.count + piece.count <= Self.maximumLineBytes else {
      if header == nil { throw .lineTooLong(limit: Self.maximumLineBytes) }
      carry.removeAll(keepingCapacity: true)
      isSkippingLine = true
      lineCount += 1
      recordCount += 1
      items.append(
        fault(
          "return-line-too-long",
          "A linha passa de \(Self.maximumLineBytes) bytes; peça ao banco o arquivo outra vez."))
      return
    }
    carry += piece
  }

  private mutating func read(
    _ raw: ArraySlice<UInt8>, _ items: inout [ReturnItem]
  ) throws(ReturnRefusal) {
    guard let header else {
      let marked = raw.starts(with: TextEncodingGuess.byteOrderMark) ? raw.dropFirst(3) : raw
      let line = ReturnLine(marked)
      if line.isBlank { return }
      recordCount += 1
      let header = try ReturnHeader(line)
      self.header = header
      map =
        header.layout == .cnab240
        ? .cnab240(bank: header.bank) : .cnab400(bank: header.bank)
      return
    }
    let line = ReturnLine(raw)
    if line.isBlank { return }
    recordCount += 1
    guard line.count <= header.layout.rawValue else {
      items.append(
        fault(
          "return-line-too-wide",
          "A linha tem \(line.count) posições e o arquivo é de \(header.layout.rawValue); peça ao"
            + " banco o arquivo outra vez."))
      return
    }
    switch header.layout {
    case .cnab240: read240(line, header, &items)
    case .cnab400: read400(line, header, &items)
    }
  }

  /// A fault of the line that is being read.
  func fault(_ code: String, _ detail: String, line: Int? = nil) -> ReturnItem {
    .fault(ReturnFault(line: line ?? lineCount, code: code, detail: detail))
  }

  /// Compares what the trailer counts with what was read.
  mutating func checkTrailer(counts: Int?) {
    hasTrailer = true
    guard let counts, counts != recordCount else { return }
    warnings.append(
      ReturnFault(
        line: lineCount, code: "return-trailer-count",
        detail: "O registro final conta \(counts) registros e o arquivo tem \(recordCount); pode"
          + " estar cortado ou alterado: baixe-o outra vez."))
  }
}
