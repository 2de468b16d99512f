package import Credit
package import JSONText
import Refusals
import SQLDatabase

/// What a return file did: about the file, and the money by kind. Its lines are read by pages.
package struct BankReturnReport: Sendable {
  package let job: ImportReport
  package let bank: String?
  /// `cnab240` or `cnab400`.
  package let layout: String?
  package let generatedOn: String?
  /// Kinds without a line are left out.
  package let totals: [BankReturnTotal]
}

extension BankReturns {
  package func bankReturnReport(_ id: ID<ImportJob>) async throws -> BankReturnReport {
    let job = try await office.imports.importReport(id)
    guard job.kind == .bankReturn else { throw Refusal.notFound("Retorno bancário") }
    let totals = try await database.read { transaction in
      try transaction.query(
        """
        SELECT kind, CAST(SUM(line_count) AS BIGINT), CAST(SUM(paid_cents) AS BIGINT)
        FROM bank_return_totals
        WHERE import_id = ?1 AND line_count > 0 GROUP BY kind ORDER BY kind
        """, [id]
      ) {
        BankReturnTotal(
          kind: try $0.word(0), count: Int(try $0.integer(1)), paid: try $0.cents(2))
      }
    }
    let header = try job.header.map { try JSON.parse(Array($0.utf8)) }
    return BankReturnReport(
      job: job, bank: header?["bank"]?.string, layout: header?["layout"]?.string,
      generatedOn: header?["generatedOn"]?.string, totals: totals)
  }

  package func bankReturnLines(
    _ id: ID<ImportJob>, afterLine: Int, limit: Int
  ) async throws -> [BankReturnLine] {
    try await database.read { transaction in
      try transaction.query(
        BankReturnRows.select + " WHERE import_id = ?1 AND line > ?2 ORDER BY line LIMIT ?3",
        [id, afterLine, limit], BankReturnRows.decode)
    }
  }
}

extension BankReturnReport {
  package var fileJSON: JSON {
    ["bank": .optional(bank), "layout": .optional(layout), "generatedOn": .optional(generatedOn)]
  }

  package var totalsJSON: JSON {
    .object(
      totals.map {
        JSON.Member(
          $0.kind.rawValue,
          ["count": .integer(Int64($0.count)), "paidCents": .integer($0.paid.amount)])
      })
  }
}

extension BankReturnLine {
  package var json: JSON {
    [
      "line": .integer(Int64(line)), "bankNumber": .string(bankNumber),
      "documentNumber": .string(documentNumber), "occurrence": .string(occurrence),
      "kind": .string(kind.rawValue), "paidCents": .integer(paid.amount),
      "occurredOn": .optional(occurredOn), "availableOn": .optional(availableOn),
      "outcome": .string(outcome.rawValue), "detail": .string(detail),
      "receivableId": .optional(receivable), "effect": .optional(effect),
      "decidedBy": .optional(decidedBy),
    ]
  }

  /// The same with the titles that it may mean.
  package func json(_ candidates: [ReturnCandidateSummary]?) -> JSON {
    guard outcome == .unmatched, let candidates else { return json }
    return .object(
      (json.members ?? []) + [
        JSON.Member("candidates", .array(candidates.map(\.json)))
      ])
  }
}

extension ReturnCandidateSummary {
  package var json: JSON {
    [
      "receivableId": .string(title.description), "number": .string(number),
      "dueOn": .string(dueOn.description), "amountCents": .integer(amount.amount),
      "for": .array(speaksFor.map { .string($0.rawValue) }),
      "against": .array(speaksAgainst.map { .string($0.rawValue) }),
    ]
  }
}

extension ImportFault {
  /// A refused line of a return file, in the form of its other lines.
  package var returnLineJSON: JSON {
    [
      "line": .integer(Int64(line)), "bankNumber": .string(""), "documentNumber": .string(""),
      "occurrence": .string(""), "kind": .string(SettlementKind.rejected.rawValue),
      "paidCents": .integer(0), "occurredOn": .null, "availableOn": .null,
      "outcome": .string(BankReturnLine.Outcome.refused.rawValue), "detail": .string(detail),
      "code": .string(code), "receivableId": .null, "effect": .null, "decidedBy": .null,
    ]
  }
}
