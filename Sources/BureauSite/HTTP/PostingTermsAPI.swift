import BureauRegister
import Credit
import HTTPService
import Hummingbird
import JSONText

/// What the first visible day of a record depends on, besides the record: with it a creditor says
/// the day before it asks.
extension BureauAPI {
  func addPostingTerms(to table: inout RouteTable) {
    let branch = Schema.object([
      .required("document", .string), .required("state", .string(length: 2...2)),
    ])
    let schema = Schema.object([
      .required("cutOffHour", .integer(0...23)),
      .required("receiptBusinessDays", .integer(0...60)),
      .required("officeState", Schema.string(length: 2...2).nullable),
      .required("branches", .array(branch)), .required("stateTermIds", .array(.string)),
    ]).named("PostingTerms")
    add(
      .get, "/v1/posting-terms",
      Operation(
        id: "readPostingTerms", summary: "Do que depende o primeiro dia visível", tag: "Catálogo",
        answers: [.init(200, "Hora da postagem, recebimento presumido, estados e regras", schema)]
      ),
      to: &table
    ) { _, context in
      let office = try await register.office(of: try context.participant())
      let rows = try await register.stateTerms(of: nil, history: false)
      return .json([
        "cutOffHour": .integer(Int64(PostingCutOff.reference.hour)),
        "receiptBusinessDays": .integer(Int64(NoticeTerm.presumedDeliveryBusinessDays)),
        "officeState": .optional(office.office?.state),
        "branches": .array(
          office.branches.map {
            ["document": .string($0.document), "state": .string($0.state.code)]
          }),
        "stateTermIds": .array(rows.map { .string($0.rule.id) }),
      ])
    }
  }
}
