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
  static let maximumLineBytes = 2_048
  /// Findings about files that are kept at the most.
  static let maximumWarnings = 200

  /// Known from the first line on; of the file that is being read, where several were joined.
  package internal(set) var header: ReturnHeader?
  /// The header of the first file.
  package internal(set) var firstHeader: ReturnHeader?
  /// Files that were joined into this one.
  package internal(set) var fileCount = 0
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

  var maps: [ReturnPlaces] = []
  var openSegment: OpenSegment?
  var file = ReturnFileCount()
  private var hasCollection = false

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
    guard header != nil else { throw .empty }
    try closeFile(&items, isLast: true)
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
      file.records += 1
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
    let marked = raw.starts(with: TextEncodingGuess.byteOrderMark) ? raw.dropFirst(3) : raw
    let line = ReturnLine(marked)
    if line.isBlank { return }
    guard let header else {
      open(try ReturnHeader(line))
      return
    }
    if beginsFile(line, after: header) {
      try closeFile(&items, isLast: false)
      reopen(line, &items)
      return
    }
    file.records += 1
    if file.isRefused { return }
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

  /// Whether a line is the header of a further file. Where the layouts differ it is one only
  /// behind a trailer, for a title's own digits may look like it.
  private func beginsFile(_ line: ReturnLine, after header: ReturnHeader) -> Bool {
    if line.starts(with: "02RETORNO", at: 1) || line.starts(with: "01REMESSA", at: 1) {
      return true
    }
    guard line.count <= 240, ReturnHeader.is240(line) else { return false }
    return header.layout == .cnab240 || file.hasTrailer
  }

  private mutating func open(_ header: ReturnHeader) {
    self.header = header
    if firstHeader == nil { firstHeader = header }
    fileCount += 1
    file = ReturnFileCount()
    file.records = 1
    maps = ReturnPlacesTable.published.maps(bank: header.bank, layout: header.layout)
    if maps.isEmpty, header.layout == .cnab240, ReturnPlacesTable.leftOut[header.bank] == nil,
      header.bank != "422", let standard = ReturnPlacesTable.published.standard240
    {
      maps = [standard]
    }
  }

  /// A further file: read by its own bank, or refused by itself.
  private mutating func reopen(_ line: ReturnLine, _ items: inout [ReturnItem]) {
    do throws(ReturnRefusal) {
      open(try ReturnHeader(line))
      warn(
        "return-second-header",
        "Na linha \(lineCount) começa outro arquivo (CNAB \(header?.layout.rawValue ?? 0)); ele foi"
          + " lido à parte, pelo leiaute do seu banco.")
    } catch {
      fileCount += 1
      file = ReturnFileCount()
      file.isRefused = true
      file.hasTrailer = true
      items.append(fault(error.code, error.sentence))
    }
  }

  private mutating func closeFile(
    _ items: inout [ReturnItem], isLast: Bool
  ) throws(ReturnRefusal) {
    closeSegment(&items)
    hasCollection = hasCollection || file.collectionRecords > 0
    if isLast, !hasCollection, file.otherRecords > 0, header?.layout == .cnab240 {
      throw .unsupported(name: "pagamentos ou outro serviço")
    }
    if !file.hasTrailer {
      warn(
        "return-trailer-missing",
        "O arquivo termina sem o registro final; pode estar cortado: baixe-o outra vez.")
    }
  }

  /// A fault of the line that is being read.
  func fault(_ code: String, _ detail: String, line: Int? = nil) -> ReturnItem {
    .fault(ReturnFault(line: line ?? lineCount, code: code, detail: detail))
  }
}
