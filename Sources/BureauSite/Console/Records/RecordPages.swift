import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Markup
import Pages
import World

/// Addresses of the records.
enum RecordPages {
  static let path = ConsoleContents.records.path
  static let searchPath = ConsoleContents.recordSearch.path
  static func path(of id: ID<ListedRecord>) -> String { ConsoleContents.record.path(id) }
}

/// What the address of the list asks for.
struct RecordListQuery: Sendable {
  static let pageLimit = 50

  var state: RecordState?
  var participant: ID<Participant>?
  var person: ID<ListedRecord>?
  var reference: String?
  var before: ID<ListedRecord>?
  /// What a search came to that found nobody.
  var missed: SearchMiss?

  static func read(_ request: Request) throws -> RecordListQuery {
    try QueryReader.read(request) { reader in
      var query = RecordListQuery()
      query.state = reader.optional("situacao", .oneOf(RecordState.self))
      query.participant = reader.optional("credor", .id(of: Participant.self))
      query.person = reader.optional("pessoa", .id(of: ListedRecord.self))
      query.reference = reader.optional("referencia", .string(length: 1...64))
      query.missed = reader.optional("busca", .oneOf(SearchMiss.self))
      query.before = try reader.page().cursorNumber().map { ID($0) }
      return query
    }
  }

  var browse: RecordBrowse {
    RecordBrowse(
      state: state, participant: participant, person: person, reference: reference,
      before: before)
  }

  var isNarrowed: Bool {
    state != nil || participant != nil || person != nil || reference != nil || missed != nil
  }

  /// The address of this list, behind a record.
  func path(after place: ID<ListedRecord>? = nil) -> String {
    PagePath.to(
      RecordPages.path,
      [
        ("situacao", state?.rawValue), ("credor", participant?.description),
        ("pessoa", person?.description), ("referencia", reference), ("busca", missed?.rawValue),
        ("cursor", place.map { Page.cursor(encoding: [.integer($0.number)]) }),
      ])
  }
}

extension BureauPages {
  func addRecords(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.records) { visit in
      let query = try RecordListQuery.read(visit.request)
      let found =
        query.missed == nil
        ? try await register.browse(query.browse, limit: RecordListQuery.pageLimit + 1) : []
      let names = try await register.participantNames()
      let model = RecordListModel(query, found, creditors: names)
      return visit.page(
        "Registros", crumbs: [Crumb("Registros")],
        RecordListView.page(model, token: visit.token))
    }
    table.post(ConsoleContents.recordSearch) { _, form in
      .seeOther(try await search(form))
    }
    table.get(ConsoleContents.record) { visit in
      let id: ID<ListedRecord> = try visit.context.pathID()
      let file = try await file(id)
      let model = RecordModel(
        file, choices: try await actions(for: file), codes: try await register.codes(),
        today: visit.today)
      return visit.page(
        model.title,
        crumbs: [Crumb("Registros", RecordPages.path), Crumb(model.title)],
        RecordView.page(model))
    }
  }

  func file(_ id: ID<ListedRecord>) async throws -> RecordFile {
    guard let file = try await register.file(of: id) else {
      throw Problem.notFound("Não existe registro com este id.")
    }
    return file
  }

  /// Where a search leads: to a record by its id, to the records of a person by its document, which
  /// stays out of the address, or to a reference.
  private func search(_ form: FormFields) async throws -> String {
    var query = try FormReader.read(form) { reader in
      RecordListQuery(
        state: reader.optional("situacao", "Situação", .oneOf(RecordState.self)),
        participant: reader.optional("credor", "Credor", .id(of: Participant.self)))
    }
    let text = (form.first("search") ?? "").filter { !$0.isWhitespace }
    guard !text.isEmpty else { return query.path() }
    if let id = ID<ListedRecord>(text) { return RecordPages.path(of: id) }
    if let document = ListingRules.parsed(text) {
      query.person = try await register.newestRecord(of: document)
      query.missed = query.person == nil ? .unknown : nil
    } else if Self.looksLikeDocument(text) {
      query.missed = .invalid
    } else {
      query.reference = String(text.prefix(64))
    }
    return query.path()
  }

  /// Eleven digits, or fourteen signs as of a CNPJ, once the points are gone.
  private static func looksLikeDocument(_ text: String) -> Bool {
    let bare = text.utf8.filter { !Array(".-/".utf8).contains($0) }
    let digits = bare.filter { (0x30...0x39).contains($0) }.count
    return bare.count == digits && (9...15).contains(digits) || bare.count == 14 && digits >= 8
  }
}
