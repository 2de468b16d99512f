import Credit
package import JSONText

extension InquiryDigest {
  /// Reads the figures of a canonical report; what is missing or of another type is left out.
  init(report: BureauReport) {
    restricted = report.restricted
    let sources = (report.body["sources"]?.elements ?? []).map {
      Source(
        name: $0["name"]?.string ?? "", answered: Self.isAnswer($0["status"]?.string))
    }
    self.sources = sources
    // A source that is down makes it partial even if the flag forgot it.
    partial = report.partial || sources.contains { !$0.answered }
    summary = Self.rows(report.body["summary"])
    score = report.body["score"] ?? .null
  }

  /// Words of a source that answered; any other word means that it did not.
  private static func isAnswer(_ status: String?) -> Bool {
    ["ok", "answered", "up", "available", "complete"].contains(status ?? "")
  }

  private static func rows(_ json: JSON?) -> [InquirySummaryRow] {
    (json?.elements ?? []).map { row in
      InquirySummaryRow(
        block: row["block"]?.string ?? "", count: Int(row["count"]?.integer ?? 0),
        total: row["totalCents"]?.integer.map { Cents($0) },
        firstOn: row["firstOn"]?.string.flatMap { CivilDate(iso: $0) },
        lastOn: row["lastOn"]?.string.flatMap { CivilDate(iso: $0) })
    }
  }

  /// As the column `summary` keeps it.
  var json: JSON {
    [
      "restricted": .bool(restricted), "partial": .bool(partial),
      "summary": .array(summary.map(\.json)), "score": score,
      "sources": .array(
        sources.map { ["name": .string($0.name), "answered": .bool($0.answered)] }),
    ]
  }

  init(stored json: JSON) {
    restricted = json["restricted"]?.bool ?? true
    partial = json["partial"]?.bool ?? true
    summary = Self.rows(json["summary"])
    score = json["score"] ?? .null
    sources = (json["sources"]?.elements ?? []).map {
      Source(name: $0["name"]?.string ?? "", answered: $0["answered"]?.bool ?? false)
    }
  }

  /// `partial` first: nothing is called clean while a source is down.
  var outcome: InquiryOutcome { partial ? .partial : (restricted ? .restricted : .clean) }
}

extension InquirySummaryRow {
  package var json: JSON {
    [
      "block": .string(block), "count": .integer(Int64(count)),
      "totalCents": .optional(integer: total?.amount), "firstOn": .optional(firstOn),
      "lastOn": .optional(lastOn),
    ]
  }
}
