import DebtCollection
import KeptAnswers

extension Office {
  /// The answers of the creditor's interface, in the office's database and under its seal.
  var keptAnswers: KeptAnswers { KeptAnswers(database: database, sealer: sealer) }
}
