import Credit
import HTTPService
import Markup
import Pages

/// The days of a report in its address: `de` and `ate`, both included.
struct ReportRange: Hashable, Sendable {
  let from: CivilDate
  let to: CivilDate

  /// Reads the two days; without them the last `days` up to today. Days the wrong way round are a
  /// fault of the address.
  static func read(
    _ reader: QueryReader, today: CivilDate, days: Int
  ) throws(Problem) -> ReportRange {
    let to = reader.optional("ate", .day) ?? today
    let from = reader.optional("de", .day) ?? min(today, to).adding(days: 1 - days)
    guard from <= to else {
      throw .invalidInput([
        .init(
          pointer: "?de", code: "invalid-range",
          detail: "O primeiro dia do relatório vem depois do último.")
      ])
    }
    return ReportRange(from: from, to: to)
  }

  var query: [(name: String, value: String?)] {
    [("de", from.description), ("ate", to.description)]
  }

  var words: String { "\(from.brazilian) a \(to.brazilian)" }

  /// The two fields of the bar of filters.
  func fields() -> [HTML] {
    let state = FormState([("de", from.description), ("ate", to.description)])
    return [
      Look.entry(.init("de", "De"), .date, in: state),
      Look.entry(.init("ate", "Até"), .date, in: state),
    ]
  }
}

/// CSV and PDF of a report, as they are offered above it.
enum ReportActions {
  static func of(_ path: String, _ query: [(name: String, value: String?)]) -> [HTML] {
    [
      Look.action(
        "Exportar CSV", to: PagePath.to(path + ".csv", query), icon: .download, isDownload: true),
      Look.action("PDF", to: PagePath.to(path + ".pdf", query), icon: .print),
    ]
  }
}
