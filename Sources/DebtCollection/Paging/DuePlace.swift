package import Credit

/// A line in the order of the due dates: the last one of the page before.
package struct DuePlace: Hashable, Sendable {
  package let dueOn: CivilDate
  package let title: ID<Receivable>

  package init(dueOn: CivilDate, title: ID<Receivable>) {
    self.dueOn = dueOn
    self.title = title
  }

  /// The place as a condition writes it, beside `(r.due_on, r.id)`.
  func text(_ arguments: inout StatementArguments) -> String {
    "(\(arguments.add(dueOn)), \(arguments.add(title)))"
  }
}
