import Credit
import SQLDatabase
import World

/// Books a chunk of a return file. Only money that was paid settles a title; a write-off at the
/// bank (baixa) never does.
struct BankReturnImport {
  private let office: Office
  private let actor: Actor
  private let transaction: Transaction

  static func run(
    _ items: [ReturnItem], office: Office, actor: Actor, in transaction: Transaction
  ) throws -> ImportChunk.Done {
    let work = BankReturnImport(office: office, actor: actor, transaction: transaction)
    var outcome = ImportOutcome()
    var lines: [BankReturnLine] = []
    for item in items {
      switch item {
      case .fault(let fault):
        outcome.refused += 1
        let sequence = outcome.faults.count { $0.line == fault.line }
        outcome.faults.append(
          ImportFault(
            line: fault.line, sequence: sequence, code: fault.code, detail: fault.detail))
      case .entry(let entry):
        let line = try work.take(entry)
        switch line.outcome {
        case .settled, .partial, .reversed, .paidAbove, .paidAfterRemoval: outcome.created += 1
        case .alreadyPaid:
          outcome.alreadyPaid += 1
          outcome.owedBack += line.received
        case .waiting, .ignored, .notOurs: outcome.unchanged += 1
        case .unmatched, .refused: outcome.refused += 1
        }
        lines.append(line)
      }
    }
    return ImportChunk.Done(outcome: outcome, returnLines: lines)
  }

  private func take(_ entry: ReturnEntry) throws -> BankReturnLine {
    var line = BankReturnLine(entry)
    if entry.isAboutAccount {
      line.detail += " (da conta, sem título)"
      return line
    }
    switch try BankReturnMatch.find(entry, in: transaction) {
    case .open(let candidates, let sentence):
      line.outcome = .unmatched
      line.detail = sentence
      line.candidates = candidates
    case .found(let title):
      try mark(entry, title, &line)
      try BankReturnBooking(office: office, actor: actor, transaction: transaction)
        .book(title, &line)
    }
    return line
  }

  /// A title that the bank itself has listed must not be listed a second time.
  private func mark(
    _ entry: ReturnEntry, _ title: ReceivableRow, _ line: inout BankReturnLine
  ) throws {
    guard let listing = entry.bankListing else { return }
    try transaction.execute(
      "UPDATE receivables SET bank_listed = ?2, updated_at = ?3 WHERE id = ?1",
      [title.id, listing == .active, office.world.clock.now()])
    line.effect =
      listing == .active
      ? "negativado pelo banco: não será negativado aqui" : "o banco excluiu a sua negativação"
  }
}
