import BureauRegister
import Credit
import HTTPService
import HTTPTypes
import Hummingbird
import JSONText
import Letters
import Markup
import Pages
import World

/// Addresses of the letters.
enum LetterPages {
  static let path = ConsoleContents.letters.path

  static func path(on day: CivilDate, after place: ID<Notice>? = nil) -> String {
    PagePath.to(
      path,
      [
        ("dia", day.description),
        ("cursor", place.map { Page.cursor(encoding: [.integer($0.number)]) }),
      ])
  }

  static func listPath(
    _ list: ConsoleContents.Route<Void>, on day: CivilDate
  ) -> String {
    PagePath.to(list.path, [("dia", day.description)])
  }
}

extension BureauPages {
  private static let lettersOfPage = 50

  func addLetters(to table: inout PageTable<BureauPages>) {
    table.get(ConsoleContents.letters) { visit in
      let (day, after) = try QueryReader.read(visit.request) { reader in
        (
          reader.optional("dia", .day) ?? visit.today,
          try reader.page().cursorNumber() ?? 0
        )
      }
      let found = try await register.notices(
        of: nil, issuedOn: day, after: after, limit: Self.lettersOfPage + 1)
      let model = LettersModel(
        found, on: day, isLaterPage: after > 0, limit: Self.lettersOfPage,
        count: try await register.countNotices(on: day), codes: try await register.codes())
      return visit.page("Cartas do dia", crumbs: [Crumb("Cartas do dia")], LettersView.page(model))
    }
    table.get(ConsoleContents.letterListFile) { visit in
      let day = try Self.day(visit)
      return .download(
        Array(try await register.postingListCSV(of: nil, on: day).utf8),
        mediaType: "text/csv; charset=utf-8", fileName: "postagem-\(day).csv")
    }
    table.get(ConsoleContents.letterListPrint) { visit in
      let day = try Self.day(visit)
      return .download(
        try await register.postingListPDF(of: nil, on: day), mediaType: "application/pdf",
        fileName: "postagem-\(day).pdf", isInline: true)
    }
    table.get(ConsoleContents.letterPrint) { visit in
      let file = try await file(try visit.context.pathID())
      let document = try await register.noticeDocument(
        of: file.record.id, participant: file.record.participant, for: .person)
      guard let document else { throw Self.noLetter }
      return .download(
        document, mediaType: "application/pdf", fileName: "carta-\(file.record.id).pdf",
        isInline: true)
    }
    table.get(ConsoleContents.letterPage) { visit in
      let file = try await file(try visit.context.pathID())
      let notice = try await register.newestNotice(
        of: file.record.id, participant: file.record.participant)
      guard let notice else { throw Self.noLetter }
      return .bytes(
        NoticeLetterHTML.render(try register.letter(of: notice, for: .person)).bytes,
        mediaType: "text/html; charset=utf-8",
        headers: [
          .contentSecurityPolicy:
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        ])
    }
  }

  private static func day(_ visit: ConsoleVisit) throws -> CivilDate {
    try QueryReader.read(visit.request) { $0.required("dia", .day) }
  }

  private static let noLetter = Problem.notFound(
    code: "no-notice", "Não há carta emitida para este registro.")
}

/// The letters of a day, as they are shown.
struct LettersModel: Sendable {
  struct Line: Sendable {
    let record: String
    let path: String
    let letter: ID<ListedRecord>
    let addressee: String
    let place: String
    let channel: String
    let number: String
    let tracking: String
    let returned: String?
  }

  let day: CivilDate
  let lines: [Line]
  let count: Int
  let firstPath: String?
  let nextPath: String?

  init(
    _ found: [PostedNotice], on day: CivilDate, isLaterPage: Bool, limit: Int, count: Int,
    codes: BureauCodes
  ) {
    self.day = day
    self.count = count
    let (shown, last) = found.part(of: limit)
    lines = shown.map { Line($0, codes) }
    firstPath = isLaterPage ? LetterPages.path(on: day) : nil
    nextPath = last.map { LetterPages.path(on: day, after: $0.id) }
  }
}

extension LettersModel.Line {
  init(_ notice: PostedNotice, _ codes: BureauCodes) {
    record = notice.reference
    path = RecordPages.path(of: notice.record)
    letter = notice.record
    addressee = notice.debtor.name
    place = "\(notice.debtor.city)/\(notice.debtor.state)"
    channel = ConsoleWords.channel(notice.evidence.channel)
    number = notice.id.description
    tracking = notice.evidence.post?.trackingNumber ?? notice.evidence.mail?.recipient ?? "—"
    returned = notice.evidence.returnCode.map { codes.name($0, in: .noticeReturn) }
  }
}

enum LettersView {
  static func page(_ model: LettersModel) -> HTML {
    let about: HTML = """
      Emitidas em \(model.day.brazilian): \(model.count). As cartas saem às 18:00 dos dias úteis.
      """
    return """
      \(Look.heading("Cartas do dia", about: about, actions: files(model)))\
      <div>\(filters(model))\(list(model))</div>
      """
  }

  private static func files(_ model: LettersModel) -> [HTML] {
    guard model.count > 0 else { return [] }
    return [
      Look.action(
        "Lista de postagem (PDF)",
        to: LetterPages.listPath(ConsoleContents.letterListPrint, on: model.day), icon: .print),
      Look.action(
        "CSV", to: LetterPages.listPath(ConsoleContents.letterListFile, on: model.day),
        icon: .download, isDownload: true),
    ]
  }

  private static func filters(_ model: LettersModel) -> HTML {
    Look.filters(
      to: LetterPages.path,
      Look.entry(.init("dia", "Dia"), .date, in: FormState([("dia", model.day.description)])))
  }

  private static func list(_ model: LettersModel) -> HTML {
    guard !model.lines.isEmpty else {
      return """
        <div data-list>\(Look.empty(
          "Nenhuma carta neste dia",
          "As cartas saem às 18:00 dos dias úteis; avance o relógio até a próxima.", icon: .letter,
          actions: [Look.action("Ir ao relógio", to: Console.clockPath, .primary, icon: .clock)]))\
        </div>
        """
    }
    return """
      <div class="stack" data-list>\(table(model))\(Look.pager(
        note: "\(model.lines.count) nesta página", first: model.firstPath, next: model.nextPath))\
      </div>
      """
  }

  private static func table(_ model: LettersModel) -> HTML {
    Look.table(
      caption: "Cartas emitidas em \(model.day.brazilian)",
      columns: [
        .init("Destinatário"), .init("Canal"), .init("Comunicado"), .init("Devolução"),
        .init("Carta"),
      ],
      rows: model.lines.map { line in
        [
          Look.mainCell(line.addressee, to: line.path, under: "\(line.place) · \(line.record)"),
          HTML(text: line.channel), Look.cell(line.number, under: line.tracking),
          line.returned.map { Look.badge($0, .bad) } ?? "—",
          """
          <a href="\(ConsoleContents.letterPrint.path(line.letter))" \
          aria-label="Carta de \(line.addressee) em PDF">PDF</a> \
          · \
          <a href="\(ConsoleContents.letterPage.path(line.letter))" \
          aria-label="Carta de \(line.addressee) em página">\
          página</a>
          """,
        ]
      })
  }
}
