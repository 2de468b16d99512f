import Credit
import DebtCollection
import HTTPService
import Hummingbird
import JSONText
import NIOCore

extension CreditorAPI {
  func addImports(to table: inout RouteTable) {
    for kind in ImportKind.allCases where kind != .bankReturn {
      addUpload(
        kind, path: "/api/v1/imports/\(kind.rawValue)", id: "import-\(kind.rawValue)".camelCase,
        summary: "Importa um CSV: \(kind.rawValue)", to: &table)
    }
    addUpload(
      .bankReturn, path: "/api/v1/bank-returns", id: "importBankReturn",
      summary: "Importa um retorno bancário CNAB 240 ou 400", to: &table)
    table.add(
      .get, "/api/v1/imports",
      Operation(
        id: "listImports", summary: "Importações, a mais nova primeiro", tag: "Importações",
        access: .needs(.importFiles), query: Operation.Parameter.page,
        answers: [.init(200, "Uma página", .page(of: ImportJSON.started))])
    ) { request, _ in
      let page = try QueryReader.read(request) { $0.page() }
      let rows = try await office.imports.importReports(
        before: try page.cursorNumber().map { ID($0) }, limit: page.limit + 1)
      return .json(IDPage.json(rows, page, id: \.id) { ImportJSON.show($0) })
    }
    table.add(
      .get, "/api/v1/imports/{id}",
      Operation(
        id: "readImport", summary: "Andamento de uma importação e linhas recusadas",
        tag: "Importações", access: .needs(.importFiles), query: Operation.Parameter.page,
        answers: [.init(200, "A importação", ImportJSON.schema)], problems: [404])
    ) { request, context in
      let page = try QueryReader.read(request) { $0.page() }
      return .json(try await detail(of: try context.pathID(), page))
    }
    addMatch(to: &table)
  }

  private static let matching = Body<ReturnDecision> { input in
    let title = input.optional("receivableId", .id(of: Receivable.self))
    let keep = input.optional("keep", .bool) ?? false
    return title.map { .title($0, keep: keep) } ?? .notOurs
  }

  /// A person decides a line that two witnesses did not.
  private func addMatch(to table: inout RouteTable) {
    table.add(
      .post, "/api/v1/imports/{id}/lines/{line}/match",
      Operation(
        id: "matchReturnLine",
        summary: "Decide de que título é uma linha do retorno; sem título, não é nosso",
        tag: "Importações", access: .needs(.settle), input: .json(Self.matching),
        answers: [.init(200, "A linha decidida", ImportJSON.returnLine)],
        problems: [404, 409, 422], idempotency: .optional)
    ) { request, context in
      let decision = try await request.input(Self.matching)
      let line = Int(try context.pathText("line")) ?? 0
      let decided = try await office.bankReturns.decideReturnLine(
        try context.pathID(), line: line, decision, actor: try context.actor())
      return .json(decided.json)
    }
  }

  private func addUpload(
    _ kind: ImportKind, path: String, id: String, summary: String, to table: inout RouteTable
  ) {
    let types = ["text/csv", "text/plain", "application/octet-stream"]
    table.add(
      .post, path,
      Operation(
        id: id, summary: summary, tag: "Importações", access: .needs(.importFiles),
        input: .file(types),
        query: [
          .init("dryRun", .boolean), .init("fileName", .string(length: 1...200)),
        ],
        answers: [.init(202, "A importação, que continua", ImportJSON.started)],
        problems: [422], idempotency: .optional)
    ) { request, context in
      let (dryRun, fileName) = try QueryReader.read(request) {
        ($0.optional("dryRun", .bool) ?? false, $0.optional("fileName", .string()))
      }
      let actor = try context.actor()
      if let length = request.headers[.contentLength].flatMap({ Int($0) }),
        length > BodyLimit.file
      {
        throw Problem.tooLarge(limit: BodyLimit.file)
      }
      let upload = try await office.imports.keepUpload(LimitedPieces(body: request.body))
      // The import itself is a duty: a crash between here and its end loses nothing.
      let job = try await office.imports.startImport(
        kind: kind, upload: upload, fileName: fileName, dryRun: dryRun, actor: actor)
      return .json(ImportJSON.show(try await office.imports.importReport(job)), status: .accepted)
    }
  }

  /// The cursor holds line and number of the last fault and the last line of a bank return shown.
  private func detail(
    of id: ID<ImportJob>, _ page: HTTPService.PageRequest
  ) async throws -> JSON {
    let cursor = (page.cursor ?? [-1, -1, -1]).compactMap(\.integer).map { Int($0) }
    guard cursor.count == 3 else { throw HTTPService.PageRequest.foreignCursor }
    let report = try await office.imports.importReport(id)
    let faults = try await office.imports.importFaults(
      id, after: (cursor[0], cursor[1]), limit: page.limit + 1)
    var next = cursor
    var hasMore = faults.count > page.limit
    if let last = faults.prefix(page.limit).last { next = [last.line, last.sequence, next[2]] }
    var members = ImportJSON.shown(report)
    members.append(
      JSON.Member(
        "refusedLines", .array(faults.prefix(page.limit).map { ImportJSON.show($0) })))
    if report.kind == .bankReturn {
      let bank = try await office.bankReturns.bankReturnReport(id)
      let lines = try await office.bankReturns.bankReturnLines(
        id, afterLine: cursor[2], limit: page.limit + 1)
      hasMore = hasMore || lines.count > page.limit
      if let last = lines.prefix(page.limit).last { next[2] = last.line }
      members.append(JSON.Member("file", bank.fileJSON))
      let candidates = try await office.bankReturns.returnCandidates(
        of: id, lines: lines.prefix(page.limit).filter { $0.outcome == .unmatched }.map(\.line))
      members.append(
        JSON.Member(
          "lines",
          .array(lines.prefix(page.limit).map { $0.json(candidates[$0.line] ?? []) })))
      members.append(JSON.Member("totals", bank.totalsJSON))
    }
    let text = Page.cursor(encoding: next.map { .integer(Int64($0)) })
    members.append(JSON.Member("nextCursor", hasMore ? .string(text) : .null))
    return .object(members)
  }
}

/// The pieces of a body; more bytes than a file may have are 413.
private struct LimitedPieces: AsyncSequence {
  typealias Element = [UInt8]

  let body: RequestBody

  func makeAsyncIterator() -> Iterator {
    Iterator(pieces: body.makeAsyncIterator())
  }

  struct Iterator: AsyncIteratorProtocol {
    var pieces: RequestBody.AsyncIterator
    var count = 0

    mutating func next() async throws -> [UInt8]? {
      guard let piece = try await pieces.next() else { return nil }
      count += piece.readableBytes
      guard count <= BodyLimit.file else { throw Problem.tooLarge(limit: BodyLimit.file) }
      return Array(buffer: piece)
    }
  }
}

extension String {
  /// `import-people` → `importPeople`.
  fileprivate var camelCase: String {
    let words = split(separator: "-")
    return String(words[0])
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
