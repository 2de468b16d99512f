package import Credit
package import JSONText
import SQLDatabase
package import World

extension Timekeeper {
  /// Moves the clock for a request. What falls due on the way is the program's own work, on
  /// whichever side: it is not counted for the request's `Idempotency-Key`.
  package func advance(
    asked virtual: VirtualClock, to target: Instant
  ) async throws -> [DutyFailure] {
    try await WriteCompanion.without { try await advance(virtual, to: target) }
  }
}

/// The answer of a request that moved a virtual clock: where it stands, and what could not be done.
package enum ClockAnswer {
  package static let schema = Schema.object([
    .required("now", .instant), .required("today", .date),
    .required(
      "failed",
      .array(
        Schema.object([
          .required("queue", .string), .required("rows", .integer),
          .required("detail", Schema.string.nullable),
        ]).named("FailedDuty"))),
  ]).named("ClockMove")

  package static func show(_ now: Instant, _ failures: [DutyFailure]) -> JSON {
    [
      "now": .string(now.description), "today": .string(now.civilDate.description),
      "failed": .array(
        failures.map {
          [
            "queue": .string($0.duty), "rows": .integer(Int64($0.rows)),
            "detail": $0.error.map { .string($0) } ?? .null,
          ]
        }),
    ]
  }

  /// What a page tells people: that all was done, or what was not.
  ///
  /// - Parameter title: a queue's name for people.
  package static func sentence(
    _ failures: [DutyFailure], title: (String) -> String
  ) -> String {
    guard !failures.isEmpty else { return "Tudo o que vencia no caminho foi feito." }
    let parts = failures.map { failure in
      let rows =
        failure.rows == 0
        ? "parou com um erro"
        : failure.rows == 1 ? "1 item falhou" : "\(failure.rows) itens falharam"
      return "\(title(failure.duty)) (\(rows))"
    }
    return "Nem tudo o que vencia no caminho pôde ser feito: \(parts.joined(separator: "; "))."
  }
}
