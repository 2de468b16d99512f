import Credit
import HTTPService
import Hummingbird
import JSONText
import SQLDatabase

extension BureauAPI {
  func addNotices(to table: inout RouteTable) {
    add(
      .get, "/v1/listings/{id}/notice.pdf",
      Operation(
        id: "readNotice", summary: "A carta comunicado em PDF", tag: "Cartas",
        access: .scope(.listings),
        answers: [.init(200, "A carta", mediaType: "application/pdf")], problems: [404]),
      to: &table
    ) { _, context in
      guard
        let document = try await register.noticeDocument(
          of: try context.pathID(), participant: try context.participant())
      else {
        throw Problem.notFound(
          code: "no-notice", "Não há carta emitida para este registro.")
      }
      return .bytes(document, mediaType: "application/pdf")
    }
    let notice = Schema.object([
      .required("id", .string), .required("listingId", .string), .required("reference", .string),
      .required("channel", .string), .required("issuedAt", .instant),
      .required("returnCode", Schema.string.nullable),
    ]).named("Notice")
    add(
      .get, "/v1/notices",
      Operation(
        id: "listNotices", summary: "Lista de postagem de um dia", tag: "Cartas",
        access: .scope(.listings),
        query: Operation.Parameter.page + [.init("issuedOn", .date, isRequired: true)],
        answers: [.init(200, "Uma página", .page(of: notice))]),
      to: &table
    ) { request, context in
      let (page, day) = try QueryReader.read(request) {
        ($0.page(), $0.required("issuedOn", .date))
      }
      let after = try page.cursorNumber() ?? 0
      let participant = try context.participant()
      let rows = try await register.database.read { transaction in
        try transaction.query(
          """
          SELECT n.id, n.record_id, r.reference, n.channel, n.issued_at, n.return_code
          FROM notices n JOIN records r ON r.id = n.record_id
          WHERE n.participant_id = ?1 AND n.issued_on = ?2 AND n.id > ?3
          ORDER BY n.id LIMIT ?4
          """, [participant.number, column(day), after, page.limit + 1]
        ) { row -> (Int64, JSON) in
          (
            try row.integer(0),
            [
              "id": .string(ID<Notice>(try row.integer(0)).description),
              "listingId": .string(ID<ListedRecord>(try row.integer(1)).description),
              "reference": .string(try row.text(2)), "channel": .string(try row.text(3)),
              "issuedAt": .string(try row.time(4).description),
              "returnCode": .optional(try row.optionalText(5)),
            ]
          )
        }
      }
      return .json(
        Page.json(rows, request: page, key: { [.integer($0.0)] }, show: { $0.1 }))
    }
  }
}
