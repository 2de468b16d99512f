import SQLDatabase

/// What an empty installation still needs before the first title can be listed, in order.
package struct FirstSteps: Hashable, Sendable {
  package enum Step: Hashable, CaseIterable, Sendable {
    /// A branch (Filial) in whose name titles are listed.
    case branch
    /// Access to a bureau (Integração).
    case integration
    /// The integration linked to a branch (manual, item 23).
    case link
    /// The bureau has accepted the credentials (manual, items 12-14).
    case test
    /// A rule of "Parâmetros de Cobrança" (manual, item 52).
    case rule
    /// Customers and titles.
    case book
  }

  package let done: Set<Step>

  package var isComplete: Bool { done.count == Step.allCases.count }

  /// The first step that is not done.
  package var next: Step? { Step.allCases.first { !done.contains($0) } }
}

extension HouseParameters {
  /// How far the set-up is. Each question looks at one row.
  package func firstSteps() async throws -> FirstSteps {
    let questions: [(FirstSteps.Step, String)] = [
      (.branch, "SELECT 1 FROM branches LIMIT 1"),
      (.integration, "SELECT 1 FROM integrations LIMIT 1"),
      (.link, "SELECT 1 FROM branches WHERE integration_id IS NOT NULL LIMIT 1"),
      (
        .test,
        """
        SELECT 1 FROM integrations WHERE credentials_refused_at IS NULL
          AND (token_state IN ('valid', 'expired') OR codes_synced_at IS NOT NULL) LIMIT 1
        """
      ),
      (.rule, "SELECT 1 FROM collection_rules WHERE active = 1 LIMIT 1"),
      (.book, "SELECT 1 FROM receivables LIMIT 1"),
    ]
    return try await database.read { transaction in
      var done: Set<FirstSteps.Step> = []
      for (step, sql) in questions where try transaction.first(sql, [], { _ in true }) == true {
        done.insert(step)
      }
      return FirstSteps(done: done)
    }
  }
}
