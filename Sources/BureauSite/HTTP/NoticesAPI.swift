import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText
import Letters
import Markup
import Pages

extension BureauAPI {
  func addNotices(to table: inout RouteTable) {
    addLetter(to: &table)
    addAccessibleNotice(to: &table)
    addPostingList(to: &table)
  }

  private static let noNotice = Problem.notFound(
    code: "no-notice", "Não há carta emitida para este registro.")

  private func addLetter(to table: inout RouteTable) {
    add(
      .get, "/v1/listings/{id}/notice.pdf",
      Operation(
        id: "readNotice", summary: "A carta comunicado em PDF, via do credor", tag: "Cartas",
        access: .scope(.listings), query: [.init("type", .oneOf(["normal", "large"]))],
        answers: [.init(200, "A carta", mediaType: "application/pdf")], problems: [404]),
      to: &table
    ) { request, context in
      let type = try QueryReader.read(request) { $0.optional("type", .oneOf(LetterType.self)) }
      let id: ID<ListedRecord> = try context.pathID()
      let participant = try context.participant()
      if type == .large {
        guard let document = try await register.largeNotice(of: id, participant: participant)
        else { throw Self.noNotice }
        return .bytes(document, mediaType: "application/pdf")
      }
      guard
        let document = try await register.noticeDocument(
          of: id, participant: participant, for: .creditor)
      else { throw Self.noNotice }
      return .bytes(document, mediaType: "application/pdf")
    }
  }

  /// The size of the type: the letter as it was posted, or the one for people who see little.
  private enum LetterType: String, CaseIterable, Sendable { case normal, large }

  private func addAccessibleNotice(to table: inout RouteTable) {
    add(
      .get, "/v1/listings/{id}/notice.html",
      Operation(
        id: "readAccessibleNotice",
        summary: "A carta comunicado como página acessível, via do credor",
        tag: "Cartas", access: .scope(.listings),
        answers: [.init(200, "A página", mediaType: "text/html")], problems: [404]),
      to: &table
    ) { _, context in
      guard
        let notice = try await register.newestNotice(
          of: try context.pathID(), participant: try context.participant())
      else { throw Self.noNotice }
      return .bytes(
        NoticeLetterHTML.render(try register.letter(of: notice, for: .creditor)).bytes,
        mediaType: "text/html; charset=utf-8",
        headers: [
          .contentSecurityPolicy:
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        ])
    }
  }

  private enum ListFormat: String, CaseIterable, Sendable { case json, csv, pdf }

  private func addPostingList(to table: inout RouteTable) {
    let notice = Schema.object([
      .required("id", .string), .required("listingId", .string), .required("reference", .string),
      .required("channel", .string), .required("issuedAt", .instant),
      .required("trackingNumber", Schema.string.nullable),
      .required("franchiseCode", Schema.string.nullable),
      .required("lot", Schema.integer.nullable), .required("postalCode", .string),
      .required("sha256", Schema.string.nullable),
      .required("copySha256", Schema.string.nullable),
      .required("returnCode", Schema.string.nullable),
      .required("returnedAt", Schema.instant.nullable),
    ]).named("Notice")
    add(
      .get, "/v1/notices",
      Operation(
        id: "listNotices", summary: "Lista de postagem de um dia (JSON, CSV ou PDF)",
        tag: "Cartas", access: .scope(.listings),
        query: Operation.Parameter.page + [
          .init("issuedOn", .date, isRequired: true),
          .init("format", .oneOf(ListFormat.allCases.map(\.rawValue))),
        ],
        answers: [.init(200, "Uma página", .page(of: notice))], problems: [422]),
      to: &table
    ) { request, context in
      let (page, day, format) = try QueryReader.read(request) {
        ($0.page(), $0.required("issuedOn", .date), $0.optional("format", .oneOf(ListFormat.self)))
      }
      let participant = try context.participant()
      switch format ?? .json {
      case .csv:
        return .bytes(
          Array(try await register.postingListCSV(of: participant, on: day).utf8),
          mediaType: "text/csv; charset=utf-8")
      case .pdf:
        return .bytes(
          try await register.postingListPDF(of: participant, on: day),
          mediaType: "application/pdf")
      case .json:
        let notices = try await register.notices(
          of: participant, issuedOn: day, after: try page.cursorNumber() ?? 0,
          limit: page.limit + 1)
        return .json(
          Page.json(
            notices, request: page, key: { [.integer($0.id.number)] }, show: \.json))
      }
    }
  }
}
