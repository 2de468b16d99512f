package import Credit
import Refusals
import SQLDatabase
import World

/// What a person says of a line that two witnesses did not settle.
package enum ReturnDecision: Sendable {
  /// It is of this title. Kept, the same number of this bank and agreement means it from now on.
  case title(ID<Receivable>, keep: Bool)
  /// It is of no title of this house.
  case notOurs
}

extension BankReturns {
  /// A person decides an unmatched line, once: a second decision is a conflict.
  package func decideReturnLine(
    _ id: ID<ImportJob>, line number: Int, _ decision: ReturnDecision, actor: Actor
  ) async throws -> BankReturnLine {
    try await database.write { transaction in
      guard let job = try ImportRows.find(id, locked: true, in: transaction),
        job.kind == .bankReturn,
        var line = try self.line(number, of: id, in: transaction)
      else { throw Refusal.notFound("Linha do retorno") }
      guard !job.isDryRun else {
        throw Refusal(
          .conflict, code: "import-is-preview",
          detail: "Esta é só uma conferência; confirme a importação e decida a linha nela.")
      }
      guard line.outcome == .unmatched, line.decidedAt == nil else {
        throw Refusal(
          .conflict, code: "line-decided", detail: "Já se decidiu o que é desta linha.")
      }
      guard line.signature != nil else {
        throw Refusal(
          .conflict, code: "line-too-old",
          detail: "A linha é de antes desta função; importe o arquivo de novo para decidir.")
      }
      let before = line
      switch decision {
      case .notOurs:
        line.outcome = .notOurs
        line.detail = "Não é desta empresa."
      case .title(let title, let keep):
        try self.book(&line, on: title, keep: keep, actor: actor, in: transaction)
      }
      line.decidedBy = actor.name
      line.decidedAt = self.world.clock.now()
      try BankReturnRows.decide(line, instead: before, of: id, in: transaction)
      try self.office.accessRecords.logAccess(
        actor, "bank-return.line-decided", subject: "\(id)/\(number)", in: transaction)
      return line
    }
  }

  private func line(
    _ number: Int, of id: ID<ImportJob>, in transaction: Transaction
  ) throws -> BankReturnLine? {
    try transaction.first(
      BankReturnRows.select + " WHERE import_id = ?1 AND line = ?2", [id, number],
      BankReturnRows.decode)
  }

  private func book(
    _ line: inout BankReturnLine, on id: ID<Receivable>, keep: Bool, actor: Actor,
    in transaction: Transaction
  ) throws {
    guard let title = try ReceivableRows.lock(id, in: transaction) else {
      throw Refusal.notFound("Título")
    }
    line.detail = "Título escolhido por uma pessoa."
    line.words = "linha decidida por uma pessoa"
    try BankReturnBooking(office: office, actor: actor, transaction: transaction)
      .book(title, &line)
    guard line.outcome != .refused, line.outcome != .unmatched else {
      throw Refusal(.conflict, code: "line-not-booked", detail: line.detail)
    }
    if keep { try self.keep(line, title.id, actor: actor, in: transaction) }
  }

  /// From now on this number of the bank and agreement is the title's.
  private func keep(
    _ line: BankReturnLine, _ title: ID<Receivable>, actor: Actor, in transaction: Transaction
  ) throws {
    guard let bank = line.bank, let agreement = line.agreement,
      let key = BankNumber.key(line.bankNumber, bank: bank)
    else {
      throw Refusal(
        .conflict, code: "line-without-number",
        detail: "A linha não tem nosso número; a decisão vale só para ela.")
    }
    try transaction.execute(
      """
      INSERT INTO bank_number_decisions
        (bank, agreement, number_key, receivable_id, decided_by, decided_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (bank, agreement, number_key) DO UPDATE SET
        receivable_id = excluded.receivable_id, decided_by = excluded.decided_by,
        decided_at = excluded.decided_at
      """, [bank, agreement, key, title, actor.name, world.clock.now()])
  }
}

/// A title that an unmatched line may mean, as it is shown.
package struct ReturnCandidateSummary: Sendable {
  package let line: Int
  package let title: ID<Receivable>
  package let number: String
  package let personName: String
  package let dueOn: CivilDate
  package let amount: Cents
  package let speaksFor: [ReturnWitness]
  package let speaksAgainst: [ReturnWitness]
}

extension BankReturns {
  /// The candidates of some lines of a return file.
  package func returnCandidates(
    of id: ID<ImportJob>, lines: [Int]
  ) async throws -> [Int: [ReturnCandidateSummary]] {
    guard let first = lines.min(), let last = lines.max() else { return [:] }
    let wanted = Set(lines)
    let found = try await database.read { transaction in
      try transaction.query(
        """
        SELECT c.line, c.receivable_id, r.number, p.name, r.due_on, r.amount_cents, c.speaks_for,
          c.speaks_against
        FROM bank_return_candidates c
        JOIN receivables r ON r.id = c.receivable_id
        JOIN people p ON p.id = r.person_id
        WHERE c.import_id = ?1 AND c.line BETWEEN ?2 AND ?3
        ORDER BY c.line, c.receivable_id
        """, [id, first, last]
      ) { row in
        ReturnCandidateSummary(
          line: Int(try row.integer(0)), title: try row.id(1), number: try row.text(2),
          personName: try row.text(3), dueOn: try row.date(4), amount: try row.cents(5),
          speaksFor: Self.witnesses(try row.text(6)),
          speaksAgainst: Self.witnesses(try row.text(7)))
      }
    }
    return Dictionary(grouping: found.filter { wanted.contains($0.line) }, by: \.line)
  }

  private static func witnesses(_ text: String) -> [ReturnWitness] {
    text.split(separator: ",").compactMap { ReturnWitness(rawValue: String($0)) }
  }
}
